import type { Tx } from "../../prisma/client.ts";
import type { Finding, FollowUp, Prisma, Rectification as Row } from "../../prisma/generated/client.ts";
import { personIn, type Viewer } from "../account/viewer.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { transact, type Work } from "../activity/transact.ts";
import type { Deadline } from "../calendar/rules.ts";
import { settleOutcome } from "../complaint/commands.ts";
import { protestsStrongly } from "../complaint/protest.ts";
import { refreshLedgerLine } from "../complex/screening.ts";
import type { HubContext } from "../context.ts";
import { attachEvidence } from "../evidence/attach.ts";
import { namedFindings } from "../finding/named.ts";
import { recordIn } from "../inspection/commands.ts";
import { visibleTo as inspectionVisibleTo } from "../inspection/policy.ts";
import type { OnTheSpot } from "../inspection/proof.ts";
import { nextNumber } from "../number.ts";
import { oweFollowUp, settleFollowUp, settlePenaltyDebts } from "./debts.ts";
import type { FollowUpCommand } from "./follow-up.ts";
import { followUpVisibleTo, visibleTo } from "./policy.ts";
import { requireProof } from "./proof.ts";
import { decide, orderRectification as decideOrder, escalate, lapse, moveStep } from "./rules.ts";
import type { Circumstances, Command, RectificationDecision } from "./states.ts";

export interface RectificationOrder {
  findingIds: readonly string[];
  responsiblePerson: string;
  requirement: string;
  deadline: Date | null;
}

/**
 * Orders findings of one complex to be put right (plan 三(二): 明确责任人和完成时限).
 *
 * @throws {Refusal} `rectification/…`, `not-found` for a finding
 */
export const orderRectification = (
  context: HubContext,
  { findingIds, responsiblePerson, requirement, deadline }: RectificationOrder,
) =>
  transact(context, async (work) => {
    const { tx, now, viewer } = work;
    work.require("rectification.order");
    const findings = await namedFindings(work, findingIds, (where) => tx.finding.findMany({ where }));
    const decision = decideOrder({ findings, responsiblePerson, deadline }, { now });
    const { complexId, companyId, cityCode, countyCode, subdistrictCode } = findings[0] as Finding;
    const order = await tx.rectification.create({
      data: {
        ...(decision.fields as Prisma.RectificationUncheckedCreateInput),
        state: decision.state,
        number: await nextNumber(tx, now, countyCode, "ZG"),
        originalDeadline: decision.fields.deadline as Date,
        complexId,
        companyId,
        cityCode,
        countyCode,
        subdistrictCode,
        requirement,
        responsiblePerson: responsiblePerson.trim(),
        orderedAt: now,
        orderedById: personIn(viewer),
      },
    });
    await tx.finding.updateMany({
      where: { id: { in: findings.map(({ id }) => id) } },
      data: { state: "ordered", rectificationId: order.id, version: { increment: 1 } },
    });
    announce(work, "Rectification", { ...order, version: 0 }, decision);
    await refreshLedgerLine(work, complexId);
    return { id: order.id };
  });

const include = {
  findings: { select: { id: true, complaintId: true, illegal: true, penaltyDebtId: true } },
  complex: { select: { id: true, households: true } },
} satisfies Prisma.RectificationInclude;

type Loaded = Prisma.RectificationGetPayload<{ include: typeof include }>;

const find = (tx: Tx, id: string, viewer: Viewer): Promise<Loaded | null> =>
  tx.rectification.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] }, include });

/** A command as people give it: acceptance and failure may bring the inspection that they rest on. */
export type Instruction = Command & { onTheSpot?: OnTheSpot };

export const instructRectification = instruct<Loaded, Instruction, RectificationDecision>({
  subject: "Rectification",
  domain: "rectification",
  find,
  carryOut: async (work, rectification, instruction) => {
    const command = await withProof(work, rectification, instruction);
    const decision = decide(ruled(rectification), command, await circumstancesOf(work, rectification));
    if ("evidence" in command)
      await attachEvidence(work, command.evidence, { type: "Rectification", id: rectification.id }, rectification);
    await write(work, rectification, decision);
    if (command.type === "remind") await keepReminder(work, rectification);
  },
  write,
});

