import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { Step } from "../../ui/StepLine.vue";
import type { Tone } from "../../ui/tone.ts";
import { fromHundredths } from "../complex/numbers.ts";
import { GradeReviewPage_gradeReview, GradeReviewRow_gradeReview } from "./operations.ts";

export type GradeReviewRow = ResultOf<typeof GradeReviewRow_gradeReview>;
export type GradeReviewState = GradeReviewRow["state"];
/** As its page reads it: its row with what the page adds. */
export type GradeReview = GradeReviewRow & ResultOf<typeof GradeReviewPage_gradeReview>;

export function wholeOf(masked: FragmentOf<typeof GradeReviewPage_gradeReview> | null): GradeReview | null {
  const page = readFragment(GradeReviewPage_gradeReview, masked);
  return page && { ...readFragment(GradeReviewRow_gradeReview, page), ...page };
}

export const gradeTones: Readonly<Record<GradeReviewState, Tone>> = {
  PROPOSED: "info",
  RETURNED: "risk",
  CONFIRMED: "info",
  IN_FORCE: "risk",
  VERIFIED: "ok",
  WITHDRAWN: "idle",
};
export const gradeStates = Object.keys(gradeTones) as GradeReviewState[];

/** 二级 · 1.40 元; the charge is per square metre and month, as the head of its column says. */
export const gradeAndCharge = (grade: string | null, fen: number | null, t: Translate): string => {
  const parts = [grade, fen === null ? null : t("grade.yuan", { amount: Number(fromHundredths(fen)).toFixed(2) })];
  return parts.filter(Boolean).join(" · ") || t("grade.unknown");
};

const reached: Readonly<Record<GradeReviewState, number>> = {
  PROPOSED: 0,
  RETURNED: 0,
  CONFIRMED: 1,
  IN_FORCE: 2,
  VERIFIED: 3,
  WITHDRAWN: 0,
};

/** From the proposal to the charge that was verified; a review that was withdrawn says so at the end. */
export function stepsOf(
  { state, openedAt, confirmedAt, chargedFrom, settledAt }: GradeReview,
  t: Translate,
  day: (moment: string) => string,
): Step[] {
  const withdrawn = state === "WITHDRAWN";
  const steps = [
    { key: "proposed", at: openedAt },
    { key: "confirmed", at: confirmedAt },
    { key: "inForce", at: chargedFrom },
    { key: "verified", at: withdrawn ? null : settledAt },
  ] as const;
  const line = steps.map(({ key, at }, index): Step => {
    const done = index < reached[state] || (state !== "PROPOSED" && state !== "RETURNED" && index <= reached[state]);
    return {
      key,
      label: t(`grade.steps.${key}`),
      note: at ? day(at) : undefined,
      state: withdrawn ? (at ? "done" : "ahead") : done && at ? "done" : index === reached[state] ? "now" : "ahead",
    };
  });
  return withdrawn && settledAt
    ? [
        ...line.filter(({ state: step }) => step === "done"),
        { key: "withdrawn", label: t("grade.state.WITHDRAWN"), note: day(settledAt), state: "done" },
      ]
    : line;
}
