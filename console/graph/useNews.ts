import { onScopeDispose } from "vue";
import { coalesce } from "./coalesce.ts";
import type { Happening } from "./happening.ts";
import { useHub } from "./hub.ts";

/**
 * Asks again when something happened that concerns what is shown: soon, once for many events, and always after a
 * break that the log could not bridge. `concerns` is asked about every event: it must be cheap.
 */
export function useNews(concerns: (event: Happening) => boolean, refresh: () => unknown): void {
  const { live } = useHub();
  const ask = coalesce(refresh);
  const ends = [
    live.onEvents((events) => {
      if (events.some(concerns)) ask();
    }),
    live.onSnapshot(ask),
  ];
  onScopeDispose(() => {
    ask.stop();
    for (const end of ends) end();
  });
}

/** The event says no more of this subject than what is held of it already. */
export const isKnown = (event: Happening, held: { id: string; version: number } | null | undefined): boolean =>
  held != null && event.subject.id === held.id && event.subject.version <= held.version;
