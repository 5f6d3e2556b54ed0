import type { Tx } from "../../prisma/client.ts";
import type { GradeReview as Row } from "../../prisma/generated/client.ts";
import { personIn, type Viewer } from "../account/viewer.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { lockRow, lockVisible, transact, type Work } from "../activity/transact.ts";
import { dateOfColumn, instantAt } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { recordIn } from "../inspection/commands.ts";
import { visibleTo as inspectionVisibleTo } from "../inspection/policy.ts";
import type { OnTheSpot } from "../inspection/proof.ts";
import { nextNumber } from "../number.ts";
import { gradeReviewDebt, settleFollowUp } from "../rectification/debts.ts";
import { visibleTo as rectificationsVisibleTo } from "../rectification/policy.ts";
import { Refusal, refuseGeneral } from "../refusal.ts";
import { audienceOf, visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import { allowedCommands, decide, openGradeReview as decideOpening, enterIntoForce } from "./rules.ts";
import type { Circumstances, Command, GradeReviewDecision } from "./states.ts";

export interface GradeReviewOpening {
  rectificationId: string;
  grade: string;
  reason: string;
}

/**
 * Proposes a lower grade for the complex of a rectification that was refused or failed, and takes over what is owed of
 * it.
 *
 * @throws {Refusal} `grade-review/…`, `not-found` for the rectification
 */
export const openGradeReview = (context: HubContext, { rectificationId, grade, reason }: GradeReviewOpening) =>
  transact(context, async (work) => {
    const { tx, now, viewer } = work;
    work.require("gradeReview.open");
    const { complex, ...ground } = await groundOf(work, rectificationId);
    const { complexId, companyId, cityCode, countyCode, subdistrictCode } = ground;
    // A complex has one review at a time: whoever opens one holds it.
    await lockRow(work, "Complex", complexId);
    const running = (await tx.gradeReview.count({ where: { complexId, settledAt: null } })) > 0;
    const decision = decideOpening(
      {
        ground: ground.state,
        running,
        fromGrade: complex.serviceGrade,
        fromChargeFen: complex.chargeFen,
        grade,
        reason,
      },
      await circumstancesOf(work, cityCode),
    );
    const { toGrade, toChargeFen } = decision.fields as { toGrade: string; toChargeFen: number };
    const row = await tx.gradeReview.create({
      data: {
        number: await nextNumber(tx, now, countyCode, "DJ"),
        rectificationId,
        complexId,
        companyId,
        cityCode,
        countyCode,
        subdistrictCode,
        state: decision.state,
        fromGrade: complex.serviceGrade,
        fromChargeFen: complex.chargeFen,
        toGrade,
        toChargeFen,
        reason,
        openedAt: now,
        openedById: personIn(viewer),
      },
    });
    announce(work, "GradeReview", { ...row, version: 0 }, decision, audienceOf(row));
    const debt = await gradeReviewDebt(tx, { rectificationId, state: "owed" });
    if (debt) await settleFollowUp(work, debt, { type: "open" }, { gradeReviewId: row.id });
    return { id: row.id };
  });

async function groundOf(work: Work, id: string) {
  try {
    return await lockVisible(work, "Rectification", id, (tx) =>
      tx.rectification.findFirst({
        where: { AND: [{ id }, rectificationsVisibleTo(work.viewer)] },
        include: { complex: { select: { serviceGrade: true, chargeFen: true } } },
      }),
    );
  } catch (error) {
    if (error instanceof Refusal) throw refuseGeneral("not-found", ["rectificationId"]);
    throw error;
  }
}

const circumstancesOf = async ({ tx, now }: Work, cityCode: string): Promise<Circumstances> => ({
  now,
  catalogue: await tx.serviceGrade.findMany({ where: { cityCode }, orderBy: { position: "asc" } }),
});

/** A command as people give it: verification may bring the inspection that it rests on. */
export type Instruction = Command & { onTheSpot?: OnTheSpot };

export const instructGradeReview = instruct<Row, Instruction, GradeReviewDecision>({
  subject: "GradeReview",
  domain: "gradeReview",
  find: (tx: Tx, id: string, viewer: Viewer) =>
    tx.gradeReview.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, review, { onTheSpot, ...command }) => {
    const circumstances = await circumstancesOf(work, review.cityCode);
    const given = command as Command;
    // Whether it may be verified now is asked first: a proof is looked for in vain before the first day of the charge.
    const possible = allowedCommands(review, circumstances).includes("verify");
    const proven = given.type === "verify" && possible ? await withProof(work, review, given, onTheSpot) : given;
    await write(work, review, decide(review, proven, circumstances), proven);
  },
  write,
});

/**
 * Verification rests on an inspection of the complex on or after the first day of the new charge that found nothing
 * wrong.
 */
async function withProof(
  work: Work,
  { complexId, chargedFrom }: Row,
  command: Extract<Command, { type: "verify" }>,
  onTheSpot?: OnTheSpot,
): Promise<Command> {
  if (!onTheSpot && command.inspectionId === "") throw refuse("grade-review/inspection-missing", ["inspectionId"]);
  const inspection = onTheSpot
    ? await recordIn(work, { ...onTheSpot, kind: "lookBack", complexId, result: "clean" })
    : await work.tx.inspection.findFirst({
        where: { AND: [{ id: command.inspectionId }, inspectionVisibleTo(work.viewer)] },
      });
  if (!inspection) throw refuse("grade-review/inspection-missing", ["inspectionId"]);
  const from = dateOfColumn(chargedFrom as Date); // none is in force without
  const fit =
    inspection.complexId === complexId &&
    inspection.state === "carriedOut" &&
    inspection.result === "clean" &&
    inspection.carriedOutAt !== null &&
    inspection.carriedOutAt >= instantAt(from);
  if (!fit) throw refuse("grade-review/inspection-unfit", ["inspectionId"], { from: from.toString() });
  return { ...command, inspectionId: inspection.id };
}

async function write(work: Work, review: Row, decision: GradeReviewDecision, command?: Command) {
  const confirmedById = command?.type === "confirm" && work.viewer.kind === "user" ? work.viewer.id : undefined;
  const inspectionId = command?.type === "verify" ? command.inspectionId : undefined;
  await work.tx.gradeReview.update({
    where: { id: review.id },
    data: { ...decision.fields, state: decision.state, confirmedById, inspectionId, version: { increment: 1 } },
  });
  if (decision.events.some(({ kind }) => kind === "GradeLowered"))
    await work.tx.complex.update({
      where: { id: review.complexId },
      data: {
        serviceGrade: review.toGrade,
        chargeFen: review.toChargeFen,
        updatedAt: work.now,
        version: { increment: 1 },
      },
    });
  announce(work, "GradeReview", review, decision, audienceOf(review));
  if (decision.state !== "withdrawn") return;
  // Refused or failed owes a review always (plan 三(二)): one that came to nothing has paid no debt.
  const debt = await gradeReviewDebt(work.tx, { gradeReviewId: review.id, state: "opened" });
  if (debt) await settleFollowUp(work, debt, { type: "reopen" }, { gradeReviewId: null });
}

/** What the timer of the day brings about. */
export const bringGradeIntoForce = (work: Work, id: string) =>
  instructGradeReview.byClock(work, id, (review) => enterIntoForce(review, work));
