import { computed, type WritableComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";
import type { Sort } from "./list.ts";

/**
 * The order of a list, kept in the address beside its filters. `choices` are the orders that the hub offers, by their
 * name in the address, the usual one first; a direction that it does not offer stays as it is.
 */
export function useOrder<Name extends string>(
  choices: Readonly<Record<Name, Sort>>,
): { order: WritableComputedRef<Name>; sort: WritableComputedRef<Sort | undefined> } {
  const route = useRoute();
  const router = useRouter();
  const names = Object.keys(choices) as Name[];
  const usual = names[0] as Name;

  const order = computed({
    get: () => names.find((name) => name === route.query.order) ?? usual,
    set: (name: Name) => {
      const { order: _, ...query } = route.query;
      void router.replace({ query: name === usual ? query : { ...query, order: name } });
    },
  });
  const sort = computed({
    get: (): Sort | undefined => choices[order.value],
    set: (wanted) => {
      const same = names.filter((name) => choices[name].key === wanted?.key);
      order.value = same.find((name) => choices[name].direction === wanted?.direction) ?? same[0] ?? usual;
    },
  });
  return { order, sort };
}
