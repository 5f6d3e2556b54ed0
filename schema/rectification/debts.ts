/** What rectifications leave owed, as rows: owed, taken over, waived, late. */
import type { Tx } from "../../prisma/client.ts";
import type { FollowUp, Rectification } from "../../prisma/generated/client.ts";
import type { NewEvent } from "../activity/log.ts";
import { lockRow, lockRows, type Work } from "../activity/transact.ts";
import { addWorkingDays, type Deadline } from "../calendar/rules.ts";
import { timerAt } from "../decision.ts";
import { regionOf } from "../region/policy.ts";
import { standing } from "../transfer/states.ts";
import { decideFollowUp, type FollowUpCommand, type FollowUpKind } from "./follow-up.ts";

export type Debt = FollowUp & { rectification: Pick<Rectification, "complexId" | "companyId"> };

/** Guidance of the owners has a clock of its own; the other debts are counted for as long as they are owed. */
export async function oweFollowUp(work: Work, rectification: Rectification, kind: FollowUpKind): Promise<void> {
  const { id, cityCode, countyCode, subdistrictCode, complexId, companyId } = rectification;
  const due =
    kind === "exitGuidance"
      ? addWorkingDays(work.now, (await work.settings()).exit.guidanceWorkingDays)
      : { dueAt: null, calendarPublished: true };
  const { dueAt, calendarPublished } = due;
  const debt = await work.tx.followUp.create({
    data: {
      rectificationId: id,
      kind,
      cityCode,
      countyCode,
      subdistrictCode,
      owedSince: work.now,
      dueAt,
      calendarPublished,
    },
  });
  // What owes its penalty to an earlier order goes on owing it there.
  if (kind === "penaltyOrTransfer")
    await work.tx.finding.updateMany({
      where: { rectificationId: id, illegal: true, penaltyDebtId: null },
      data: { penaltyDebtId: debt.id },
    });
  const owed: Debt = { ...debt, rectification: { complexId, companyId } };
  record(work, "FollowUpOwed", { ...owed, version: 0 });
  if ("lastDay" in due)
    work.setTimer({ ...timerAt("exitGuidanceDue", due), subject: { type: "FollowUp", id: debt.id } });
}

/** @throws {Refusal} `follow-up/…` */
export async function settleFollowUp(
  work: Work,
  debt: Debt,
  command: FollowUpCommand,
  takenOverBy: {
    exitId?: string;
    gradeReviewId?: string | null;
    penaltyCaseId?: string | null;
    transferId?: string | null;
  } = {},
) {
  const { state, event } = decideFollowUp(debt.state, command);
  await work.tx.followUp.update({
    where: { id: debt.id },
    data: {
      state,
      settledAt: state === "owed" ? null : work.now,
      waiverReason: command.type === "waive" ? command.reason : null,
      ...takenOverBy,
      version: { increment: 1 },
    },
  });
  record(work, event, debt, { wasOverdue: debt.overdueAt !== null });
  work.cancelTimers(debt.id);
}

/** The debts of exit guidance that nobody has taken over yet, of what one company did in a complex. */
export async function guidanceOwed(tx: Tx, complexId: string, companyId: string | null): Promise<Debt[]> {
  await tx.$queryRaw`
    select 1 from "FollowUp" debt join "Rectification" cause on cause."id" = debt."rectificationId"
    where cause."complexId" = ${complexId}::uuid and debt."kind" = 'exitGuidance' order by debt."id" for update of debt`;
  return tx.followUp.findMany({
    where: { kind: "exitGuidance", state: "owed", rectification: { complexId, companyId } },
    include: { rectification: { select: { complexId: true, companyId: true } } },
    orderBy: { id: "asc" },
  });
}

/** The debt of a grade review: owed for a rectification, or taken over by a review. */
export const gradeReviewDebt = (
  tx: Tx,
  where: { rectificationId: string; state: "owed" } | { gradeReviewId: string; state: "opened" },
): Promise<Debt | null> =>
  tx.followUp.findFirst({
    where: { ...where, kind: "gradeReview" },
    include: { rectification: { select: { complexId: true, companyId: true } } },
  });

