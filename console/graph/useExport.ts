import { type ComputedRef, computed } from "vue";
import { useText } from "../text/text.ts";
import type { LiveList } from "./useLiveList.ts";

/** Where a list, as it is filtered and ordered now, is had as a spreadsheet. `list` is the name of the hub's field. */
export function useExport(list: string, { asked }: Pick<LiveList<never>, "asked">): ComputedRef<string> {
  const { language } = useText();
  return computed(() => {
    const { filter, orderBy } = asked.value as { filter?: object; orderBy?: string };
    const query = new URLSearchParams({ language: language.value });
    if (filter) query.set("filter", JSON.stringify(filter));
    if (orderBy) query.set("orderBy", orderBy);
    return `/export/${list}.xlsx?${query}`;
  });
}
