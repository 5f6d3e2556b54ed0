/** Complaints, as domain 5 has them. */

import { globalId } from "../kit/schema-walk.ts";
import { type Act, acts, duplicatesOf, follow, lead, led, separate } from "./acts.ts";
import { workingDays } from "./days.ts";
import { noteComplaint } from "./protest.ts";
import { step, type Verb } from "./verb.ts";
import { type Actor, type Complaint, count, sees, type World } from "./world.ts";

const complaint = {
  payload: "complaint",
  type: "Complaint",
  domain: "complaint",
  of: (world: World) => world.complaints,
};
const staff = ["city", "county", "system"] as const;
const text = "reason";

const record: Verb = {
  field: "recordComplaint",
  payload: "complaint",
  by: ["office", "city", "county", "system"],
  async prepare(world, actor, dice) {
    // Two of them more often than the others, so that owners come to protest strongly.
    const complex = dice.pick(dice.once(2) ? world.complexes : world.complexes.filter((_, index) => index % 4 === 1));
    const phone = `1380013800${dice.below(6)}`;
    const input = {
      source: dice.pick(["HOTLINE", "MAILBOX", "WEB", "WECHAT", "VISIT"]),
      complexId: globalId("Complex", complex.id),
      kind: dice.pick([null, "services-not-as-contracted", "income-taken"]),
      anonymous: dice.once(4),
      complainant: { name: "演示", phone, text: `演示〔${complex.place}〕` },
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
      done: (id, _rows, code) => {
        world.complaints.push({
          id,
          code: code ?? "",
          place: complex.place,
          complexId: complex.id,
          state: "received",
          version: 1,
          phone: input.anonymous ? null : phone,
          filedAt: world.now,
          confirmed: !input.anonymous,
          handlerId: null,
          primaryId: null,
          wasSubstantiated: false,
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
        });
        if (!input.anonymous) noteComplaint(world, complex.id);
      },
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
        count(world, one, "complaint.answered", one.id);
        if (satisfied) count(world, one, "complaint.satisfied", one.id);
        if (satisfied || one.ownerReopenings > 0) return;
        one.ownerReopenings += 1;
        // Whoever is not satisfied with what all were told has a matter of their own from now on.
        one.primaryId = null;
        lead(world, one, acts.reopen);
      },
    };
  },
};

/** What leads to where the one stands whose matter it is as well. */
function stepsTo({ state, handlerId, answeredByDepartment, wasSubstantiated }: Complaint): Act[] {
  if (state === "received" || !handlerId) return [];
  if (state === "assigned") return [acts.assign];
  const verifying = [acts.assign, acts.start];
  if (state === "verifying") return verifying;
  if (state === "transferred" || answeredByDepartment)
    verifying.push(acts.transfer, ...(answeredByDepartment ? [acts.answered] : []));
  else
    verifying.push(
      state === "substantiated" || (state === "feedbackGiven" && wasSubstantiated)
        ? acts.substantiate
        : acts.unsubstantiate,
    );
  return state === "feedbackGiven" ? [...verifying, acts.feedBack] : verifying;
}

const primaryOf = (world: World, input: object) =>
  world.complaints.find(({ id }) => globalId("Complaint", id) === (input as { primaryId: string }).primaryId);

/** Whatever it is about, a person decides; but both lie in one county, and the other is a matter of its own that runs. */
const isFit = (one: Complaint, actor: Actor, primary: Complaint | undefined) =>
  primary !== undefined &&
  primary.id !== one.id &&
  primary.primaryId === null &&
  primary.state !== "closed" &&
  primary.state !== "withdrawn" &&
  primary.place === one.place &&
  sees(actor, primary);

const join = step({
  ...complaint,
  field: "joinComplaint",
  by: ["city", "county"],
  path: "received assigned verifying",
  text,
  input: async (world, one, actor, dice) => {
    const fit = world.complaints.filter((other) => isFit(one, actor, other));
    return { primaryId: globalId("Complaint", dice.pick(fit.length > 0 && !dice.once(8) ? fit : world.complaints).id) };
  },
  first: (world, one, _dice, actor, input) =>
    isFit(one, actor, primaryOf(world, input)) ? undefined : "complaint/primary-unfit",
  hindered: (world, one) => {
    if (one.primaryId) return "complaint/joined-already";
    return duplicatesOf(world, one).length > 0 ? "complaint/has-duplicates" : undefined;
  },
  done: (world, one, _before, _rows, input) => {
    const primary = primaryOf(world, input) as Complaint;
    one.primaryId = primary.id;
    const steps = stepsTo(primary).filter((act) => act !== acts.assign || primary.handlerId !== one.handlerId);
    // It is brought there step by step, each of them a version.
    one.version += steps.filter((act) => follow(world, one, act, { handlerId: primary.handlerId })).length;
  },
});

export const complaintVerbs: readonly Verb[] = [
  record,
  record,
  answer,
  led(acts.assign, {
    ...complaint,
    field: "assignComplaint",
    by: staff,
    input: async (world, one, actor) => ({ handlerId: globalId("Person", handlerOf(world, actor, one)) }),
  }),
  led(acts.start, { ...complaint, field: "startComplaintVerification", by: staff }),
  led(acts.substantiate, { ...complaint, field: "substantiateComplaint", by: staff }),
  led(acts.unsubstantiate, { ...complaint, field: "unsubstantiateComplaint", by: staff, text }),
  led(acts.feedBack, { ...complaint, field: "giveComplaintFeedback", by: staff, text: "text" }),
  led(acts.extend, { ...complaint, field: "extendComplaint", by: ["city"], text }),
  led(acts.reopen, { ...complaint, field: "reopenComplaint", by: ["office", "city"], text }),
  step({
    ...complaint,
    field: "correctComplaint",
    by: ["city", "county"],
    path: "received assigned verifying substantiated unsubstantiated transferred feedbackGiven",
    text,
  }),
  join,
  step({
    ...complaint,
    field: "separateComplaint",
    by: ["city", "county"],
    path: "received assigned verifying substantiated unsubstantiated transferred feedbackGiven",
    text,
    hindered: (_, one) => (one.primaryId ? undefined : "complaint/not-joined"),
    done: separate,
  }),
  step({
    ...complaint,
    field: "withdrawComplaint",
    by: ["city", "county"],
    path: "received>withdrawn assigned>withdrawn verifying>withdrawn transferred>withdrawn",
    text,
    done: (world, one, before) => {
      one.primaryId = null;
      one.pausedAt = null;
      for (const other of duplicatesOf(world, one)) separate(world, other);
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
