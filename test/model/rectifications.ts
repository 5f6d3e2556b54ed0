/** Orders to put right, and the debts that they leave (domain 7). */

import { globalId } from "../kit/schema-walk.ts";
import { noteOutcome } from "./acts.ts";
import { lengthened } from "./days.ts";
import { proved } from "./inspections.ts";
import { oweGuidance, protestsStrongly } from "./protest.ts";
import { step, type Verb } from "./verb.ts";
import { count, type Rectification, runsOut, standing, takes, type World } from "./world.ts";

const hour = 3_600_000;
const order = {
  payload: "rectification",
  type: "Rectification",
  domain: "rectification",
  of: (world: World) => world.rectifications,
};
const company = ["city", "county", "system"] as const;
const staff = ["city", "county"] as const;
const text = "reason";
const hasPassed = (world: World, one: Rectification) => one.deadline <= world.now;
const isSettled = ({ state }: Rectification) => ["accepted", "refused", "failed"].includes(state);
export const isOverdue = (world: World, one: Rectification) => !isSettled(one) && hasPassed(world, one);

const findingsOf = (world: World, one: Rectification) =>
  world.findings.filter(({ rectificationId }) => rectificationId === one.id);

/** What illegal findings owe is paid while each of them stands with a department or lies in a penalty case. */
export function settleDebts(world: World, findingIds: readonly string[]) {
  const held = (id: string) =>
    world.transfers.some((one) => standing(one) && one.findingIds.includes(id)) ||
    world.penalties.some((one) => takes(one, id));
  for (const debt of world.followUps)
    if (debt.state !== "waived" && debt.findingIds.some((id) => findingIds.includes(id)))
      debt.state = debt.findingIds.every(held) ? "opened" : "owed";
}

function settle(world: World, one: Rectification) {
  const accepted = one.state === "accepted";
  one.askedUntil = null;
  const findings = findingsOf(world, one);
  for (const finding of findings) finding.state = accepted ? "rectified" : "unrectified";
  const owe = (kind: "gradeReview" | "penaltyOrTransfer", findingIds: readonly string[] = []) =>
    world.followUps.push({
      id: "",
      place: one.place,
      rectificationId: one.id,
      kind,
      findingIds,
      dueAt: null,
      state: "owed",
      version: 0,
    });
  // Refused or failed owes a grade review, always; an illegal act is not undone by putting it right, and owes once.
  if (!accepted) owe("gradeReview");
  const owing = findings
    .filter(({ id, illegal }) => illegal && !world.followUps.some(({ findingIds }) => findingIds.includes(id)))
    .map(({ id }) => id);
  if (owing.length > 0) owe("penaltyOrTransfer", owing);
  settleDebts(world, owing);
  if (!accepted && protestsStrongly(world, one.complexId)) oweGuidance(world, one);
  for (const id of new Set(findings.flatMap(({ complaintId }) => complaintId ?? []))) noteOutcome(world, id, accepted);
}

const give: Verb = {
  field: "orderRectification",
  payload: "rectification",
  by: staff,
  async prepare(world, actor, dice) {
    const fit = world.findings.filter(
      ({ state, place }) => (state === "open" || state === "unrectified") && place.startsWith(actor.region),
    );
    const from = fit.length > 0 && !dice.once(4) ? fit : world.findings;
    if (from.length === 0) return null;
    const first = dice.pick(from);
    const beside = from.filter(
      ({ complexId, id }) => id !== first.id && (dice.once(6) || complexId === first.complexId),
    );
    const findings = beside.length > 0 && dice.once(2) ? [first, dice.pick(beside)] : [first];
    const deadline = new Date(world.now.getTime() + (dice.once(12) ? -1 : 1 + dice.below(300)) * hour);
    const blank = dice.once(12);
    const input = {
      findingIds: findings.map(({ id }) => globalId("Finding", id)),
      responsiblePerson: blank ? " " : "演示经理",
      requirement: `演示〔${first.place}〕`,
      deadline,
    };
    const refusal = () => {
      if (blank) return "invalid/required";
      if (!give.by.includes(actor.role)) return "forbidden";
      if (findings.some(({ place }) => !place.startsWith(actor.region))) return "not-found";
      if (new Set(findings.map(({ complexId }) => complexId)).size > 1)
        return "rectification/findings-of-several-complexes";
      // A finding has at most one live order; what is settled is ordered again only where it was not put right.
      for (const { state } of findings) {
        if (state === "ordered") return "rectification/finding-ordered-already";
        if (state === "rectified" || state === "withdrawn") return "rectification/finding-settled";
      }
      return deadline <= world.now ? "rectification/deadline-not-later" : undefined;
    };
    return {
      input,
      refused: refusal(),
      done: (id) => {
        world.rectifications.push({
          id,
          place: first.place,
          complexId: first.complexId,
          companyId: first.companyId,
          state: "ordered",
          version: 1,
          deadline,
          missed: null,
          escalations: 0,
          askedUntil: null,
          extensions: 0,
        });
        for (const finding of findings) Object.assign(finding, { state: "ordered", rectificationId: id });
      },
    };
  },
};

