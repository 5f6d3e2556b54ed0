import { computed } from "vue";
import { useLiveList } from "../../graph/useLiveList.ts";
import { useText } from "../../text/text.ts";
import { type FilterField, useFilters } from "../../ui/filters.ts";
import { useOrder } from "../../ui/order.ts";
import { useRegionPaths } from "../region/regions.ts";
import { PenaltyCasesPage_Query } from "./operations.ts";
import { type Article, articles, type PenaltyState, penaltyStates, rowOf } from "./penalty.ts";

/** The names of the filters in the address: doors from other pages lead here with them. */
const keys = [
  "number",
  "region",
  "state",
  "article",
  "overdue",
  "open",
  "company",
  "finding",
  "decided",
  "decidedSince",
] as const;

/** The list of penalty cases: filters and order from the address, rows from the hub, kept true by the line. */
export function usePenaltyCases() {
  const { t } = useText();
  const regions = useRegionPaths();
  const filters = useFilters(keys);
  const { order, sort } = useOrder({
    DUE_SOONEST: { key: "due", direction: "ascending" },
    FILED_NEWEST: { key: "number", direction: "descending" },
  });

  const list = useLiveList({
    query: PenaltyCasesPage_Query,
    variables: () => ({
      filter: {
        number: filters.one("number"),
        region: filters.one("region"),
        states: filters.some<PenaltyState>("state"),
        articles: filters.some<Article>("article"),
        overdue: filters.on("overdue"),
        open: filters.on("open"),
        decided: filters.either("decided"),
        decidedSince: filters.one("decidedSince"),
        companyId: filters.one("company"),
        findingId: filters.one("finding"),
      },
      orderBy: order.value,
    }),
    read: ({ penaltyCases }) => penaltyCases,
    concerns: ({ subject }) => subject.type === "PenaltyCase",
  });

  const rows = computed(() => list.rows.value.map(rowOf));
  const fields = computed((): FilterField[] => {
    return [
      { kind: "search", key: "number", label: t("penalty.filter.number") },
      ...filters.only("company", t("cases.company"), rows.value[0]?.company.name),
      ...filters.only("finding", t("penalty.filter.finding"), t("penalty.filter.oneFinding")),
      ...filters.only("decidedSince", t("cases.since"), filters.one("decidedSince")),
      { kind: "one", key: "region", label: t("cases.region"), options: regions.value },
      {
        kind: "many",
        key: "state",
        label: t("cases.state"),
        options: penaltyStates.map((value) => ({ value, label: t(`penalty.state.${value}`) })),
      },
      {
        kind: "many",
        key: "article",
        label: t("penalty.filter.article"),
        options: articles.map((value) => ({ value, label: t(`penalty.article.${value}`) })),
      },
      { kind: "flag", key: "overdue", label: t("penalty.filter.overdue") },
      { kind: "flag", key: "open", label: t("penalty.filter.open") },
    ];
  });

  return { filters, fields, sort, list, rows };
}
