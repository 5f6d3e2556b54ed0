import type { Translate } from "../../text/text.ts";
import type { Step } from "../../ui/StepLine.vue";
import type { Exit, ExitState } from "./exit.ts";

const reached: Readonly<Record<ExitState, number>> = {
  GUIDING: 0,
  MEETING_CALLED: 1,
  VOTED: 2,
  DISMISSED: 3,
  NOTICE_SERVED: 4,
  // With its end the handover begins.
  CONTRACT_ENDED: 6,
  HANDOVER_REFUSED: 6,
  HANDED_OVER: 7,
  TAKEN_OVER: 8,
  CLOSED: 8,
  ABANDONED: 0,
};

/** How far an exit had come that was given up: its state does not say so any more. */
const abandonedAt = ({ meetings, dismissedOn, noticeServedOn }: Exit) =>
  noticeServedOn ? 4 : dismissedOn ? 3 : meetings[0]?.heldOn ? 2 : meetings[0] ? 1 : 0;

/** The line of an exit from guidance to its close. A company that leaves by itself is not voted out. */
export function stepsOf(exit: Exit, t: Translate, day: (moment: string) => string): Step[] {
  const { state, meetings } = exit;
  const meeting = meetings[0];
  const now = state === "ABANDONED" ? abandonedAt(exit) : reached[state];
  const voted = meeting?.passed == null ? undefined : t(meeting.passed ? "exit.vote.passed" : "exit.vote.failed");
  const on = (moment: string | null | undefined) => (moment ? day(moment) : undefined);
  const last = state === "ABANDONED" ? t("exit.state.ABANDONED") : t("exit.steps.closed");
  const steps: readonly { key: string; label: string; note?: string; decided?: true }[] = [
    { key: "guidance", label: t("exit.steps.guidance"), note: on(exit.openedAt) },
    { key: "meeting", label: t("exit.steps.meeting"), note: on(meeting?.meetsOn), decided: true },
    { key: "vote", label: t("exit.steps.vote"), note: voted, decided: true },
    { key: "dismissal", label: t("exit.steps.dismissal"), note: on(exit.dismissedOn), decided: true },
    { key: "notice", label: t("exit.steps.notice"), note: on(exit.noticeServedOn) },
    { key: "end", label: t("exit.steps.end"), note: on(exit.contractEndsOn) },
    {
      key: "handover",
      label: t(state === "HANDOVER_REFUSED" ? "exit.steps.refused" : "exit.steps.handover"),
      note: on(exit.handedOverOn),
    },
    { key: "takeOver", label: t("exit.steps.takeOver"), note: on(exit.takenOverOn) },
    { key: "closed", label: last, note: on(exit.settledAt) },
  ];
  const ended = exit.settledAt !== null;
  return steps
    .map(({ key, label, note, decided }, index) => ({
      key,
      label,
      note,
      decided,
      state:
        index < now || (index === now && ended)
          ? ("done" as const)
          : index === now
            ? ("now" as const)
            : ("ahead" as const),
    }))
    .filter(({ decided }) => !(decided && exit.noticeBy === "COMPANY"))
    .map(({ key, label, note, state: stands }) => ({ key, label, note, state: stands }));
}