/**
 * What illegal findings owe is paid once each of them lies in a penalty case or stands with a department, and owed again
 * when one of those came to nothing (plan 三(二): 要依法查处，涉及其他部门的处罚事项要及时移送相关部门).
 */
export async function settlePenaltyDebts(work: Work, findingIds: readonly string[]): Promise<void> {
  const { tx } = work;
  const where = { findings: { some: { id: { in: [...findingIds] } } } };
  const touched = await tx.followUp.findMany({ where, select: { id: true } });
  await lockRows(
    work,
    "FollowUp",
    touched.map(({ id }) => id),
  );
  const rectification = { select: { complexId: true, companyId: true } };
  for (const debt of await tx.followUp.findMany({ where, include: { rectification }, orderBy: { id: "asc" } })) {
    const holder = await holderOf(tx, debt.id);
    if (holder && debt.state === "owed") await settleFollowUp(work, debt, { type: "open" }, holder);
    else if (!holder && debt.state === "opened")
      await settleFollowUp(work, debt, { type: "reopen" }, { penaltyCaseId: null, transferId: null });
    // It is paid still, by what is left: who holds it must not be what has come to nothing.
    else if (holder && debt.state === "opened") await tx.followUp.update({ where: { id: debt.id }, data: holder });
  }
}

/** Who answers for the illegal findings that owe a debt; null while nobody does for one of them. */
async function holderOf(tx: Tx, penaltyDebtId: string) {
  const illegal = await tx.finding.findMany({
    where: { penaltyDebtId },
    select: {
      penaltyCases: { where: { live: true }, select: { caseId: true } },
      transfers: { where: { transfer: { state: { in: [...standing] } } }, orderBy: { transferId: "desc" }, take: 1 },
    },
    orderBy: { id: "asc" },
  });
  if (illegal.some((one) => one.penaltyCases.length + one.transfers.length === 0)) return null;
  const penaltyCaseId = illegal.flatMap((one) => one.penaltyCases)[0]?.caseId ?? null;
  const transferId = penaltyCaseId ? null : (illegal.flatMap((one) => one.transfers)[0]?.transferId ?? null);
  return { penaltyCaseId, transferId };
}

/** The clock of guidance has run out: said once, with its minute. */
export async function lapseGuidance(work: Work, id: string): Promise<void> {
  await lockRow(work, "FollowUp", id);
  const debt = await work.tx.followUp.findUnique({ where: { id }, include: { rectification: true } });
  if (debt?.state !== "owed" || !debt.dueAt || debt.dueAt > work.now || debt.overdueAt) return;
  await work.tx.followUp.update({ where: { id }, data: { overdueAt: debt.dueAt, version: { increment: 1 } } });
  record(work, "ExitGuidanceOverdue", debt, {}, debt.dueAt);
}

/** A calendar was published or changed, and the clock of guidance ends on another day. */
export async function moveGuidance(work: Work, id: string, deadline: Deadline): Promise<void> {
  await lockRow(work, "FollowUp", id);
  const debt = await work.tx.followUp.findUnique({ where: { id }, include: { rectification: true } });
  if (debt?.state !== "owed" || debt.overdueAt) return;
  const { dueAt, calendarPublished } = deadline;
  await work.tx.followUp.update({ where: { id }, data: { dueAt, calendarPublished, version: { increment: 1 } } });
  record(work, "TimerMoved", debt, { clock: "exitGuidanceDue" });
  work.setTimer({ ...timerAt("exitGuidanceDue", deadline), subject: { type: "FollowUp", id } });
}

function record(work: Work, kind: NewEvent["kind"], debt: Debt, facts: NewEvent["facts"] = {}, occurredAt?: Date) {
  const { complexId, companyId } = debt.rectification;
  work.record({
    kind,
    subject: { type: "FollowUp", id: debt.id, version: debt.version + 1 },
    region: regionOf(debt),
    complexId,
    companyId,
    facts: { kind: debt.kind, rectification: debt.rectificationId, ...facts },
    occurredAt,
  });
}
