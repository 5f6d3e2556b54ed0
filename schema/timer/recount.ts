/** When the holidays of a year are published or changed, what rests on them is counted again (domain 1). */
import { hubViewer } from "../account/viewer.ts";
import { transact, type Work } from "../activity/transact.ts";
import { addWorkingDays, type Deadline, dateOfColumn, statutory, type WorkCalendar } from "../calendar/rules.ts";
import { clocks, timerOf } from "../complaint/clocks.ts";
import { moveComplaintClock } from "../complaint/commands.ts";
import type { HubContext } from "../context.ts";
import { moveExitClock } from "../exit/commands.ts";
import { moveOpinionClock } from "../opinion/commands.ts";
import { movePenaltyClock } from "../penalty/commands.ts";
import { movePolicyClock } from "../policy-document/commands.ts";
import { moveRectificationStep } from "../rectification/commands.ts";
import { moveGuidance } from "../rectification/debts.ts";
import { moveMatterClock } from "../supervision/commands.ts";
import { moveTransferClock } from "../transfer/commands.ts";

type Mover = (work: Work, subjectId: string, deadline: Deadline, calendar: WorkCalendar) => Promise<void>;

/** Movers that are told which of a subject's clocks is meant. */
const moving = <Kind extends string>(
  move: (work: Work, subjectId: string, kind: Kind, ...again: [Deadline, WorkCalendar]) => Promise<void>,
  ...kinds: readonly Kind[]
): Record<string, Mover> =>
  Object.fromEntries(kinds.map((kind) => [kind, (work, id, ...again) => move(work, id, kind, ...again)]));

/** Kinds whose due time holidays move: where it is written beside the timer, that moves with it. */
const movers: Readonly<Record<string, Mover>> = {
  ...Object.fromEntries(clocks.map((clock) => [timerOf[clock], moving(moveComplaintClock, clock)[clock] as Mover])),
  ...moving(moveRectificationStep, "rectificationCitySupervision", "rectificationKeySupervision"),
  exitGuidanceDue: moveGuidance,
  ...moving(moveExitClock, "exitContractEnd", "exitHandoverDue"),
  ...moving(movePenaltyClock, "penaltyHearingAskDue", "penaltyServiceDue"),
  ...moving(moveMatterClock, "supervisionDue"),
  ...moving(moveTransferClock, "transferAcceptDue", "transferAnswerDue"),
  policyReadDue: movePolicyClock,
  opinionDue: moveOpinionClock,
};

interface Counted {
  id: string;
  kind: string;
  subjectId: string;
  dueAt: Date;
  calendarPublished: boolean;
  countedFrom: Date | null;
  countedDays: number | null;
}

/**
 * Counts the open timers again by the calendar as it is known now, and moves those that end at another time; each move is
 * an event. For the start of a process: a calendar comes with a new version of the hub.
 *
 * @returns how many were moved
 */
export async function recountTimers(context: HubContext, calendar: WorkCalendar = statutory): Promise<number> {
  const again = counter(calendar);
  const where = { kind: { in: Object.keys(movers) }, countedDays: { not: null } };
  const moving = (await context.db.timer.findMany({ where, orderBy: { id: "asc" } })).filter(again.differs);
  const acting = { ...context, viewer: hubViewer, idempotency: undefined };
  for (const { id } of moving)
    await transact(acting, async (work) => {
      // Another process may have fired or moved it meanwhile.
      await work.tx.$queryRaw`select 1 from "Timer" where "id" = ${id}::uuid for update skip locked`;
      const timer = await work.tx.timer.findUnique({ where: { id } });
      if (timer && again.differs(timer)) await movers[timer.kind]?.(work, timer.subjectId, again.of(timer), calendar);
    });
  return moving.length;
}

/** Thousands of clocks that began on the same day end on the same day: counted once. */
function counter(calendar: WorkCalendar) {
  const known = new Map<string, Deadline>();
  const of = ({ countedFrom, countedDays }: Counted): Deadline => {
    const key = `${countedFrom?.toISOString()} ${countedDays}`;
    const deadline =
      known.get(key) ?? addWorkingDays(dateOfColumn(countedFrom as Date), countedDays as number, calendar);
    known.set(key, deadline);
    return deadline;
  };
  return {
    of,
    differs: (timer: Counted): boolean => {
      const { dueAt, calendarPublished } = of(timer);
      return dueAt.getTime() !== timer.dueAt.getTime() || calendarPublished !== timer.calendarPublished;
    },
  };
}
