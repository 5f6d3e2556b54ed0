/** Complaints, as domain 5 has them. */

import { globalId } from "../kit/schema-walk.ts";
import { days, goneOn, lengthened, workingDays } from "./days.ts";
import { step, type Verb } from "./verb.ts";
import { byId, type Complaint, pending, sees, type World } from "./world.ts";

const complaint = {
  payload: "complaint",
  type: "Complaint",
  domain: "complaint",
  of: (world: World) => world.complaints,
};
const staff = ["city", "county", "system"] as const;
const text = "reason";

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

/** A rate has each complaint once: what is done after a reopening counts for no second one. */
const once = (one: Complaint, count: "verified" | "fedBack") => {
  if (one.reopenings === 0) one.counts[count] += 1;
};

/** The department has dealt with it, or gives it back. */
export function broughtBack(world: World, one: Complaint, answered: boolean) {
  if (answered) {
    resume(one, "feedback", world.now);
    one.clocks.verify = null;
    one.answeredByDepartment = true;
    once(one, "verified");
  } else {
    resume(one, "verify", world.now);
    resume(one, "feedback", world.now);
    one.state = "verifying";
  }
  one.pausedAt = null;
}

/** A finding of it was settled: each accepted rectification owes feedback within two working days. */
export function noteOutcome(world: World, complaintId: string, accepted: boolean) {
  const one = byId(world.complaints, complaintId);
  if (accepted && !isOver(one)) one.clocks.outcome ??= workingDays(world.now, 2);
}

/** What time alone does: the case closes after its last feedback and the answer window. */
export function passTime(world: World) {
  for (const one of world.complaints)
    if (
      one.state === "feedbackGiven" &&
      one.answerDue &&
      one.answerDue <= world.now &&
      !one.clocks.outcome &&
      !pending(world, one.id)
    )
      close(one);
}

const close = (one: Complaint) => {
  one.state = "closed";
  one.counts.closed += 1;
};

const mayExtend = (one: Complaint, now: Date) =>
  (["verify", "feedback"] as const).filter((clock) => {
    const due = one.clocks[clock];
    return due !== null && now < due && !stands(one, due);
  });

const reopen = (world: World, one: Complaint) => {
  one.reopenings += 1;
  one.clocks.verify = workingDays(world.now, 7);
  one.clocks.feedback = workingDays(world.now, 15);
  one.answerDue = null;
  one.answeredByDepartment = false;
};

const record: Verb = {
  field: "recordComplaint",
  payload: "complaint",
  by: ["office", "city", "county", "system"],
  async prepare(world, actor, dice) {
    const complex = dice.pick(world.complexes);
    const input = {
      source: dice.pick(["HOTLINE", "MAILBOX", "WEB", "WECHAT", "VISIT"]),
      complexId: globalId("Complex", complex.id),
      kind: dice.pick([null, "services-not-as-contracted", "income-taken"]),
      anonymous: dice.once(4),
      complainant: { name: "演示", phone: "13800138000", text: `演示〔${complex.place}〕` },
    };
    const may = record.by.includes(actor.role);
    const refused = !may
      ? "forbidden"
      : complex.place.startsWith(actor.region)
        ? undefined
        : "complaint/complex-unknown";
    return {
      input,
      refused,
      done: (id, _rows, code) =>
        void world.complaints.push({
          id,
          code: code ?? "",
          place: complex.place,
          complexId: complex.id,
          state: "received",
          version: 1,
          clocks: {
            acknowledge: workingDays(world.now, 2),
            verify: workingDays(world.now, 7),
            feedback: workingDays(world.now, 15),
            outcome: null,
          },
          pausedAt: null,
          extensions: 0,
          ownerReopenings: 0,
          satisfied: null,
          answerDue: null,
          answeredByDepartment: false,
          reopenings: 0,
          counts: { verified: 0, substantiated: 0, fedBack: 0, answered: 0, satisfied: 0, closed: 0 },
        }),
    };
  },
};

