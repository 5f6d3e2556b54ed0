/** Inspections and what they find (domain 3 and 6). */

import { globalId } from "../kit/schema-walk.ts";
import { noteOutcome } from "./acts.ts";
import { dateOf } from "./days.ts";
import { type Dice, type Row, step, type Verb } from "./verb.ts";
import { type Complex, standing, takes, type World } from "./world.ts";

const kinds = [
  { kind: "services-not-as-contracted", acts: ["services-not-as-contracted/upkeep"] },
  { kind: "income-taken", acts: ["income-taken/taken"] },
];

/** What an inspection found, as it is told with it. */
export function violations(dice: Dice, description: string) {
  const found = dice.once(4) ? [] : [dice.pick(kinds), dice.pick(kinds)].slice(dice.below(2));
  const illegal = dice.once(2);
  return {
    result: found.length > 0 ? "PROBLEMS" : "CLEAN",
    findings: found.map((one) => ({ ...one, illegal, description })),
  };
}

/** Puts the findings of an inspection into the model. */
export function established(
  world: World,
  { id: complexId, place, companyId }: Complex,
  inspectionId: string,
  complaintId: string | null,
  rows: readonly Row[],
  told: readonly { illegal: boolean }[],
) {
  const findings = rows.filter(({ type }) => type === "Finding");
  if (findings.length !== told.length) throw new Error(`${told.length} findings, not ${findings.length}`);
  for (const { id } of findings)
    world.findings.push({
      id,
      place,
      complexId,
      companyId,
      inspectionId,
      complaintId,
      rectificationId: null,
      illegal: told[0]?.illegal ?? false,
      foundOn: dateOf(world.now),
      state: "open",
      version: 1,
    });
}

const record: Verb = {
  field: "recordInspection",
  payload: "inspection",
  by: ["office", "city", "county"],
  async prepare(world, actor, dice, paper) {
    const complex =
      dice.pick(world.complexes.filter((one) => dice.once(5) || one.place.startsWith(actor.region))) ??
      world.complexes[0];
    if (!complex) return null;
    const verified = world.complaints.filter(({ complexId }) => complexId === complex.id);
    const complaint = verified.length > 0 && dice.once(2) ? dice.pick(verified) : null;
    const kind =
      actor.role === "office" && !dice.once(3)
        ? "PROVINCIAL"
        : complaint
          ? "VERIFICATION"
          : dice.pick(["SCREENING", "LOOK_BACK"]);
    const input = {
      kind,
      complexId: globalId("Complex", complex.id),
      complaintId: complaint && globalId("Complaint", complaint.id),
      carriedOutAt: world.now,
      evidenceIds: [await paper(actor)],
      ...violations(dice, `演示〔${complex.place}〕`),
    };
    const refusal = () => {
      if (!record.by.includes(actor.role)) return "forbidden";
      if ((kind === "PROVINCIAL") !== (actor.role === "office")) return "inspection/kind-of-another-body";
      return complex.place.startsWith(actor.region) ? undefined : "inspection/complex-unknown";
    };
    return {
      input,
      refused: refusal(),
      done: (id, rows) => {
        world.inspections.push({
          id,
          place: complex.place,
          complexId: complex.id,
          state: "carriedOut",
          version: 1,
          kind: kind === "SCREENING" ? "screening" : kind,
          proof: false,
        });
        established(world, complex, id, complaint?.id ?? null, rows, input.findings);
      },
    };
  },
};

/** The inspection that comes with an acceptance or a failure. */
export function proved(world: World, { complexId, place }: { complexId: string; place: string }, rows: readonly Row[]) {
  for (const { id } of rows.filter(({ type }) => type === "Inspection"))
    world.inspections.push({ id, place, complexId, state: "carriedOut", version: 1, kind: "lookBack", proof: true });
}

/** Discredit rests on it, that is neither withdrawn nor repaired. */
export const isDiscredited = (world: World, groundId: string) =>
  world.creditEvents.some((one) => one.groundId === groundId && one.state === "recorded");

/** Something would hang in the air without it. */
const isGround = (world: World, id: string) =>
  world.transfers.some((one) => standing(one) && one.findingIds.includes(id)) ||
  world.penalties.some((one) => takes(one, id)) ||
  isDiscredited(world, id);

export const inspectionVerbs: readonly Verb[] = [
  record,
  record,
  step({
    field: "withdrawInspection",
    payload: "inspection",
    type: "Inspection",
    domain: "inspection",
    of: (world) => world.inspections,
    by: ["city", "county"],
    path: "carriedOut>withdrawn",
    text: "reason",
    hindered: (world, one) => {
      if (world.findings.some(({ inspectionId, state }) => inspectionId === one.id && state !== "withdrawn"))
        return "inspection/has-findings";
      return one.proof ? "inspection/is-proof" : undefined;
    },
  }),
  step({
    field: "withdrawFinding",
    payload: "finding",
    type: "Finding",
    domain: "finding",
    of: (world) => world.findings,
    by: ["city", "county"],
    path: "open>withdrawn",
    hindered: (world, one) => (isGround(world, one.id) ? "finding/is-ground" : undefined),
    text: "reason",
    done: (world, one) => {
      if (one.complaintId) noteOutcome(world, one.complaintId, false);
    },
  }),
];
