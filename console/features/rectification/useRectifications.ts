import { computed } from "vue";
import { useLiveList } from "../../graph/useLiveList.ts";
import { spanOf } from "../../text/days.ts";
import { useText } from "../../text/text.ts";
import { type FilterField, useFilters } from "../../ui/filters.ts";
import { useOrder } from "../../ui/order.ts";
import { useRegionPaths } from "../region/regions.ts";
import { RectificationsPage_Query } from "./operations.ts";
import { type Escalation, type RectificationState, rectificationStates, rowOf } from "./rectification.ts";

/** The names of the filters in the address: doors from other pages lead here with them. */
const keys = [
  "number",
  "region",
  "state",
  "due",
  "overdue",
  "open",
  "awaitingReview",
  "escalation",
  "keySupervised",
  "complex",
  "company",
  "settledSince",
] as const;
const escalations: readonly Escalation[] = ["CITY", "PROVINCE"];

/** The list of rectifications: filters and order from the address, rows from the hub, kept true by the line. */
export function useRectifications() {
  const { t } = useText();
  const regions = useRegionPaths();
  const filters = useFilters(keys);
  const { order, sort } = useOrder({
    DEADLINE_SOONEST: { key: "due", direction: "ascending" },
    ORDERED_NEWEST: { key: "number", direction: "descending" },
  });

  const filter = computed(() => ({
    number: filters.one("number"),
    region: filters.one("region"),
    states: filters.some<RectificationState>("state"),
    dueUntil: spanOf(filters.one("due")).until,
    overdue: filters.on("overdue"),
    open: filters.on("open"),
    awaitingReview: filters.either("awaitingReview"),
    settledSince: filters.one("settledSince"),
    keySupervised: filters.on("keySupervised"),
    escalation: (filters.one("escalation") as Escalation | undefined) ?? null,
    complexId: filters.one("complex"),
    companyId: filters.one("company"),
  }));
  const list = useLiveList({
    query: RectificationsPage_Query,
    variables: () => ({ filter: filter.value, orderBy: order.value }),
    read: ({ rectifications }) => rectifications,
    concerns: ({ subject }) => subject.type === "Rectification",
  });

  const rows = computed(() => list.rows.value.map(rowOf));
  const fields = computed((): FilterField[] => {
    return [
      { kind: "search", key: "number", label: t("rectification.filter.number") },
      ...filters.only("complex", t("rectification.filter.complex"), rows.value[0]?.complex.name),
      ...filters.only("company", t("rectification.filter.company"), rows.value[0]?.company?.name),
      ...filters.only("settledSince", t("cases.since"), filters.one("settledSince")),
      { kind: "one", key: "region", label: t("cases.region"), options: regions.value },
      {
        kind: "many",
        key: "state",
        label: t("cases.state"),
        options: rectificationStates.map((value) => ({ value, label: t(`rectification.state.${value}`) })),
      },
      {
        kind: "one",
        key: "escalation",
        label: t("rectification.filter.escalation"),
        options: escalations.map((value) => ({ value, label: t(`rectification.escalation.${value}`) })),
      },
      { kind: "flag", key: "overdue", label: t("rectification.filter.overdue") },
      { kind: "flag", key: "keySupervised", label: t("supervision.card") },
      { kind: "flag", key: "open", label: t("rectification.filter.open") },
      { kind: "flag", key: "awaitingReview", label: t("rectification.filter.awaitingReview") },
    ];
  });

  return { filters, fields, sort, filter, list, rows };
}
