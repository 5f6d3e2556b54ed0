import { computed } from "vue";
import { useLiveList } from "../../graph/useLiveList.ts";
import { useText } from "../../text/text.ts";
import { type FilterField, useFilters } from "../../ui/filters.ts";
import { useOrder } from "../../ui/order.ts";
import { useRegionPaths } from "../region/regions.ts";
import { type ExitGround, type ExitState, exitGrounds, exitStates, rowOf } from "./exit.ts";
import { ExitsPage_Query } from "./operations.ts";

/** The names of the filters in the address: doors from other pages lead here with them. */
const keys = [
  "number",
  "region",
  "state",
  "ground",
  "overdue",
  "open",
  "refused",
  "sued",
  "complex",
  "company",
] as const;

/** The list of exits: filters and order from the address, rows from the hub, kept true by the line. */
export function useExits() {
  const { t } = useText();
  const regions = useRegionPaths();
  const filters = useFilters(keys);
  const { order, sort } = useOrder({
    OPENED_NEWEST: { key: "number", direction: "descending" },
    DUE_SOONEST: { key: "due", direction: "ascending" },
  });

  const list = useLiveList({
    query: ExitsPage_Query,
    variables: () => ({
      filter: {
        number: filters.one("number"),
        region: filters.one("region"),
        states: filters.some<ExitState>("state"),
        grounds: filters.some<ExitGround>("ground"),
        overdue: filters.on("overdue"),
        open: filters.on("open"),
        refused: filters.on("refused"),
        sued: filters.on("sued"),
        complexId: filters.one("complex"),
        companyId: filters.one("company"),
      },
      orderBy: order.value,
    }),
    read: ({ exits }) => exits,
    concerns: ({ subject }) => subject.type === "Exit",
  });

  const rows = computed(() => list.rows.value.map(rowOf));
  const fields = computed((): FilterField[] => {
    return [
      { kind: "search", key: "number", label: t("exit.filter.number") },
      ...filters.only("complex", t("cases.complex"), rows.value[0]?.complex.name),
      ...filters.only("company", t("cases.company"), rows.value[0]?.company.name),
      { kind: "one", key: "region", label: t("cases.region"), options: regions.value },
      {
        kind: "many",
        key: "state",
        label: t("cases.state"),
        options: exitStates.map((value) => ({ value, label: t(`exit.state.${value}`) })),
      },
      {
        kind: "many",
        key: "ground",
        label: t("exit.filter.ground"),
        options: exitGrounds.map((value) => ({ value, label: t(`exit.ground.${value}`) })),
      },
      { kind: "flag", key: "overdue", label: t("exit.filter.overdue") },
      { kind: "flag", key: "refused", label: t("exit.filter.refused") },
      { kind: "flag", key: "sued", label: t("exit.filter.sued") },
      { kind: "flag", key: "open", label: t("exit.filter.open") },
    ];
  });

  return { filters, fields, sort, list, rows };
}