/** What time alone does: a deadline passes, and after three working days the city supervises, after seven the province. */
export function deadlinesPass(world: World) {
  for (const one of world.rectifications) {
    if (isSettled(one)) continue;
    if (runsOut(one, one.deadline, world)) {
      count(world, one, "rectification.overdue");
      // Submitted in time, the delay is the reviewer's.
      if (one.state === "submitted") count(world, one, "rectification.reviewOverdue");
    }
    for (const [step, [to, after]] of ladder.entries())
      if (one.missed && one.escalations === step && lengthened(one.deadline, after) <= world.now) {
        one.escalations += 1;
        count(world, one, `rectification.escalated/${to}`);
      }
  }
}

const ladder = [
  ["city", 3],
  ["province", 7],
] as const;

const unfinished = "ordered inProgress sentBack";

export const rectificationVerbs: readonly Verb[] = [
  give,
  give,
  step({ ...order, field: "startRectification", by: company, path: "ordered>inProgress" }),
  step({
    ...order,
    field: "submitRectification",
    by: company,
    path: "ordered>submitted inProgress>submitted sentBack>submitted",
    input: async (_world, _one, actor, _dice, paper) => ({ evidenceIds: [await paper(actor)] }),
  }),
  step({
    ...order,
    field: "acceptRectification",
    by: staff,
    path: "submitted>accepted",
    input: async (world, _one, actor, _dice, paper) => ({
      inspection: { carriedOutAt: world.now, evidenceIds: [await paper(actor)] },
    }),
    done: (world, one, _before, rows) => {
      proved(world, one, rows);
      settle(world, one);
    },
  }),
  step({ ...order, field: "sendBackRectification", by: staff, path: "submitted>sentBack", text }),
  step({
    ...order,
    field: "askRectificationExtension",
    by: ["county", "system"],
    path: unfinished,
    text,
    hindered: (world, one) => {
      if (hasPassed(world, one)) return "rectification/deadline-passed";
      if (one.extensions > 0) return "rectification/extended-already";
      return one.askedUntil ? "rectification/extension-pending" : undefined;
    },
    input: async (_world, one, _actor, dice) => ({
      deadline: new Date(one.deadline.getTime() + (1 + dice.below(100)) * hour),
    }),
    done: (_world, one, _before, _rows, input) => {
      one.askedUntil = (input as { deadline: Date }).deadline;
    },
  }),
  step({
    ...order,
    field: "approveRectificationExtension",
    by: ["city"],
    path: `${unfinished} submitted`,
    hindered: (world, one) => {
      if (!one.askedUntil) return "rectification/extension-not-asked";
      return one.askedUntil <= world.now ? "rectification/deadline-not-later" : undefined;
    },
    done: (_, one) => {
      Object.assign(one, {
        deadline: one.askedUntil,
        missed: null,
        escalations: 0,
        askedUntil: null,
        extensions: one.extensions + 1,
      });
    },
  }),
  step({
    ...order,
    field: "denyRectificationExtension",
    by: ["city"],
    path: `${unfinished} submitted`,
    text,
    hindered: (_, one) => (one.askedUntil ? undefined : "rectification/extension-not-asked"),
    done: (_, one) => {
      one.askedUntil = null;
    },
  }),
  step({
    ...order,
    field: "refuseRectification",
    by: staff,
    path: "ordered>refused inProgress>refused sentBack>refused",
    input: async (_world, _one, actor, _dice, paper) => ({ evidenceIds: [await paper(actor)] }),
    done: settle,
  }),
  step({
    ...order,
    field: "failRectification",
    by: staff,
    path: "ordered>failed inProgress>failed submitted>failed sentBack>failed",
    // It is an inspection after the deadline that finds it: one from before is none.
    first: (world, one) =>
      world.now.getTime() < Math.floor(one.deadline.getTime() / 60_000) * 60_000
        ? "rectification/inspection-too-early"
        : undefined,
    hindered: (world, one) => (hasPassed(world, one) ? undefined : "rectification/deadline-not-passed"),
    input: async (world, _one, actor, _dice, paper) => ({
      inspection: { carriedOutAt: world.now, evidenceIds: [await paper(actor)] },
    }),
    done: (world, one, _before, rows) => {
      proved(world, one, rows);
      settle(world, one);
    },
  }),
  step({
    field: "waiveFollowUp",
    payload: "followUp",
    type: "FollowUp",
    domain: "follow-up",
    of: (world) => world.followUps.filter(({ id }) => id !== ""),
    by: ["city"],
    path: "owed>waived",
    text: "reason",
    unlisted: "follow-up/settled-already",
  }),
];
