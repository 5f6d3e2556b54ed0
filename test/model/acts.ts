/** What is done to a complaint, and with it to those that are the same matter (domain 5). */
import { days, goneOn, lengthened, workingDays } from "./days.ts";
import { noteComplaint } from "./protest.ts";
import { from, type Step, step, to, type Verb } from "./verb.ts";
import { type Complaint, count, pending, type World } from "./world.ts";

/** One command as it bears on one complaint. */
export interface Act {
  path: string;
  hindered?(world: World, one: Complaint): string | undefined;
  done?(world: World, one: Complaint, input: object): void;
}

const isOver = ({ state }: Complaint) => state === "closed" || state === "withdrawn";
/** A pause stops what was not missed before it. */
const stands = (one: Complaint, due: Date) => one.pausedAt !== null && due > one.pausedAt;

/** The clocks that ask for something now. */
export const running = (one: Complaint): Date[] =>
  isOver(one)
    ? []
    : Object.entries(one.clocks).flatMap(([clock, due]) =>
        due === null || ((clock === "verify" || clock === "feedback") && stands(one, due)) ? [] : [due],
      );

const resume = (one: Complaint, clock: "verify" | "feedback", now: Date) => {
  const due = one.clocks[clock];
  if (due && one.pausedAt && stands(one, due)) one.clocks[clock] = goneOn(due, one.pausedAt, now);
};

const did = (world: World, one: Complaint, what: string) => count(world, one, `complaint.${what}`, one.id);

/** A rate has each complaint once: what is done after a reopening counts for no second one. */
function once(world: World, one: Complaint, what: "verified" | "fedBack", due: Date | null) {
  if (one.reopenings > 0) return;
  did(world, one, what);
  if (due && (due > world.now || stands(one, due))) did(world, one, `${what}InTime`);
}

/** Whoever goes and sees has confirmed it, whatever was found. */
function verify(world: World, one: Complaint) {
  once(world, one, "verified", one.clocks.verify);
  one.clocks.verify = null;
  if (one.confirmed) return;
  one.confirmed = true;
  noteComplaint(world, one.complexId);
}

const mayExtend = (one: Complaint, now: Date) =>
  (["verify", "feedback"] as const).filter((clock) => {
    const due = one.clocks[clock];
    return due !== null && now < due && !stands(one, due);
  });

const comeBack = (world: World, one: Complaint) => {
  resume(one, "verify", world.now);
  resume(one, "feedback", world.now);
  one.pausedAt = null;
};

