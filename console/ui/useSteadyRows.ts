import { useEventListener } from "@vueuse/core";
import { nextTick, type Ref, ref, watch } from "vue";
import type { ListRow } from "./list.ts";

/**
 * Rows that come or go above do not move what a person is reading: the first row in sight stays where it is. At the
 * top, with neither pointer nor keyboard in the list, nobody is reading a row, and new ones may show at once.
 */
export function useSteadyRows<Row extends ListRow>(
  rows: () => readonly Row[],
  frame: Readonly<Ref<HTMLElement | null>>,
  rowHeight: () => number,
): void {
  const pointed = ref(false);
  useEventListener(frame, "pointerenter", () => {
    pointed.value = true;
  });
  useEventListener(frame, "pointerleave", () => {
    pointed.value = false;
  });

  watch(
    rows,
    async (now, before) => {
      const list = frame.value;
      if (!list || !before.length) return;
      const reading = list.scrollTop > 0 || pointed.value || list.querySelector(":focus") !== null;
      if (!reading) return;
      const first = Math.floor(list.scrollTop / rowHeight());
      // The row itself may be the one that has gone: then the next that is still there is kept in its place.
      for (let at = first; at < before.length; at++) {
        const to = now.findIndex(({ id }) => id === before[at]?.id);
        if (to < 0) continue;
        if (to === at) return;
        await nextTick();
        list.scrollTop += (to - at) * rowHeight();
        return;
      }
    },
    { flush: "pre" },
  );
}
