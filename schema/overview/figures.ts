/** The figures of the overview: which counters they are, and which rows stand behind each (every number is a door). */
export type FigureKey = "ledger" | "coverage" | "complaints" | "findings" | "rectified" | "overdue";

export const doorLists = [
  "complexes",
  "complaints",
  "findings",
  "rectifications",
  "gradeReviews",
  "penaltyCases",
  "creditEvents",
] as const;
export type DoorList = (typeof doorLists)[number];

interface Figure {
  counter: string;
  /** Counter of the whole, where the figure is a share of one. */
  of?: string;
  list: DoorList;
  /** Argument `filter` of the list; its rows are exactly those that the figure counts. The region is added. */
  filter: Readonly<Record<string, unknown>>;
}

export const figures: Readonly<Record<FigureKey, Figure>> = {
  ledger: { counter: "complex.inLedger", list: "complexes", filter: {} },
  coverage: {
    counter: "complex.screened",
    of: "complex.inLedger",
    list: "complexes",
    filter: { screeningStates: ["CLEAN", "PROBLEMS_OPEN", "ALL_RECTIFIED"] },
  },
  complaints: { counter: "complaint.open", list: "complaints", filter: { open: true, confirmed: true } },
  findings: {
    counter: "finding.established",
    list: "findings",
    filter: { states: ["OPEN", "ORDERED", "RECTIFIED", "UNRECTIFIED"] },
  },
  rectified: {
    counter: "finding.rectified",
    of: "finding.ordered",
    list: "findings",
    filter: { states: ["RECTIFIED"] },
  },
  overdue: { counter: "rectification.overdueNow", list: "rectifications", filter: { overdue: true } },
};

export const figureKeys = Object.keys(figures) as readonly FigureKey[];

export const counters = [
  ...new Set(Object.values(figures).flatMap(({ counter, of }) => (of ? [counter, of] : [counter]))),
];

/** Null where there is nothing to divide by. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
