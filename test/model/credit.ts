/** Discredit of companies, and what several departments do because of it (domain 11). */

import { globalId } from "../kit/schema-walk.ts";
import { afterDay, beginOf, dateOf, daysLater, months } from "./days.ts";
import { step, type Verb } from "./verb.ts";
import { type Actor, type CreditEvent, type PenaltyCase, type Punishment, sees, type World } from "./world.ts";

const staff = ["office", "city"] as const;
const text = "reason";

/** The shortest disclosure of what was determined before the national rules, in months. */
const shortest: Readonly<Record<string, number>> = { MINOR: 0, GENERAL: 3, SEVERE: 12 };
const isRepairable = (world: World, { severity, determinedOn }: CreditEvent) =>
  months(determinedOn, shortest[severity] ?? 0) <= dateOf(world.now);

const decided = ({ state }: PenaltyCase) => ["decided", "served", "performed"].includes(state);

/** What discredit may rest on: with what it is refused where it does not hold, and whose it is. */
function groundOf(
  world: World,
  actor: Actor,
  ground: "FINDING" | "PENALTY" | "JUDGMENT",
  among: <I>(all: readonly I[]) => I,
) {
  const near = <S extends { place: string }>(all: readonly S[]) => {
    const own = all.filter((one) => sees(actor, one));
    return own.length > 0 ? own : all;
  };
  if (ground === "FINDING" && world.findings.length > 0) {
    const { id, place, companyId, state } = among(near(world.findings));
    const refused = state === "withdrawn" ? "credit/finding-missing" : undefined;
    return { id, place, companyId, refused, input: { ground, findingId: globalId("Finding", id) } };
  }
  if (ground === "PENALTY" && world.penalties.length > 0) {
    const one = among(near(world.penalties));
    const refused = decided(one) || one.closedAfterDecision ? undefined : "credit/penalty-missing";
    return { ...one, refused, input: { ground, penaltyCaseId: globalId("PenaltyCase", one.id) } };
  }
  const { companyId, place } = among(near(world.complexes));
  return { id: null, place, companyId, refused: undefined, input: { ground: "JUDGMENT" } };
}

const record: Verb = {
  field: "recordCreditEvent",
  payload: "creditEvent",
  by: ["office", "city", "system"],
  async prepare(world, actor, dice) {
    const ground = groundOf(world, actor, dice.pick(["FINDING", "FINDING", "PENALTY", "JUDGMENT"]), dice.pick);
    const city = ground.place.slice(0, 4);
    const severity = dice.pick(["MINOR", "GENERAL", "SEVERE"]);
    const determinedOn = daysLater(dateOf(world.now), dice.once(12) ? 1 : -dice.pick([0, 0, 85, 370]));
    const blank = dice.once(12);
    const refusal = () => {
      if (blank) return "invalid/required";
      if (!record.by.includes(actor.role)) return "forbidden";
      // Nobody is told of another city's companies.
      if (!city.startsWith(actor.region)) return "not-found";
      return ground.refused ?? (determinedOn > dateOf(world.now) ? "credit/determined-in-the-future" : undefined);
    };
    return {
      input: {
        companyId: globalId("Company", ground.companyId),
        city,
        ...ground.input,
        severity,
        description: blank ? " " : "演示",
        documentNumber: "演示1号",
        determinedOn,
      },
      refused: refusal(),
      done: (id) =>
        void world.creditEvents.push({
          id,
          place: city,
          companyId: ground.companyId,
          groundId: ground.id,
          severity,
          determinedOn,
          state: "recorded",
          version: 1,
        }),
    };
  },
};

const visibleOf = (actor: Actor, one: { place: string }, addressed: readonly Punishment[]) =>
  actor.role === "department"
    ? one.place.startsWith(actor.region) &&
      addressed.some(({ departments }) => departments.some(({ name }) => name === actor.department))
    : sees(actor, one);

const event = {
  payload: "creditEvent",
  type: "CreditEvent",
  domain: "credit",
  of: (world: World) => world.creditEvents,
  /** A department sees those because of which it is asked to act. */
  visible: (actor: Actor, one: CreditEvent, world: World) =>
    visibleOf(
      actor,
      one,
      world.punishments.filter(({ creditEventId }) => creditEventId === one.id),
    ),
};

/** Lifting follows repair, and what was withdrawn never was a ground. */
const lift = (world: World, one: CreditEvent) => {
  for (const punishment of world.punishments) if (punishment.creditEventId === one.id) punishment.state = "lifted";
};

const measures: Readonly<Record<string, string>> = {
  housing: "housing/no-awards",
  fireRescue: "fireRescue/inspection",
  developmentReform: "developmentReform/no-subsidies",
  marketRegulation: "marketRegulation/inspection",
};
const enumOf = (name: string) => name.replaceAll(/[A-Z]/g, "_$&").toUpperCase();

