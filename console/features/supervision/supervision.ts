import type { RouteLocationRaw } from "vue-router";
import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { DeadlineSummary } from "../../ui/deadline.ts";
import type { Step as LineStep } from "../../ui/StepLine.vue";
import type { Tone } from "../../ui/tone.ts";
import { MatterPage_matter, MatterRow_matter, type SupervisionRanking_Query } from "./operations.ts";

export type MatterRow = ResultOf<typeof MatterRow_matter>;
export type Matter = MatterRow & ResultOf<typeof MatterPage_matter>;
type Ranking = ResultOf<typeof SupervisionRanking_Query>;
export type RankedRegion = Ranking["progressRanking"]["rows"][number];
export type Ladder = Ranking["regionLadders"][number];
export type Part = RankedRegion["parts"][number];
export type Step = NonNullable<Ladder["standing"]>;

export const ladder = ["REMINDER", "INTERVIEW", "DISCIPLINE_REPORT"] as const satisfies readonly Step[];
export const parts = [
  "COVERAGE",
  "RECTIFIED",
  "NOT_OVERDUE",
  "FEEDBACK_IN_TIME",
  "SATISFACTION",
  "REPORTS_ON_TIME",
] as const satisfies readonly Part["part"][];

export function wholeOf(masked: FragmentOf<typeof MatterPage_matter> | null): Matter | null {
  const page = readFragment(MatterPage_matter, masked);
  return page && { ...readFragment(MatterRow_matter, page), ...page };
}

export const matterTones: Readonly<Record<MatterRow["state"], Tone>> = {
  OPEN: "risk",
  ANSWERED: "info",
  SETTLED: "ok",
  WITHDRAWN: "idle",
};

/** Until when the answer is owed; undefined while none is. */
export const deadlineOf = ({
  dueAt,
  workingDays,
  calendarPublished,
}: Pick<MatterRow, "dueAt" | "workingDays" | "calendarPublished">): DeadlineSummary | undefined =>
  dueAt ? { at: dueAt, unit: "workingDay", workingDays, provisional: !calendarPublished } : undefined;

/** The case under key supervision, or the region that it is about. */
export const titleOf = ({ rectification, finding, about }: MatterRow): string =>
  rectification?.complex.name ?? (finding && `${finding.complex.name} · ${finding.kind.title}`) ?? about.path;

export const caseOf = ({ rectification, finding }: MatterRow): RouteLocationRaw | undefined =>
  rectification
    ? { name: "rectification", params: { id: rectification.id } }
    : finding
      ? { name: "complex", params: { id: finding.complex.id } }
      : undefined;

export function stepsOf(matter: Matter, t: Translate, day: (moment: string) => string): LineStep[] {
  const { state, openedAt, answeredAt, settledAt } = matter;
  const answered = state === "ANSWERED" || state === "SETTLED";
  if (state === "WITHDRAWN")
    return [
      { key: "opened", label: t("supervision.steps.opened"), note: day(openedAt), state: "done" },
      {
        key: "withdrawn",
        label: t("supervision.steps.withdrawn"),
        note: settledAt ? day(settledAt) : "",
        state: "done",
      },
    ];
  return [
    { key: "opened", label: t("supervision.steps.opened"), note: day(openedAt), state: "done" },
    {
      key: "answered",
      label: t("supervision.steps.answered"),
      note: answered && answeredAt ? day(answeredAt) : undefined,
      state: answered ? "done" : "now",
    },
    {
      key: "settled",
      label: t("supervision.steps.settled"),
      note: settledAt ? day(settledAt) : undefined,
      state: settledAt ? "done" : state === "ANSWERED" ? "now" : "ahead",
    },
  ];
}

/** The rows behind a part of the index, as they are today. */
export function doorOf(part: Part["part"], code: string, home: string): RouteLocationRaw {
  const region = code === home ? {} : { region: code };
  const doors: Readonly<Record<Part["part"], RouteLocationRaw>> = {
    COVERAGE: { name: "complexes", query: { screening: "NOT_SCREENED", ...region } },
    RECTIFIED: { name: "findings", query: { state: "ORDERED,UNRECTIFIED", ...region } },
    NOT_OVERDUE: { name: "rectifications", query: { overdue: "yes", ...region } },
    FEEDBACK_IN_TIME: { name: "complaints", query: { overdue: "yes", ...region } },
    SATISFACTION: { name: "complaints", query: { state: "CLOSED", ...region } },
    REPORTS_ON_TIME: { name: "dispatch", query: region },
  };
  return doors[part];
}
