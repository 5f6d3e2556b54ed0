/** Spot checks without notice (domain 6): drawn by lot, and sealed from everybody below the body that drew. */

import { globalId } from "../kit/schema-walk.ts";
import { afterDay, beginOf, dateOf, daysLater } from "./days.ts";
import { established, violations } from "./inspections.ts";
import { isOverdue } from "./rectifications.ts";
import { step, type Verb } from "./verb.ts";
import { type Actor, byId, type Complex, type SpotCheck, type World } from "./world.ts";

const bodies = ["office", "city"] as const;

/** The body that drew and those above it; `place` is the body's region. */
export const isTold = ({ role, region }: Pick<Actor, "role" | "region">, { place }: Pick<SpotCheck, "place">) =>
  ["leader", "office", "city"].includes(role) && place.startsWith(region);

/** One, and one for each complaint of the last 90 days that counts, and three for each overdue rectification. */
function weightOf(world: World, { id }: Complex): number {
  const since = world.now.getTime() - 90 * 86_400_000;
  const complaints = world.complaints.filter(
    (one) => one.complexId === id && one.confirmed && one.state !== "withdrawn" && one.filedAt.getTime() > since,
  );
  const overdue = world.rectifications.filter((one) => one.complexId === id && isOverdue(world, one));
  return 1 + complaints.length + 3 * overdue.length;
}

const draw: Verb = {
  field: "drawSpotCheck",
  payload: "spotCheck",
  by: bodies,
  async prepare(world, actor, dice) {
    const counties = [...new Set(world.complexes.map(({ place }) => place))];
    const own = counties.filter((county) => county.startsWith(actor.region));
    const county = dice.pick(own.length > 0 && !dice.once(8) ? own : counties);
    const candidates = world.complexes.filter(({ place }) => place === county);
    const size = dice.once(8) ? dice.pick([0, candidates.length + 1]) : 1 + dice.below(candidates.length);
    const startsOn = daysLater(dateOf(world.now), dice.below(4) - 1);
    const endsOn = daysLater(startsOn, dice.below(12) - 1);
    const refusal = () => {
      if (!draw.by.includes(actor.role)) return "forbidden";
      if (!county.startsWith(actor.region)) return "spot-check/county-unknown";
      if (size < 1 || size > candidates.length) return "spot-check/size-out-of-range";
      return endsOn < startsOn || endsOn < dateOf(world.now) ? "spot-check/period-over" : undefined;
    };
    return {
      input: { county, size, inspectors: ["演示"], startsOn, endsOn },
      refused: refusal(),
      done: (id, rows) => {
        const drawn = rows.filter(({ type }) => type === "SpotCheckItem").map(({ kind }) => kind as string);
        if (drawn.length !== size || drawn.some((one) => !candidates.some((complex) => complex.id === one)))
          throw new Error(`${size} of ${county} were to be drawn, not ${drawn}`);
        const begins = beginOf(startsOn);
        world.spotChecks.push({
          id,
          place: actor.region,
          // Nobody is checked before the lot has fallen on him.
          begins: new Date(Math.max(+begins, +world.now)),
          dueAt: afterDay(endsOn),
          drawn: drawn.map((complexId) => ({ complexId, state: "drawn" })),
          frame: new Map(candidates.map((complex) => [complex.id, weightOf(world, complex)])),
          state: "drawn",
          version: 1,
        });
      },
    };
  },
};

const spotCheck = {
  payload: "spotCheck",
  type: "SpotCheck",
  domain: "spot-check",
  of: (world: World) => world.spotChecks,
  visible: (actor: Actor, one: SpotCheck) => isTold(actor, one),
  by: bodies,
  first: (_world: World, one: SpotCheck, _dice: unknown, actor: Actor) =>
    actor.region === one.place ? undefined : "spot-check/of-another-body",
};

const idIn = (input: Readonly<Record<string, unknown>>) => input.complexId as string;
const itemOf = (one: SpotCheck, input: object) =>
  one.drawn.find(({ complexId }) => globalId("Complex", complexId) === idIn(input as never));
const unfit = (input: Readonly<Record<string, unknown>>, one: SpotCheck) => {
  const item = itemOf(one, input);
  if (!item) return "spot-check/complex-not-drawn";
  return item.state === "drawn" ? undefined : "spot-check/complex-settled";
};

/** With the last of them it is completed. */
function settle(one: SpotCheck, input: object, state: "carriedOut" | "leftOut") {
  Object.assign(itemOf(one, input) ?? {}, { state });
  if (one.drawn.every((item) => item.state !== "drawn")) one.state = "completed";
}

const some = (world: World, one: SpotCheck, pick: <I>(all: readonly I[]) => I, astray: boolean) => {
  const left = one.drawn.filter(({ state }) => state === "drawn");
  const complexId = astray || left.length === 0 ? pick(world.complexes).id : pick(left).complexId;
  return globalId("Complex", complexId);
};

export const spotCheckVerbs: readonly Verb[] = [
  draw,
  step({
    ...spotCheck,
    field: "carryOutSpotCheck",
    path: "drawn",
    input: async (world, one, actor, dice, paper) => ({
      complexId: some(world, one, dice.pick, dice.once(6)),
      carriedOutAt: world.now,
      evidenceIds: [await paper(actor)],
      ...violations(dice, "演示"),
    }),
    wrong: (input, world, one) =>
      unfit(input, one) ?? (world.now < one.begins ? "spot-check/before-its-time" : undefined),
    done: (world, one, _before, rows, input) => {
      const [inspection] = rows.filter(({ type }) => type === "Inspection");
      const item = itemOf(one, input);
      if (!inspection || !item) throw new Error("a spot check was carried out without an inspection");
      const complex = byId(world.complexes, item.complexId);
      world.inspections.push({
        id: inspection.id,
        place: complex.place,
        complexId: complex.id,
        state: "carriedOut",
        version: 1,
        kind: "spotCheck",
        proof: true,
      });
      established(world, complex, inspection.id, null, rows, (input as { findings: { illegal: boolean }[] }).findings);
      settle(one, input, "carriedOut");
    },
  }),
  step({
    ...spotCheck,
    field: "leaveOutOfSpotCheck",
    path: "drawn",
    text: "reason",
    input: async (world, one, _actor, dice) => ({ complexId: some(world, one, dice.pick, dice.once(6)) }),
    wrong: (input, _world, one) => unfit(input, one),
    done: (_world, one, _before, _rows, input) => settle(one, input, "leftOut"),
  }),
  step({ ...spotCheck, field: "abandonSpotCheck", path: "drawn>abandoned", text: "reason" }),
];