/** The owner answers by the tracking code; whoever has it may. */
const answer: Verb = {
  field: "answerFeedback",
  payload: "complaint",
  // Whoever it is: the tracking code is asked for, and no name.
  by: ["display"],
  async prepare(world, _actor, dice) {
    const told = world.complaints.filter(({ state }) => state === "feedbackGiven");
    const all = told.length > 0 && !dice.once(5) ? told : world.complaints;
    if (all.length === 0) return null;
    const one = dice.pick(all);
    const satisfied = dice.once(2);
    const refusal = () => {
      if (one.state !== "feedbackGiven") return "complaint/not-in-this-state";
      if (one.satisfied !== null) return "complaint/answered-already";
      return one.answerDue && one.answerDue <= world.now ? "complaint/answer-window-over" : undefined;
    };
    return {
      input: { code: one.code, satisfied },
      refused: refusal(),
      subject: one,
      done: () => {
        one.satisfied = satisfied;
        one.counts.answered += 1;
        if (satisfied) one.counts.satisfied += 1;
        if (satisfied || one.ownerReopenings > 0) return;
        one.ownerReopenings += 1;
        one.state = "assigned";
        reopen(world, one);
      },
    };
  },
};

export const complaintVerbs: readonly Verb[] = [
  record,
  record,
  answer,
  step({
    ...complaint,
    field: "assignComplaint",
    by: staff,
    path: "received>assigned assigned verifying substantiated unsubstantiated transferred feedbackGiven",
    input: async (world, one, actor) => ({ handlerId: globalId("Person", handlerOf(world, actor, one)) }),
    done: (_, one) => {
      one.clocks.acknowledge = null;
    },
  }),
  step({ ...complaint, field: "startComplaintVerification", by: staff, path: "assigned>verifying" }),
  step({
    ...complaint,
    field: "substantiateComplaint",
    by: staff,
    path: "verifying>substantiated",
    done: (_, one) => {
      one.counts.substantiated += 1;
      once(one, "verified");
      one.clocks.verify = null;
    },
  }),
  step({
    ...complaint,
    field: "unsubstantiateComplaint",
    by: staff,
    path: "verifying>unsubstantiated",
    text,
    done: (_, one) => {
      once(one, "verified");
      one.clocks.verify = null;
    },
  }),
  step({
    ...complaint,
    field: "giveComplaintFeedback",
    by: staff,
    path: "substantiated>feedbackGiven unsubstantiated>feedbackGiven transferred>feedbackGiven feedbackGiven",
    text: "text",
    hindered: (_, one) => {
      if (one.state === "transferred" && !one.answeredByDepartment) return "complaint/transfer-unanswered";
      return one.state === "feedbackGiven" && !one.clocks.outcome ? "complaint/feedback-not-owed" : undefined;
    },
    done: (world, one) => {
      if (one.clocks.feedback) once(one, "fedBack");
      one.clocks.feedback = null;
      one.clocks.outcome = null;
      one.answerDue = days(world.now, 10);
      one.satisfied = null;
    },
  }),
  step({
    ...complaint,
    field: "extendComplaint",
    by: ["city"],
    path: "received assigned verifying substantiated unsubstantiated transferred",
    text,
    hindered: (world, one) => {
      if (one.extensions > 0) return "complaint/extended-already";
      return mayExtend(one, world.now).length === 0 ? "complaint/nothing-to-extend" : undefined;
    },
    done: (world, one) => {
      for (const clock of mayExtend(one, world.now)) one.clocks[clock] = lengthened(one.clocks[clock] as Date, 7);
      one.extensions += 1;
    },
  }),
  step({
    ...complaint,
    field: "correctComplaint",
    by: ["city", "county"],
    path: "received assigned verifying substantiated unsubstantiated transferred feedbackGiven",
    text,
  }),
  step({
    ...complaint,
    field: "reopenComplaint",
    by: ["office", "city"],
    path: "feedbackGiven>assigned closed>assigned",
    text,
    done: reopen,
  }),
  step({
    ...complaint,
    field: "withdrawComplaint",
    by: ["city", "county"],
    path: "received>withdrawn assigned>withdrawn verifying>withdrawn transferred>withdrawn",
    text,
    done: (world, one, before) => {
      if (before !== "transferred") return;
      const held = world.transfers.find(
        ({ complaintId, state }) => complaintId === one.id && (state === "sent" || state === "accepted"),
      );
      if (held) Object.assign(held, { state: "withdrawn", dueAt: null });
    },
  }),
];

/** Whoever sees it may have it; else anybody who may. */
function handlerOf(world: World, actor: { id: string | null }, one: Complaint): string {
  const able = world.handlers.filter((handler) => sees(handler, one));
  return (able.find(({ id }) => id === actor.id) ?? able[0])?.id ?? "";
}
