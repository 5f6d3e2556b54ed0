import { type ComputedRef, computed, shallowRef } from "vue";
import type { ResultOf } from "../../graph/graphql.ts";
import { useHub } from "../../graph/hub.ts";
import type { FilterOption } from "../../ui/filters.ts";
import { useViewer } from "../shell/viewer.ts";
import { Regions_Query } from "./operations.ts";

type Region = ResultOf<typeof Regions_Query>["regions"][number];

/** Regions change with a decree and not with an event: asked for once per visit, from the cache after that. */
export function useRegions(): {
  regions: ComputedRef<readonly Region[]>;
  options: ComputedRef<readonly FilterOption[]>;
} {
  const { client } = useHub();
  const { viewer } = useViewer();
  const regions = shallowRef<readonly Region[]>([]);
  void client
    .query(Regions_Query, { within: viewer.region.code }, { requestPolicy: "cache-first" })
    .toPromise()
    .then(({ data }) => {
      regions.value = data?.regions ?? [];
    });
  return {
    regions: computed(() => regions.value),
    options: computed(() => regions.value.map(({ code, path }) => ({ value: code, label: path }))),
  };
}
