import { computed, nextTick, type Ref, ref } from "vue";
import type { ListRow } from "./list.ts";

/**
 * The row the keyboard is on, kept by its id: rows that arrive above do not move it.
 * `reveal` brings a row of that index on the screen.
 */
export function useActiveRow<Row extends ListRow>(
  rows: () => readonly Row[],
  frame: Readonly<Ref<HTMLElement | null>>,
  reveal: (index: number) => void,
) {
  const id = ref<string>();
  const index = computed(() => rows().findIndex((row) => row.id === id.value));

  async function go(to: number): Promise<void> {
    const row = rows()[Math.max(0, Math.min(rows().length - 1, to))];
    if (!row) return;
    id.value = row.id;
    reveal(index.value);
    await nextTick();
    frame.value?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus({ preventScroll: true });
  }

  return { id, index, go };
}
