/** Grade reviews (domain 8): development and reform confirms the charge, and a later inspection that it is charged. */
import { globalId } from "../kit/schema-walk.ts";
import { dateOf } from "./days.ts";
import { proved } from "./inspections.ts";
import { step, type Verb } from "./verb.ts";
import { type Actor, byId, type GradeReview, sees, type World } from "./world.ts";

const charges = [0, 180, 140, 100];
const review = {
  payload: "gradeReview",
  type: "GradeReview",
  domain: "grade-review",
  of: (world: World) => world.gradeReviews,
  visible: (actor: Actor, one: GradeReview) =>
    actor.role === "department"
      ? actor.department === "developmentReform" && one.place.startsWith(actor.region)
      : sees(actor, one),
};
const text = "reason";
const staff = ["city", "county"] as const;

/** Neither the grade nor its charge comes out above what the complex has now. */
const notLower = (world: World, complexId: string, grade: number) =>
  grade <= byId(world.complexes, complexId).grade ? "grade-review/grade-not-lower" : undefined;

/** What time alone does: from its first day the new charge holds. */
export function gradesHold(world: World) {
  for (const one of world.gradeReviews)
    if (one.state === "confirmed" && one.chargedFrom && one.chargedFrom <= world.now) {
      one.state = "inForce";
      byId(world.complexes, one.complexId).grade = one.grade;
    }
}

const open: Verb = {
  field: "openGradeReview",
  payload: "gradeReview",
  by: staff,
  async prepare(world, actor, dice) {
    const grounds = world.rectifications.filter(({ state }) => state === "refused" || state === "failed");
    const all = grounds.length > 0 && !dice.once(5) ? grounds : world.rectifications;
    const own = all.filter((one) => sees(actor, one));
    const from = own.length > 0 && !dice.once(5) ? own : all;
    if (from.length === 0) return null;
    const one = dice.pick(from);
    const grade = 1 + dice.below(3);
    const blank = dice.once(12);
    const refusal = () => {
      if (blank) return "invalid/required";
      if (!open.by.includes(actor.role)) return "forbidden";
      if (!sees(actor, one)) return "not-found";
      if (one.state !== "refused" && one.state !== "failed") return "grade-review/ground-missing";
      const running = ["proposed", "returned", "confirmed", "inForce"];
      if (world.gradeReviews.some(({ complexId, state }) => complexId === one.complexId && running.includes(state)))
        return "grade-review/running-already";
      return notLower(world, one.complexId, grade);
    };
    return {
      input: {
        rectificationId: globalId("Rectification", one.id),
        grade: `${grade}级`,
        reason: blank ? " " : "演示",
      },
      refused: refusal(),
      done: (id) => {
        const debt = world.followUps.find(
          ({ rectificationId, kind, state }) =>
            rectificationId === one.id && kind === "gradeReview" && state === "owed",
        );
        if (debt) debt.state = "opened";
        world.gradeReviews.push({
          id,
          place: one.place,
          state: "proposed",
          version: 1,
          rectificationId: one.id,
          complexId: one.complexId,
          grade,
          chargedFrom: null,
          paysDebt: debt !== undefined,
        });
      },
    };
  },
};

export const gradeVerbs: readonly Verb[] = [
  open,
  step({
    ...review,
    field: "confirmGradeReview",
    by: ["department"],
    path: "proposed>confirmed",
    input: async (world, one, _actor, dice) => {
      const from = dateOf(new Date(world.now.getTime() + (1 + dice.below(10)) * 86_400_000));
      return { chargeFen: charges[one.grade], chargedFrom: from };
    },
    done: (_world, one, _before, _rows, input) => {
      one.chargedFrom = new Date(`${(input as { chargedFrom: string }).chargedFrom}T00:00:00+08:00`);
    },
  }),
  step({ ...review, field: "returnGradeReview", by: ["department"], path: "proposed>returned", text }),
  step({
    ...review,
    field: "proposeGrade",
    by: staff,
    path: "returned>proposed",
    text,
    // The one that is proposed already is lower than what the complex has.
    input: async (_world, one) => ({ grade: `${one.grade}级` }),
  }),
  step({
    ...review,
    field: "verifyGradeReview",
    by: staff,
    path: "inForce>verified",
    input: async (world, _one, actor, _dice, paper) => ({
      inspection: { carriedOutAt: world.now, evidenceIds: [await paper(actor)] },
    }),
    done: (world, one, _before, rows) => proved(world, one, rows),
  }),
  step({
    ...review,
    field: "withdrawGradeReview",
    by: ["city"],
    path: "proposed>withdrawn returned>withdrawn confirmed>withdrawn",
    text,
    // What came to nothing has paid no debt.
    done: (world, one) => {
      const debt = world.followUps.find(
        ({ rectificationId, kind }) => rectificationId === one.rectificationId && kind === "gradeReview",
      );
      if (debt && one.paysDebt) debt.state = "owed";
    },
  }),
];