async function keepReminder({ tx, now, viewer }: Work, { id, responsiblePerson, subdistrictCode }: Loaded) {
  await tx.rectificationReminder.create({
    data: {
      rectificationId: id,
      remindedAt: now,
      responsiblePerson,
      subdistrictCode,
      remindedById: personIn(viewer),
    },
  });
}

/** Acceptance and failure rest on an inspection: one that is on record, or the one that comes with the command. */
async function withProof(work: Work, rectification: Loaded, { onTheSpot, ...command }: Instruction): Promise<Command> {
  if (command.type !== "accept" && command.type !== "fail") return command;
  const result = command.type === "accept" ? "clean" : "problems";
  if (onTheSpot) {
    const { id, complexId } = rectification;
    const inspection = await recordIn(work, { ...onTheSpot, kind: "lookBack", complexId, rectificationId: id, result });
    requireProof(rectification, inspection, command.type, ["inspection", "carriedOutAt"]);
    return { ...command, inspectionId: inspection.id };
  }
  const inspection = command.inspectionId
    ? await work.tx.inspection.findFirst({
        where: { AND: [{ id: command.inspectionId }, inspectionVisibleTo(work.viewer)] },
      })
    : null;
  requireProof(rectification, inspection, command.type);
  return command;
}

async function write(work: Work, rectification: Loaded, decision: RectificationDecision) {
  const { tx } = work;
  const { id, complexId, findings } = rectification;
  await tx.rectification.update({
    where: { id },
    data: {
      ...decision.fields,
      state: decision.state,
      version: { increment: 1 },
    } as Prisma.RectificationUncheckedUpdateInput,
  });
  announce(work, "Rectification", rectification, decision);
  for (const kind of decision.followUps ?? []) await oweFollowUp(work, rectification, kind);
  if (!decision.findings) return;
  await tx.finding.updateMany({
    where: { rectificationId: id, state: "ordered" },
    data: { state: decision.findings, version: { increment: 1 } },
  });
  // What was penalised or handed to a department in good time owes no more. Whoever does it now holds the findings.
  if (decision.followUps?.includes("penaltyOrTransfer"))
    await settlePenaltyDebts(
      work,
      findings.map((finding) => finding.id),
    );
  await refreshLedgerLine(work, complexId);
  const complaints = new Set(findings.flatMap(({ complaintId }) => complaintId ?? []));
  for (const complaint of [...complaints].sort()) await settleOutcome(work, complaint, decision.state === "accepted");
}

async function circumstancesOf(work: Work, { complex, findings }: Loaded): Promise<Circumstances> {
  const settings = await work.settings();
  return {
    now: work.now,
    settings: settings.rectification,
    strongProtest: await protestsStrongly(work.tx, complex, work.now, settings.strongProtest),
    owesPenalty: findings.some(({ illegal, penaltyDebtId }) => illegal && !penaltyDebtId),
  };
}

const ruled = (rectification: Loaded) => ({ ...rectification, findings: rectification.findings.length });

/** What the timer of the deadline brings about: the one overdue event. */
export const lapseRectification = (work: Work, id: string) =>
  instructRectification.byClock(work, id, async (rectification) =>
    lapse(ruled(rectification), await circumstancesOf(work, rectification)),
  );

/** What the timers after the deadline bring about. */
export const escalateRectification = (work: Work, id: string, to: "city" | "province", dueAt: Date) =>
  instructRectification.byClock(work, id, (rectification) => escalate(ruled(rectification), to, dueAt));

/** The working days of a step of the ladder were counted again. */
export const moveRectificationStep = (work: Work, id: string, kind: Parameters<typeof moveStep>[1], step: Deadline) =>
  instructRectification.byClock(work, id, (rectification) => moveStep(ruled(rectification), kind, step));

/** The city waives a debt in writing, or a domain takes it over. */
export const instructFollowUp = instruct<FollowUp & { rectification: Row }, FollowUpCommand>({
  subject: "FollowUp",
  domain: "followUp",
  find: (tx, id, viewer) =>
    tx.followUp.findFirst({ where: { AND: [{ id }, followUpVisibleTo(viewer)] }, include: { rectification: true } }),
  carryOut: (work, debt, command) => settleFollowUp(work, debt, command),
});
