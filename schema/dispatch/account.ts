/**
 * A report's figures as they are shown: what the ledger counts as of the cut-off beside what people report. Pure.
 *
 * A county has one line. A city is the sum of its counties and of its own line, in which lies what belongs to no county;
 * it may adjust its own line, and it may report another whole, which then has to agree with the parts before the report
 * can be accepted.
 */
import type { FigureDefinition } from "./catalogue.ts";
import {
  type Adjustment,
  adjusted,
  type Counts,
  type Difference,
  differences,
  type Figures,
  type Part,
  partOf,
  reportedOf,
  sumOf,
} from "./figures.ts";
import type { Line } from "./ledger.ts";
import type { State } from "./rules.ts";

export interface Adjustments {
  whole: readonly Adjustment[];
  /** A city's, to its own line. */
  own: readonly Adjustment[];
}

/** What people said in the latest version of a report. */
export interface Statement {
  state: State;
  /** Null before the first submission. */
  adjustments: Adjustments | null;
}

export interface ShownFigure {
  definition: FigureDefinition;
  computed: number;
  reported: number;
  explanation: string | null;
  /** Up to the cut-off, as the ledger counts it. */
  toDate: number;
}

export interface AccountPart {
  region: string;
  /** The city's own line. */
  own: boolean;
  /** Nothing is reported, or it was returned: the computed figures stand in. */
  standsIn: boolean;
  figures: readonly ShownFigure[];
}

export interface Account {
  figures: readonly ShownFigure[];
  /** Of a city: its counties and its own line. */
  parts: readonly AccountPart[];
  /** Where the whole is not the sum of its parts. */
  differences: readonly Difference[];
}

const nothing: Line = { week: {}, toDate: {} };

const countsOf = (catalogue: readonly FigureDefinition[], { week, toDate }: Line): Counts =>
  Object.fromEntries(catalogue.map(({ name, measure }) => [name, (measure === "flow" ? week : toDate)[name] ?? 0]));

function shown(catalogue: readonly FigureDefinition[], figures: Figures, toDate: Counts): ShownFigure[] {
  return catalogue.map((definition) => {
    const figure = figures[definition.name] ?? { computed: 0 };
    return {
      definition,
      computed: figure.computed,
      reported: reportedOf(figure),
      explanation: figure.explanation ?? null,
      toDate: toDate[definition.name] ?? 0,
    };
  });
}

export function countyAccount(
  catalogue: readonly FigureDefinition[],
  line: Line = nothing,
  statement: Statement | undefined,
): Account {
  const figures = adjusted(countsOf(catalogue, line), statement?.adjustments?.whole ?? []);
  return { figures: shown(catalogue, figures, line.toDate), parts: [], differences: [] };
}

/** A report counts with what it says once it is submitted, and no longer when it was returned. */
export const isHeard = (statement: Pick<Statement, "state"> | undefined) =>
  statement !== undefined && statement.state !== "open" && statement.state !== "returned";

export interface CityLines {
  city: string;
  counties: readonly string[];
  lineOf(region: string): Line | undefined;
  statementOf(region: string): Statement | undefined;
  nameOf(region: string): string;
}

export function cityAccount(catalogue: readonly FigureDefinition[], lines: CityLines): Account {
  const { city, counties, lineOf, statementOf, nameOf } = lines;
  const said = statementOf(city)?.adjustments;
  const rows = [...counties, city].map((region) => {
    const line = lineOf(region) ?? nothing;
    const computed = countsOf(catalogue, line);
    const own = region === city;
    const statement = statementOf(region);
    const adjustments = own ? said?.own : isHeard(statement) ? statement?.adjustments?.whole : [];
    const figures = adjusted(computed, adjustments ?? [], own ? "ownAdjustments" : "adjustments");
    const part = partOf(region, own || isHeard(statement) ? figures : null, computed);
    return { region, own, line, computed, figures, part };
  });
  const whole = wholeOf(
    sumOf(rows.map(({ region, computed }) => partOf(region, null, computed))),
    rows.map(({ part }) => part),
    said?.whole ?? [],
    (figure) =>
      rows.flatMap(({ region, figures }) => {
        const explanation = figures[figure]?.explanation;
        return explanation ? [`${nameOf(region)}：${explanation}`] : [];
      }),
  );
  const toDate = sumOf(rows.map(({ region, line }) => partOf(region, null, line.toDate)));
  return {
    figures: shown(catalogue, whole, toDate),
    parts: rows.map(({ region, own, line, figures, part: { standsIn } }) => ({
      region,
      own,
      standsIn,
      figures: shown(catalogue, figures, line.toDate),
    })),
    differences: differences(
      whole,
      rows.map(({ part }) => part),
    ),
  };
}

/** The sum of what the parts report, each with its explanation, unless another whole is reported. */
function wholeOf(
  computed: Counts,
  parts: readonly Part[],
  adjustments: readonly Adjustment[],
  explanationsOf: (figure: string) => readonly string[],
): Figures {
  const sum = sumOf(parts);
  const said = adjusted(sum, adjustments);
  return Object.fromEntries(
    Object.entries(said).map(([name, figure]) => {
      const reported = reportedOf(figure);
      const explanation = figure.explanation ?? explanationsOf(name).join("；");
      const counted = computed[name] ?? 0;
      const explained = explanation === "" ? {} : { explanation };
      return [name, { computed: counted, ...(reported !== counted && { reported }), ...explained }];
    }),
  );
}
