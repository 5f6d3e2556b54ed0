import { type InjectionKey, inject, provide, type Ref, readonly, ref, watch } from "vue";

/** The hub's clock as the console sees it: milliseconds since the epoch, moving once a second. */
export type Now = Readonly<Ref<number>>;

const key: InjectionKey<Now> = Symbol("hub clock");

/**
 * One ticking clock for the whole console. The hub's clock may be offset from real time (drill clock), so deadlines
 * count by it and never by the clock of the machine that shows them.
 * `ahead` is how far the hub's clock is ahead of this machine's, in milliseconds.
 */
export function startClock(ahead: () => number = () => 0): { now: Now; stop: () => void } {
  const now = ref(0);
  const read = () => {
    now.value = Date.now() + ahead();
  };
  // A form that is opened in the same second as the desk must not take this machine's time for the hub's.
  const stopWatching = watch(ahead, read, { immediate: true, flush: "sync" });
  const tick = setInterval(read, 1000);
  return {
    now: readonly(now),
    stop() {
      stopWatching();
      clearInterval(tick);
    },
  };
}

export function provideClock(now: Now): void {
  provide(key, now);
}

export function useNow(): Now {
  const now = inject(key, undefined);
  if (!now) throw new Error("No clock is provided: call provideClock above this component.");
  return now;
}
