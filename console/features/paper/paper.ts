import type { ResultOf } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { Tone } from "../../ui/tone.ts";
import type { PaperRow_paper } from "./operations.ts";

export type PaperRow = ResultOf<typeof PaperRow_paper>;
export type PaperAct = PaperRow["act"];
export type PaperState = PaperRow["state"];
export type Manner = NonNullable<PaperRow["serviceManner"]>;

export const paperTones: Readonly<Record<PaperState, Tone>> = { ISSUED: "risk", SERVED: "ok", WITHDRAWN: "idle" };
export const paperStates = Object.keys(paperTones) as readonly PaperState[];

export const paperActs: readonly PaperAct[] = [
  "RECTIFICATION_ORDER",
  "SUPERVISION",
  "TRANSFER",
  "PRIOR_NOTICE",
  "HEARING_NOTICE",
  "PENALTY_DECISION",
  "DISMISSAL_NOTICE",
];

const manners: readonly Manner[] = ["IN_PERSON", "LEFT", "POST", "ELECTRONIC", "PUBLIC_NOTICE"];

/** How a paper was served: a field of every form that says that it was. */
export const mannerField = (t: Translate) =>
  ({
    kind: "select",
    name: "manner",
    label: t("paper.ask.manner"),
    required: true,
    initial: "IN_PERSON",
    options: manners.map((value) => ({ value, label: t(`paper.manner.${value}`) })),
  }) as const;

/** Whether the acts of such a case have papers. */
export const hasPapers = (type: string): boolean => ["Exit", "PenaltyCase", "Rectification", "Transfer"].includes(type);

/** What became of it: how it was served, or why it does not hold. */
export function fateOf(paper: PaperRow, t: Translate, day: (moment: string) => string): string {
  const { state, servedOn, serviceManner, receivedBy, withdrawalReason } = paper;
  if (state === "WITHDRAWN") return withdrawalReason ?? t("paper.void");
  if (!servedOn || !serviceManner) return "";
  return [day(servedOn), t(`paper.manner.${serviceManner}`), receivedBy].filter(Boolean).join(" · ");
}
