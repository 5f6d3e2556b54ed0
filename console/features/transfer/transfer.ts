import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { DeadlineSummary } from "../../ui/deadline.ts";
import type { Step } from "../../ui/StepLine.vue";
import type { Tone } from "../../ui/tone.ts";
import { TransferPage_transfer, TransferRow_transfer } from "./operations.ts";

export type TransferRow = ResultOf<typeof TransferRow_transfer>;
/** As its page reads it: its row with what the page adds. */
export type Transfer = TransferRow & ResultOf<typeof TransferPage_transfer>;

export function wholeOf(masked: FragmentOf<typeof TransferPage_transfer> | null): Transfer | null {
  const page = readFragment(TransferPage_transfer, masked);
  return page && { ...readFragment(TransferRow_transfer, page), ...page };
}
export type TransferState = TransferRow["state"];

/** To whom something is transferred: a housing bureau's work is its own, and discipline inspection is reported to. */
export const transferees = [
  "FIRE_RESCUE",
  "MARKET_REGULATION",
  "CITY_MANAGEMENT",
  "DEVELOPMENT_REFORM",
  "PUBLIC_SECURITY",
  "CREDIT",
] as const;
export type Transferee = (typeof transferees)[number];

export const outcomes = ["PENALISED", "CORRECTED", "NO_VIOLATION", "OTHER"] as const;
export type TransferOutcome = (typeof outcomes)[number];

export const transferTones: Readonly<Record<TransferState, Tone>> = {
  SENT: "risk",
  ACCEPTED: "info",
  ANSWERED: "ok",
  RETURNED: "over",
  WITHDRAWN: "idle",
};
export const transferStates = Object.keys(transferTones) as readonly TransferState[];

/** The clock that runs, in working days; undefined once it is settled. */
export const deadlineOf = ({ dueAt, workingDays, calendarPublished }: TransferRow): DeadlineSummary | undefined =>
  dueAt ? { at: dueAt, unit: "workingDay", workingDays, provisional: !calendarPublished } : undefined;

/** The kinds of violation that it is about, each once. */
export function kindsOf({ complaintKind, matters }: TransferRow, t: Translate): string {
  const titles = [...(complaintKind ? [complaintKind] : []), ...matters.map(({ kind }) => kind)].map(
    ({ title }) => title,
  );
  return [...new Set(titles)].join("、") || t("cases.kindUnknown");
}

/** Sent, accepted, answered; or how it ended before that. */
export function stepsOf(
  { state, openedAt, settledAt, acceptedAt }: Transfer,
  t: Translate,
  day: (moment: string) => string,
): Step[] {
  const back = state === "RETURNED" || state === "WITHDRAWN";
  const steps: Step[] = [
    { key: "sent", label: t("transfer.steps.sent"), note: day(openedAt), state: "done" },
    {
      key: "accepted",
      label: t("transfer.steps.accepted"),
      note: acceptedAt ? day(acceptedAt) : undefined,
      state: acceptedAt ? "done" : "now",
    },
  ];
  const last: Step = {
    key: "settled",
    label: t(back ? `transfer.state.${state}` : "transfer.steps.answered"),
    note: settledAt ? day(settledAt) : undefined,
    state: settledAt ? "done" : state === "ACCEPTED" ? "now" : "ahead",
  };
  return [...steps.filter(({ state: step }) => !back || step === "done"), last];
}
