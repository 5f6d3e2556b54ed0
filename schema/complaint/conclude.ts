/** What every command on a complaint does alike: raise what was missed, stop and set clocks, tell what is due next. */
import { type Deadline, dateEndingAt, statutory } from "../calendar/rules.ts";
import { type Happening, type TimerSetting, timerAt } from "../decision.ts";
import { type Clock, clocks, type Deadlines, dueColumn, runningClocks, timerOf } from "./clocks.ts";
import type { Circumstances, Complaint, ComplaintDecision, EventKind, State, TimerKind } from "./states.ts";

/** A complaint whose missed clocks have been noted, with the events of those that nobody had noted yet. */
export interface Noted {
  complaint: Complaint;
  overdue: readonly Happening<EventKind>[];
}

/**
 * Raises each missed clock once, stamped with the time it was due: the timer does it in its minute, and a command that
 * comes before a late ticker does it first. `first` tells the one with which the complaint becomes overdue.
 */
export function noteLapses(complaint: Complaint, now: Date): Noted {
  const missed = [...runningClocks(complaint)]
    .filter(([clock, due]) => due <= now && !complaint.lapsed.includes(clock))
    .sort(([, one], [, other]) => one.getTime() - other.getTime());
  return {
    complaint: { ...complaint, lapsed: [...complaint.lapsed, ...missed.map(([clock]) => clock)] },
    overdue: missed.map(([clock, due], index) => ({
      kind: "ComplaintOverdue",
      facts: { clock, first: complaint.lapsed.length === 0 && index === 0, ...standing(complaint) },
      occurredAt: due,
    })),
  };
}

/** What is not confirmed counts nowhere (domain 5): said by each of its events. */
const standing = ({ confirmed }: Complaint): Happening<EventKind>["facts"] => (confirmed ? {} : { confirmed });

export interface Outcome {
  state: State;
  fields?: Partial<Complaint>;
  /** Clocks that start, or start again, with their new end. */
  deadlines?: Deadlines;
  events: readonly Happening<EventKind>[];
  setTimers?: readonly TimerSetting<TimerKind>[];
  cancelTimers?: readonly TimerKind[];
}

export function conclude(
  current: Complaint,
  { complaint: noted, overdue }: Noted,
  { state, fields = {}, deadlines = {}, events, setTimers = [], cancelTimers = [] }: Outcome,
  { calendar = statutory }: Pick<Circumstances, "calendar">,
): ComplaintDecision {
  const renewed = Object.entries(deadlines) as [Clock, Deadline][];
  const changes = { ...fields, ...Object.fromEntries(renewed.map(([clock, { dueAt }]) => [dueColumn[clock], dueAt])) };
  const kept = noted.lapsed.filter((clock) => deadlines[clock] === undefined);
  const next: Complaint = { ...noted, ...changes, state, lapsed: kept };
  const running = runningClocks(next);
  const lapsed = kept.filter((clock) => running.has(clock));
  const before = runningClocks(current);
  const stopped = clocks.filter(
    (clock) => before.has(clock) && !deadlines[clock] && (!running.has(clock) || lapsed.includes(clock)),
  );
  // Told by the event that ends it, so that the number of overdue complaints can be counted from the log.
  const wasOverdue = lapsed.length === 0 && noted.lapsed.length > 0;
  return {
    state,
    fields: {
      ...changes,
      lapsed,
      nextDueAt: earliest([...running.values()]),
      overdueAt: earliest([...running].flatMap(([clock, due]) => (lapsed.includes(clock) ? [due] : []))),
      calendarPublished: [...running.values()].every((due) => calendar.published(dateEndingAt(due).year)),
    },
    events: [
      ...overdue,
      ...events.map((event, index) => ({
        ...event,
        facts: { ...event.facts, ...(index === 0 && { wasOverdue }), ...standing(next) },
      })),
    ],
    setTimers: [...renewed.map(([clock, deadline]) => timerAt(timerOf[clock], deadline)), ...setTimers],
    cancelTimers: [...stopped.map((clock) => timerOf[clock]), ...cancelTimers],
  };
}

const earliest = (instants: readonly Date[]): Date | null =>
  instants.length === 0 ? null : new Date(Math.min(...instants.map((instant) => instant.getTime())));
