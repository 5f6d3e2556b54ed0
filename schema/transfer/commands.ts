import type { Tx } from "../../prisma/client.ts";
import type { Finding, Prisma } from "../../prisma/generated/client.ts";
import type { Department } from "../../prisma/generated/enums.ts";
import { personIn } from "../account/viewer.ts";
import { instruct } from "../activity/instruct.ts";
import { transact, type Work } from "../activity/transact.ts";
import type { Deadline } from "../calendar/rules.ts";
import { followTransfer, instructComplaint } from "../complaint/commands.ts";
import type { HubContext } from "../context.ts";
import { attachEvidence } from "../evidence/attach.ts";
import { namedFindings } from "../finding/named.ts";
import { nextNumber } from "../number.ts";
import { settlePenaltyDebts } from "../rectification/debts.ts";
import { Refusal, refuseGeneral } from "../refusal.ts";
import { visibleTo } from "./policy.ts";
import { decide, sendTransfer as decideSending, lapse, moveClock, type Sending } from "./rules.ts";
import { type Command, type TimerKind, type TransferDecision, transferees } from "./states.ts";
import { circumstancesOf, include, type Loaded, tell, write } from "./write.ts";

export interface TransferOrder {
  /** The matter: this complaint, or these findings. */
  complaintId?: string;
  findingIds?: readonly string[];
  department: Department;
  reason: string;
  withWords: boolean;
  evidenceIds: readonly string[];
}

/**
 * Hands a complaint or findings to a department. Of findings it pays what they owe (`settlePenaltyDebts`); a complaint's
 * own clocks stand still meanwhile.
 *
 * @throws {Refusal} `transfer/…`, what a complaint's rules say, `not-found` for complaint, finding or file
 */
export const sendTransfer = (context: HubContext, order: TransferOrder) =>
  transact(context, async (work) => {
    const { tx, now, viewer } = work;
    work.require("transfer.send");
    const { complaintId, department, reason, withWords } = order;
    const findings = await findingsOf(work, order.findingIds ?? []);
    const decision = decideSending(
      { department, complaint: complaintId !== undefined, findings, reason, withWords },
      await circumstancesOf(work),
    );
    const matter = complaintId ? await sendComplaint(work, complaintId, order) : (findings[0] as FindingSent);
    const { complexId, cityCode, countyCode, subdistrictCode } = matter;
    const companies = new Set(complaintId ? [matter.companyId] : findings.map(({ companyId }) => companyId));
    const companyId = companies.size === 1 ? matter.companyId : null;
    const row = await tx.transfer.create({
      data: {
        ...(decision.fields as Pick<Prisma.TransferUncheckedCreateInput, "dueAt" | "calendarPublished">),
        state: decision.state,
        number: await nextNumber(tx, now, countyCode, transferees[department]?.prefix),
        department,
        complaintId,
        findings: { create: findings.map(({ id }) => ({ findingId: id })) },
        complexId,
        companyId,
        ...(await namesOf(tx, complexId, companyId)),
        ...(complaintId && { complaintVersion: matter.version, complaintKindCode: matter.kindCode }),
        cityCode,
        countyCode,
        subdistrictCode,
        withWords,
        reason: complaintId ? null : reason,
        openedAt: now,
        openedById: personIn(viewer),
      },
      include,
    });
    await attachEvidence(work, order.evidenceIds, { type: "Transfer", id: row.id }, row);
    tell(work, { ...row, version: 0 }, decision);
    await settlePenaltyDebts(
      work,
      findings.map(({ id }) => id),
    );
    return { id: row.id };
  });

type FindingSent = Sending["findings"][number] & Omit<Finding, "complexId" | "state">;

/** What a department is told of complex and company. */
async function namesOf(tx: Tx, complexId: string | null, companyId: string | null) {
  const complex = complexId ? await tx.complex.findUnique({ where: { id: complexId } }) : null;
  const company = companyId ? await tx.company.findUnique({ where: { id: companyId } }) : null;
  return { complexName: complex?.name, companyName: company?.name, companyUscc: company?.uscc };
}

async function findingsOf(work: Work, findingIds: readonly string[]): Promise<FindingSent[]> {
  const include = { transfers: { where: { transfer: { settledAt: null } }, select: { transfer: true } } } as const;
  const findings = await namedFindings(work, findingIds, (where) => work.tx.finding.findMany({ where, include }));
  return findings.map((finding) => ({
    ...finding,
    with: finding.transfers.map(({ transfer }) => transfer.department),
  }));
}

async function sendComplaint(work: Work, id: string, { department, reason }: TransferOrder) {
  try {
    await instructComplaint.within(work, id, { type: "transfer", department, reason });
  } catch (error) {
    if (error instanceof Refusal && error.code === "not-found") throw refuseGeneral("not-found", ["complaintId"]);
    throw error;
  }
  const complaint = await work.tx.complaint.findUniqueOrThrow({ where: { id } });
  // What is being verified lies in a county.
  return { ...complaint, countyCode: complaint.countyCode as string };
}

/** A command as people give it: an answer may bring its papers. */
export type Instruction = Command & { evidenceIds?: readonly string[] };

export const instructTransfer = instruct<Loaded, Instruction, TransferDecision>({
  subject: "Transfer",
  domain: "transfer",
  find: (tx, id, viewer) => tx.transfer.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] }, include }),
  carryOut: async (work, transfer, { evidenceIds = [], ...given }) => {
    const command = given as Command;
    const decision = decide(transfer, command, await circumstancesOf(work));
    await attachEvidence(work, evidenceIds, { type: "Transfer", id: transfer.id }, transfer);
    await write(work, await withComplaint(work, transfer, command), decision, command);
  },
  write,
});

/** What the department did is done to the complaint as well; the transfer as it stands after that. */
async function withComplaint(work: Work, transfer: Loaded, command: Command): Promise<Loaded> {
  if (!transfer.complaintId || command.type === "accept") return transfer;
  await followTransfer(
    work,
    transfer.complaintId,
    command.type === "answer"
      ? { type: "answerTransfer", answer: command.answer }
      : { type: "returnFromTransfer", reason: command.reason },
  );
  return work.tx.transfer.findUniqueOrThrow({ where: { id: transfer.id }, include });
}

/** What the timer of a clock brings about: its one overdue event. */
export const lapseTransfer = (work: Work, id: string) =>
  instructTransfer.byClock(work, id, (transfer) => lapse(transfer, work));

/** The working days of a clock were counted again. */
export const moveTransferClock = (work: Work, id: string, kind: TimerKind, deadline: Deadline) =>
  instructTransfer.byClock(work, id, (transfer) => moveClock(transfer, kind, deadline));
