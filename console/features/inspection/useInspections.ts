import { computed } from "vue";
import { readFragment } from "../../graph/graphql.ts";
import { useLiveList } from "../../graph/useLiveList.ts";
import { useText } from "../../text/text.ts";
import { type FilterField, useFilters } from "../../ui/filters.ts";
import { useRegionPaths } from "../region/regions.ts";
import { type InspectionKind, inspectionKinds } from "./finding.ts";
import { InspectionRow_inspection, InspectionsPage_Query } from "./operations.ts";

const keys = ["region", "kind", "problems", "mine", "withdrawn", "complex"] as const;

/** The list of inspections: filters from the address, rows from the hub, kept true by the line. */
export function useInspections() {
  const { t } = useText();
  const regions = useRegionPaths();
  const filters = useFilters(keys);

  const list = useLiveList({
    query: InspectionsPage_Query,
    variables: () => ({
      filter: {
        region: filters.one("region"),
        kinds: filters.some<InspectionKind>("kind"),
        result: filters.on("problems") ? ("PROBLEMS" as const) : null,
        states: filters.on("withdrawn") ? (["WITHDRAWN"] as const).slice() : null,
        mine: filters.on("mine"),
        complexId: filters.one("complex"),
      },
    }),
    read: ({ inspections }) => inspections,
    concerns: ({ subject }) => subject.type === "Inspection" || subject.type === "Finding",
  });

  const fields = computed((): FilterField[] => {
    const first = list.rows.value[0];
    const complex = filters.one("complex");
    return [
      ...(complex
        ? [
            {
              kind: "one" as const,
              key: "complex",
              label: t("cases.complex"),
              options: [
                { value: complex, label: first ? readFragment(InspectionRow_inspection, first).complex.name : "…" },
              ],
            },
          ]
        : []),
      { kind: "one", key: "region", label: t("cases.region"), options: regions.value },
      {
        kind: "many",
        key: "kind",
        label: t("inspection.filter.kind"),
        options: inspectionKinds.map((value) => ({ value, label: t(`inspection.kind.${value}`) })),
      },
      { kind: "flag", key: "problems", label: t("inspection.filter.withProblems") },
      { kind: "flag", key: "mine", label: t("inspection.filter.mine") },
      { kind: "flag", key: "withdrawn", label: t("inspection.filter.withdrawn") },
    ];
  });

  return { filters, fields, list };
}
