import type { Deadline } from "./calendar/rules.ts";

/** Something that a rule says has happened. The command adds subject, region, actor and audience. */
export interface Happening<Kind extends string> {
  readonly kind: Kind;
  /** Numbers, codes and ids for the log and its counters; no personal data. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  /** What was kept from the counters until now and counts with it, beside what its facts say. */
  readonly heldBack?: Readonly<Record<string, number>>;
  /** When it happened, where that is not now: for what a clock brings about, the time it was due. */
  readonly occurredAt?: Date;
}

/** A moment at which the subject's own timer of this kind must fire; setting it again moves it. */
export interface TimerSetting<Kind extends string> extends Pick<Deadline, "dueAt"> {
  readonly kind: Kind;
  readonly calendarPublished: boolean;
  /** Years whose holidays it rests on: recompute when one of them is published or changed. */
  readonly calendarYears: readonly number[];
  /** How its working days were counted, so that they can be counted again. */
  readonly counted?: Deadline["counted"];
}

/** What a rule decided. It describes; the command carries it out in one transaction. */
export interface Decision<State extends string, Event extends string, Timer extends string, Fields> {
  readonly state: State;
  /** The columns that change, beside `state`; an absent one stays as it is. */
  readonly fields: Partial<Fields>;
  /** In the order in which they happened. */
  readonly events: readonly Happening<Event>[];
  readonly setTimers: readonly TimerSetting<Timer>[];
  readonly cancelTimers: readonly Timer[];
}

/** State -> command -> the state that follows. A command that is not listed under a state is refused there. */
export type Transitions<State extends string, Command extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Command, State>>>>
>;

/** The commands that a table lists under a state, in its order. */
export const commandsIn = <State extends string, Command extends string>(
  transitions: Transitions<State, Command>,
  state: State,
): readonly Command[] => Object.keys(transitions[state]) as Command[];

/** A timer at the end of a deadline. */
export const timerAt = <Kind extends string>(
  kind: Kind,
  { dueAt, calendarPublished, calendarYears, counted }: Omit<Deadline, "lastDay">,
): TimerSetting<Kind> => ({ kind, dueAt, calendarPublished, calendarYears, counted });

/** A timer that no holiday can move. */
export const timerAtInstant = <Kind extends string>(kind: Kind, dueAt: Date): TimerSetting<Kind> => ({
  kind,
  dueAt,
  calendarPublished: true,
  calendarYears: [],
});

type AnyDecision = Decision<string, string, string, object>;

/** How a domain's rules say what they decided. */
export function decisions<D extends AnyDecision>() {
  type Event = D["events"][number];
  const unchanged = (state: D["state"], fields: D["fields"] = {}): D =>
    ({ state, fields, events: [], setTimers: [], cancelTimers: [] }) as AnyDecision as D;
  return {
    /** Nothing has happened, or only what is added to it. */
    unchanged,
    step: (state: D["state"], fields: D["fields"], kind: Event["kind"], facts?: Event["facts"]): D => ({
      ...unchanged(state, fields),
      events: [{ kind, facts }],
    }),
  };
}

/** What has passed by now, then what follows, which has the last word on a timer. */
export function merge<D extends AnyDecision>(passed: D, next: D): D {
  const setAgain = next.setTimers.map(({ kind }) => kind);
  const over = new Set([...next.cancelTimers, ...setAgain]);
  return {
    ...next,
    fields: { ...passed.fields, ...next.fields },
    events: [...passed.events, ...next.events],
    setTimers: [...passed.setTimers.filter(({ kind }) => !over.has(kind)), ...next.setTimers],
    cancelTimers: [...new Set([...passed.cancelTimers, ...next.cancelTimers])].filter(
      (kind) => !setAgain.includes(kind),
    ),
  };
}

/** The one clock of a case; `overdueAt` once it has been said that it ran out. */
interface Running {
  dueAt: Date | null;
  overdueAt: Date | null;
}

/** Whether it has run out, whether its timer has fired yet or not. */
export const isOverdue = ({ dueAt }: Pick<Running, "dueAt">, now: Date): boolean => dueAt !== null && dueAt <= now;

/** The minute at which it ran out, where that is still to be said. */
export const lapsedAt = ({ dueAt, overdueAt }: Running, now: Date): Date | null =>
  overdueAt === null && dueAt !== null && dueAt <= now ? dueAt : null;

/** A calendar was published or changed, and a clock ends on another day. */
export const timerMoved = <Kind extends string>(kind: Kind, deadline: Deadline) => ({
  events: [{ kind: "TimerMoved" as const, facts: { clock: kind } }],
  setTimers: [timerAt(kind, deadline)],
});
