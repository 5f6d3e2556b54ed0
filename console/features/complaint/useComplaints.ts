import { computed } from "vue";
import { readFragment } from "../../graph/graphql.ts";
import { useLiveList } from "../../graph/useLiveList.ts";
import { spanOf } from "../../text/days.ts";
import { useText } from "../../text/text.ts";
import { type FilterField, useFilters } from "../../ui/filters.ts";
import { useOrder } from "../../ui/order.ts";
import { useRegionPaths } from "../region/regions.ts";
import { useViolationKinds } from "../violation/useViolationKinds.ts";
import { type ComplaintState, complaintSources, complaintStates } from "./complaint.ts";
import { ComplaintRow_complaint, ComplaintsPage_Query } from "./operations.ts";

/** The names of the filters in the address: doors from other pages lead here with them. */
const keys = [
  "number",
  "region",
  "state",
  "source",
  "kind",
  "filed",
  "overdue",
  "open",
  "confirmed",
  "mine",
  "complex",
  "company",
] as const;

/** The list of complaints: its filters and order from the address, its rows from the hub, kept true by the line. */
export function useComplaints() {
  const { t } = useText();
  const regions = useRegionPaths();
  const { options: kinds } = useViolationKinds();
  const filters = useFilters(keys);
  const { order, sort } = useOrder({
    FILED_NEWEST: { key: "filed", direction: "descending" },
    FILED_OLDEST: { key: "filed", direction: "ascending" },
    DUE_SOONEST: { key: "due", direction: "ascending" },
  });

  const filter = computed(() => {
    const { from, until } = spanOf(filters.one("filed"));
    return {
      number: filters.one("number"),
      region: filters.one("region"),
      states: filters.some<ComplaintState>("state"),
      sources: filters.some<(typeof complaintSources)[number]>("source"),
      kinds: filters.some("kind"),
      filedFrom: from,
      filedUntil: until,
      overdue: filters.on("overdue"),
      open: filters.on("open"),
      confirmed: filters.on("confirmed"),
      mine: filters.on("mine"),
      complexId: filters.one("complex"),
      companyId: filters.one("company"),
    };
  });

  const list = useLiveList({
    query: ComplaintsPage_Query,
    variables: () => ({ filter: filter.value, orderBy: order.value }),
    read: ({ complaints }) => complaints,
    concerns: ({ subject }) => subject.type === "Complaint",
  });

  const fields = computed((): FilterField[] => {
    // A door from another page names one complex or company; it shows by its name and can be taken away.
    const first = list.rows.value[0];
    const row = first && readFragment(ComplaintRow_complaint, first);
    return [
      { kind: "search", key: "number", label: t("complaint.filter.number") },
      ...filters.only("complex", t("complaint.filter.complex"), row?.complex?.name),
      ...filters.only("company", t("complaint.filter.company"), row?.company?.name),
      { kind: "one", key: "region", label: t("cases.region"), options: regions.value },
      {
        kind: "many",
        key: "state",
        label: t("cases.state"),
        options: complaintStates.map((value) => ({ value, label: t(`complaint.state.${value}`) })),
      },
      {
        kind: "many",
        key: "source",
        label: t("complaint.field.source"),
        options: complaintSources.map((value) => ({ value, label: t(`complaint.source.${value}`) })),
      },
      { kind: "many", key: "kind", label: t("complaint.filter.kind"), options: kinds.value },
      { kind: "days", key: "filed", label: t("complaint.filter.filed") },
      { kind: "flag", key: "overdue", label: t("complaint.filter.overdue") },
      { kind: "flag", key: "open", label: t("complaint.filter.open") },
      { kind: "flag", key: "confirmed", label: t("complaint.filter.confirmed") },
      { kind: "flag", key: "mine", label: t("complaint.filter.mine") },
    ];
  });

  return { filters, fields, sort, filter, list };
}