/** The acts that those who are the same matter follow. */
export const acts = {
  assign: {
    path: "received>assigned assigned verifying substantiated unsubstantiated transferred feedbackGiven",
    done: (_, one, input) => {
      one.handlerId = (input as { handlerId: string }).handlerId;
      one.clocks.acknowledge = null;
    },
  },
  start: { path: "assigned>verifying" },
  substantiate: {
    path: "verifying>substantiated",
    done: (world, one) => {
      did(world, one, "substantiated");
      one.wasSubstantiated = true;
      verify(world, one);
    },
  },
  unsubstantiate: {
    path: "verifying>unsubstantiated",
    done: (world, one) => {
      one.wasSubstantiated = false;
      verify(world, one);
    },
  },
  transfer: {
    path: "verifying>transferred",
    done: (world, one) => {
      one.pausedAt = world.now;
      one.answeredByDepartment = false;
    },
  },
  /** The department's answer is the result of verification. */
  answered: {
    path: "transferred",
    hindered: (_, one) => (one.answeredByDepartment ? "complaint/transfer-answered" : undefined),
    done: (world, one) => {
      verify(world, one);
      resume(one, "feedback", world.now);
      one.pausedAt = null;
      one.answeredByDepartment = true;
    },
  },
  returned: {
    path: "transferred>verifying",
    hindered: (_, one) => (one.answeredByDepartment ? "complaint/transfer-answered" : undefined),
    done: comeBack,
  },
  feedBack: {
    path: "substantiated>feedbackGiven unsubstantiated>feedbackGiven transferred>feedbackGiven feedbackGiven",
    hindered: (_, one) => {
      if (one.state === "transferred" && !one.answeredByDepartment) return "complaint/transfer-unanswered";
      return one.state === "feedbackGiven" && !one.clocks.outcome ? "complaint/feedback-not-owed" : undefined;
    },
    done: (world, one) => {
      if (one.clocks.feedback) once(world, one, "fedBack", one.clocks.feedback);
      one.clocks.feedback = null;
      one.clocks.outcome = null;
      one.answerDue = days(world.now, 10);
      one.satisfied = null;
    },
  },
  extend: {
    path: "received assigned verifying substantiated unsubstantiated transferred",
    hindered: (world, one) => {
      if (one.extensions > 0) return "complaint/extended-already";
      return mayExtend(one, world.now).length === 0 ? "complaint/nothing-to-extend" : undefined;
    },
    done: (world, one) => {
      for (const clock of mayExtend(one, world.now)) one.clocks[clock] = lengthened(one.clocks[clock] as Date, 7);
      one.extensions += 1;
    },
  },
  reopen: {
    path: "feedbackGiven>assigned closed>assigned",
    done: (world, one) => {
      one.reopenings += 1;
      one.clocks.verify = workingDays(world.now, 7);
      one.clocks.feedback = workingDays(world.now, 15);
      one.answerDue = null;
      one.answeredByDepartment = false;
    },
  },
} satisfies Record<string, Act>;

const nextOf = (path: string, state: string) => path.split(" ").find((part) => from(part) === state);

/** Carries an act out where it applies; what does not, because a duplicate has come further by itself, is left out. */
export function follow(world: World, one: Complaint, act: Act, input: object = {}): boolean {
  const next = nextOf(act.path, one.state);
  if (!next || act.hindered?.(world, one)) return false;
  one.state = to(next);
  act.done?.(world, one, input);
  return true;
}

export const duplicatesOf = (world: World, { id }: Complaint) =>
  world.complaints.filter(({ primaryId }) => primaryId === id);

/** The same to a complaint and to those that follow it. */
export function lead(world: World, one: Complaint, act: Act) {
  follow(world, one, act);
  for (const other of duplicatesOf(world, one)) follow(world, other, act);
}

/** A verb whose act duplicates follow, and do not do by themselves. */
export const led = (act: Act, verb: Omit<Step<Complaint>, "path" | "hindered" | "done">): Verb =>
  step({
    ...verb,
    path: act.path,
    hindered: (world, one) => (one.primaryId ? "complaint/follows-primary" : act.hindered?.(world, one)),
    done: (world, one, _before, _rows, input) => {
      act.done?.(world, one, input);
      for (const other of duplicatesOf(world, one)) follow(world, other, act, input);
    },
  });

/** A matter of its own after all; what the department holds is the other one, so it comes back. */
export function separate(world: World, one: Complaint) {
  follow(world, one, acts.returned);
  one.primaryId = null;
}

/** A finding of it was settled: each accepted rectification owes feedback within two working days, to all of them. */
export function noteOutcome(world: World, complaintId: string, accepted: boolean) {
  for (const one of world.complaints)
    if ((one.id === complaintId || one.primaryId === complaintId) && accepted && !isOver(one))
      one.clocks.outcome ??= workingDays(world.now, 2);
}

/** What time alone does: the case closes after its last feedback and the answer window. */
export function passTime(world: World) {
  for (const one of world.complaints) {
    const { state, answerDue, clocks, id, primaryId } = one;
    if (state !== "feedbackGiven" || !answerDue || answerDue > world.now || clocks.outcome) continue;
    if (pending(world, id) || (primaryId && pending(world, primaryId))) continue;
    one.state = "closed";
    did(world, one, "closed");
  }
}
