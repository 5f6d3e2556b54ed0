import { computed, shallowRef, watch } from "vue";
import { useText } from "../text/text.ts";
import type { CommandOutcome } from "./command.ts";

/** What came of one of many, as the hub tells it. */
export interface BulkRowTold {
  id: string;
  number: string | null;
  status: "DONE" | "REFUSED" | "STALE";
  errors: readonly { message: string }[];
}

/** The hub takes no more at once: what a person can look through. */
export const mostBulkRows = 200;

/** Rows ticked in a list, or all that match its filter; and what came of the last command to them. */
export function useBulk<Filter>(
  rows: () => readonly { id: string; version: number }[],
  total: () => number | null | undefined,
  filter: () => Filter,
) {
  const { t } = useText();
  const selected = shallowRef<ReadonlySet<string>>(new Set());
  const all = shallowRef(false);
  const left = shallowRef<readonly BulkRowTold[]>([]);
  // Whoever took all that matched has not seen what another filter matches.
  watch([selected, () => JSON.stringify(filter())], () => {
    all.value = false;
  });
  /** What a change of the filter has taken out of sight is not acted on. */
  const chosen = computed(() =>
    rows()
      .filter(({ id }) => selected.value.has(id))
      .map(({ id, version }) => ({ id, expectedVersion: version })),
  );
  const count = computed(() => (all.value ? (total() ?? 0) : chosen.value.length));
  return {
    selected,
    all,
    left,
    count,
    /** More match than are ticked, and few enough to be taken together. */
    widens: computed(() => !all.value && count.value > 0 && count.value < (total() ?? 0)),
    tooMany: computed(() => (total() ?? 0) > mostBulkRows),
    /** As the hub is told which. */
    named: () => (all.value ? { matching: filter() } : { rows: chosen.value }),
    /** Those that were not done stay ticked, and are told one by one. */
    tell(told: readonly BulkRowTold[]): CommandOutcome {
      left.value = told.filter(({ status }) => status !== "DONE");
      selected.value = new Set(left.value.map(({ id }) => id));
      return { done: true, said: t("ui.bulk.done", { n: told.length - left.value.length }) };
    },
  };
}
export type Bulk = ReturnType<typeof useBulk>;
