import type { ResultOf } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { MatrixRow, ReturnState } from "../../ui/WeekMatrix.vue";
import { doorOf } from "./doors.ts";
import type { OverviewFigures_Query, OverviewPunishments_Query, OverviewReturns_Query } from "./operations.ts";
import type { FigureKey, OverdueRow, OverviewData, OverviewFigure } from "./overview.ts";

type Figures = ResultOf<typeof OverviewFigures_Query>;
type Rectification = Figures["overdue"]["edges"][number]["node"];

/** Where the board is, and whose desk it stands on. */
export interface Place {
  region: string;
  home: string;
}

/** A city without its suffix; a county keeps it, since 太谷区 and 太谷 may be two places. */
const shortName = ({ code, name }: { code: string; name: string }) =>
  code.length === 4 ? name.replace(/市$/, "") : name;

const percent = (share: number | null) => Math.round((share ?? 0) * 1000) / 10;

function figuresOf({ overview }: Figures, { home }: Place): Record<FigureKey, OverviewFigure> {
  return Object.fromEntries(
    overview.figures.map((figure): [FigureKey, OverviewFigure] => {
      const key = figure.key.toLowerCase() as FigureKey;
      const to = doorOf(figure.door, home);
      const { value, change, trend } = figure;
      if (key === "coverage") {
        const shares = (figure.shareTrend ?? []).map(percent);
        const before = shares.at(-2) ?? 0;
        return [key, { value: percent(figure.share), change: percent(figure.share) - before, trend: shares, to }];
      }
      return [key, { value, change, trend, to, share: figure.share === null ? undefined : percent(figure.share) }];
    }),
  ) as Record<FigureKey, OverviewFigure>;
}

const overdueRow = (node: Rectification): OverdueRow => ({
  id: node.id,
  place: node.region.path,
  complex: node.complex.name,
  problem: node.findings[0]?.kind.title ?? "",
  company: node.company?.name ?? "",
  responsible: node.responsiblePerson,
  deadline: { at: node.deadline, unit: "calendarDay" },
  to: { name: "rectification", params: { id: node.id } },
});

const standings: Readonly<Record<string, ReturnState>> = {
  ON_TIME: "onTime",
  LATE: "late",
  MISSING: "missing",
  RETURNED: "returned",
  OPEN: "open",
};

/** The weeks and rows of the matrix of returns, each cell a door to its report. */
export function returnsOf(
  { dispatchMatrix }: ResultOf<typeof OverviewReturns_Query>,
  titleOf: (week: { isoWeek: number; startsOn: string; endsOn: string }) => string,
): OverviewData["returns"] {
  return {
    weeks: dispatchMatrix.weeks.map((week) => ({ key: week.id, label: String(week.isoWeek), title: titleOf(week) })),
    rows: dispatchMatrix.rows.map(
      ({ region, cells }): MatrixRow => ({
        code: region.code,
        name: shortName(region),
        cells: cells.map(
          (cell) =>
            cell && {
              state: standings[cell.standing] ?? "open",
              to: { name: "dispatchReport", params: { id: cell.reportId } },
            },
        ),
      }),
    ),
  };
}

interface Parts {
  figures: Figures;
  returns: OverviewData["returns"];
  punishments: ResultOf<typeof OverviewPunishments_Query>["jointPunishments"];
  place: Place;
  week: (monday: string) => string;
  t: Translate;
}

/** What the board shows, from what the hub answered. */
export function assemble({ figures, returns, punishments, place, week, t }: Parts): OverviewData {
  const { region, home } = place;
  const here = region === home ? {} : { region };
  const trendOf = (key: string) => figures.overview.figures.find((figure) => figure.key === key)?.trend ?? [];
  const late = figures.overdue.edges.map(({ node }) => overdueRow(node));
  return {
    figures: figuresOf(figures, place),
    cities: figures.cityFigures.map((city) => ({
      code: city.region.code,
      name: shortName(city.region),
      overdue: city.overdue,
      values: {
        rectified: city.rectified === null ? null : percent(city.rectified),
        coverage: city.coverage === null ? null : percent(city.coverage),
        overdue: city.overdue,
        complaints: city.complaints,
      },
    })),
    overdue: {
      total: figures.overdue.totalCount,
      rows: [...late, ...figures.dueToday.edges.map(({ node }) => overdueRow(node))],
      to: { name: "rectifications", query: { overdue: "yes", ...here } },
    },
    returns,
    progress: {
      weeks: figures.overview.weeks.map(week),
      found: trendOf("FINDINGS"),
      rectified: trendOf("RECTIFIED"),
    },
    punishments: {
      total: punishments.totalCount,
      to: { name: "credit", query: { tab: "punishments", state: "OPENED,CONFIRMED,IN_FORCE", ...here } },
      rows: punishments.edges.map(({ node }) => ({
        id: node.id,
        company: node.company.name,
        departments: node.departments.map(({ department }) => t(`punishment.short.${department}`)),
        confirmed: node.departments.filter(({ confirmedAt }) => confirmedAt).length,
        to: { name: "jointPunishment", params: { id: node.id } },
      })),
    },
  };
}