const open: Verb = {
  field: "openJointPunishment",
  payload: "jointPunishment",
  by: staff,
  ready: (world, actor) => world.creditEvents.some((one) => one.state === "recorded" && sees(actor, one)),
  async prepare(world, actor, dice) {
    const fit = world.creditEvents.filter((one) => one.state === "recorded" && sees(actor, one));
    const from = fit.length > 0 && !dice.once(4) ? fit : world.creditEvents;
    if (from.length === 0) return null;
    const one = dice.pick(from);
    const names = Object.keys(measures).filter(() => dice.once(2));
    if (names.length > 0 && dice.once(10)) names.push(names[0] as string);
    const startsOn = daysLater(dateOf(world.now), dice.below(8) - 2);
    const endsOn = daysLater(startsOn, dice.below(20));
    const foreign = dice.once(12);
    const blank = dice.once(12);
    const refusal = () => {
      if (blank) return "invalid/required";
      if (!open.by.includes(actor.role)) return "forbidden";
      if (!sees(actor, one)) return "not-found";
      if (one.state !== "recorded") return "punishment/ground-gone";
      if (startsOn >= endsOn) return "punishment/term-empty";
      if (names.length === 0) return "punishment/department-missing";
      if (new Set(names).size < names.length) return "punishment/department-twice";
      return foreign ? "punishment/measure-unknown" : undefined;
    };
    return {
      input: {
        creditEventId: globalId("CreditEvent", one.id),
        reason: blank ? " " : "演示",
        startsOn,
        endsOn,
        departments: names.map((name) => ({
          department: enumOf(name),
          measures: [foreign ? "credit/shared" : measures[name]],
        })),
      },
      refused: refusal(),
      done: (id) =>
        void world.punishments.push({
          id,
          place: one.place,
          creditEventId: one.id,
          begins: beginOf(startsOn),
          ends: afterDay(endsOn),
          departments: names.map((name) => ({ name, confirmed: false, reported: false })),
          state: "opened",
          version: 1,
        }),
    };
  },
};

/** What time alone does: what every department has confirmed is in force from its first day, and over after its last. */
export function termsPass(world: World) {
  for (const one of world.punishments) {
    if (one.state === "confirmed" && one.begins <= world.now) one.state = "inForce";
    if (one.ends <= world.now) one.state = "lifted";
  }
}

/** A city's bureau is its housing department. */
const nameOf = ({ role, department }: Actor) => department ?? (role === "city" ? "housing" : undefined);
const partOf = ({ departments }: Punishment, actor: Actor) => departments.find(({ name }) => name === nameOf(actor));

const punishment = {
  payload: "jointPunishment",
  type: "JointPunishment",
  domain: "punishment",
  of: (world: World) => world.punishments,
  visible: (actor: Actor, one: Punishment) => visibleOf(actor, one, [one]),
};
/** In a department's name, by whoever has one. */
const department = {
  ...punishment,
  by: ["department", "city"] as const,
  barred: (actor: Actor) => (nameOf(actor) ? undefined : "forbidden"),
};

export const creditVerbs: readonly Verb[] = [
  record,
  step({
    ...event,
    field: "withdrawCreditEvent",
    by: staff,
    path: "recorded>withdrawn",
    text,
    done: lift,
  }),
  step({
    ...event,
    field: "repairCreditEvent",
    by: staff,
    path: "recorded>repaired",
    input: async (_world, _one, _actor, dice) => ({
      dutiesPerformed: !dice.once(8),
      commitmentPublished: !dice.once(8),
    }),
    wrong: ({ dutiesPerformed, commitmentPublished }, world, one) => {
      if (!dutiesPerformed) return "credit/duties-open";
      if (!commitmentPublished) return "credit/commitment-missing";
      return isRepairable(world, one) ? undefined : "credit/repair-too-early";
    },
    done: lift,
  }),
  open,
  step({
    ...department,
    field: "confirmJointPunishment",
    path: "opened",
    hindered: (_, one, actor) => {
      const part = partOf(one, actor);
      if (!part) return "punishment/department-not-addressed";
      return part.confirmed ? "punishment/confirmed-already" : undefined;
    },
    done: (world, one, _before, _rows, _input, actor) => {
      Object.assign(partOf(one, actor) ?? {}, { confirmed: true });
      if (one.departments.every(({ confirmed }) => confirmed))
        one.state = one.begins <= world.now ? "inForce" : "confirmed";
    },
  }),
  step({
    ...department,
    field: "reportJointPunishment",
    path: "opened confirmed inForce",
    text: "done",
    hindered: (_, one, actor) => {
      const part = partOf(one, actor);
      if (!part) return "punishment/department-not-addressed";
      return part.confirmed ? undefined : "punishment/not-confirmed";
    },
    done: (_world, one, _before, _rows, _input, actor) => {
      Object.assign(partOf(one, actor) ?? {}, { reported: true });
    },
  }),
  step({
    ...punishment,
    field: "liftJointPunishment",
    by: staff,
    path: "opened>lifted confirmed>lifted inForce>lifted",
    text,
    // What somebody has acted on goes with its ground, or with its term.
    hindered: (_, one) => (one.departments.some(({ confirmed }) => confirmed) ? "punishment/not-repaired" : undefined),
  }),
];
