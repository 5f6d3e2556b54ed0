import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from "vue";
import type { ResultOf } from "../../graph/graphql.ts";
import { useHub } from "../../graph/hub.ts";
import type { FieldOption } from "../../ui/fields.ts";
import { useViewer, type Viewer } from "../shell/viewer.ts";
import { Regions_Query } from "./operations.ts";

export type Region = ResultOf<typeof Regions_Query>["regions"][number];

/** Divisions below a region, in the order of the plan's annex. Nothing is asked while `within` is undefined. */
export function useRegions(
  within: MaybeRefOrGetter<string | undefined>,
  level?: MaybeRefOrGetter<Region["level"] | undefined>,
) {
  const { client } = useHub();
  const regions = shallowRef<readonly Region[]>([]);
  watch(
    () => [toValue(within), toValue(level)] as const,
    async ([code, at]) => {
      if (code === undefined) return;
      const { data } = await client
        .query(Regions_Query, { within: code, level: at ?? null }, { requestPolicy: "cache-first" })
        .toPromise();
      regions.value = data?.regions ?? [];
    },
    { immediate: true },
  );
  return regions;
}

const below = { PROVINCE: "CITY", CITY: "COUNTY", COUNTY: "SUBDISTRICT", SUBDISTRICT: undefined } as const;

/** Every division below the viewer's own, by its path. */
export function useRegionPaths() {
  const { viewer } = useViewer();
  const regions = useRegions(() => viewer.region.code);
  return computed(() => regions.value.map(({ code, path }) => ({ value: code, label: path })));
}

/** Where somebody enters a complex or a complaint: the counties of a city or the province, else their own. */
export function useCountyOptions() {
  const { viewer } = useViewer();
  const { code, name, level } = viewer.region;
  const own = level === "COUNTY" || level === "SUBDISTRICT";
  const counties = useRegions(() => (own ? undefined : code), "COUNTY");
  return computed(() =>
    own
      ? [{ value: code.slice(0, 6), label: name }]
      : counties.value.map((county) => ({ value: county.code, label: county.path })),
  );
}

/** The divisions right below the viewer's own: what a list is narrowed to. None where there is nothing to choose. */
export function useRegionOptions() {
  const { viewer } = useViewer();
  const regions = useRegions(
    () => viewer.region.code,
    () => below[viewer.region.level],
  );
  return computed(() => regions.value.map(({ code, name }) => ({ value: code, label: name })));
}

/** Somebody's own region, then what lies below it; nothing while that is still on its way. */
export const ownAnd = ({ region }: Viewer, below: readonly FieldOption[]): readonly FieldOption[] =>
  below.length === 0 ? [] : [{ value: region.code, label: region.name }, ...below];
