/** Carries out what was decided of an exit: its rows, what hangs on it, and what leaves the hub because of it. */
import type { Prisma } from "../../prisma/generated/client.ts";
import { announce } from "../activity/instruct.ts";
import type { Work } from "../activity/transact.ts";
import { visibleTo as companiesVisibleTo } from "../company/policy.ts";
import { writeContracts } from "../contract/record.ts";
import { writeCreditEvent } from "../credit/commands.ts";
import { attachEvidence } from "../evidence/attach.ts";
import { Refusal, refuseGeneral } from "../refusal.ts";
import type { Carried, LoadedExit } from "./commands.ts";
import { refuse } from "./refusals.ts";
import { report } from "./report.ts";
import { type Command, type ExitDecision, handoverKinds } from "./states.ts";
import { outcomeOf } from "./vote.ts";

export async function carryOut(work: Work, exit: LoadedExit, command: Carried, decision: ExitDecision) {
  const { tx } = work;
  // The old contract ends before anything else is written: it makes room for the next.
  await endContract(work, exit, decision);
  const more = await writeParts(work, exit, command);
  const fields = { ...decision.fields, ...more } as Prisma.ExitUncheckedUpdateInput;
  await tx.exit.update({
    where: { id: exit.id },
    data: { ...fields, state: decision.state, version: { increment: 1 } },
  });
  const reported = command.type === "determineRefusal" || command.type === "advanceSuit";
  announce(work, "Exit", exit, decision, reported ? { audienceDepartments: marketRegulationOf(exit) } : {});
  if (reported) await report(work, exit, command);
}

/** 并报告市场监管部门 (plan 三(二)): that of the city, and with it the province's. */
const marketRegulationOf = ({ cityCode }: LoadedExit) =>
  [cityCode, cityCode.slice(0, 2)].map((region) => `marketRegulation:${region}`);

/** What the command adds beside the exit's own row; returns the columns that follow from it. */
async function writeParts(work: Work, exit: LoadedExit, command: Carried): Promise<object> {
  const { tx, now } = work;
  const exitId = exit.id;
  const papers = { type: "Exit", id: exitId } as const;
  switch (command.type) {
    case "callMeeting": {
      const { caller, announcedOn, meetsOn, demandingHeads, demandTotal } = command;
      const sequence = (exit.meetings[0]?.sequence ?? 0) + 1;
      const meeting = { caller, announcedOn, meetsOn, demandingHeads, demandTotal };
      await tx.ownersMeeting.create({ data: { ...meeting, exitId, sequence, calledAt: now } });
      return {};
    }
    case "recordVote":
      return writeVote(work, exit, command);
    case "dismiss":
      await attachEvidence(work, command.evidence, papers, exit);
      return {};
    case "serveNotice":
    case "receiveNotice":
      await attachEvidence(work, command.evidence, papers, exit);
      await tx.handoverItem.createMany({ data: handoverKinds.map((kind) => ({ exitId, kind })) });
      return {};
    case "handOverItem":
    case "recordMissing":
      return writeItem(work, exit, command);
    case "determineRefusal":
      return determine(work, exit, command);
    case "advanceSuit": {
      const { stage, court, caseNumber, happenedOn, hearingAt, result, note } = command;
      const sequence = (await tx.suitStep.count({ where: { exitId } })) + 1;
      const suit = { stage, court, caseNumber, happenedOn, hearingAt, result, note };
      await tx.suitStep.create({ data: { ...suit, exitId, sequence, recordedAt: now } });
      return {};
    }
    case "takeOver":
      return takeOver(work, exit, command);
    default:
      return {};
  }
}

async function writeVote(work: Work, exit: LoadedExit, command: Extract<Command, { type: "recordVote" }>) {
  const meeting = exit.meetings[0];
  if (!meeting) return {};
  const { counts, heldOn, evidence } = command;
  const { passed } = outcomeOf(counts);
  await work.tx.ownersMeeting.update({ where: { id: meeting.id }, data: { ...counts, heldOn, passed } });
  await attachEvidence(work, evidence, { type: "OwnersMeeting", id: meeting.id }, exit);
  return {};
}

async function writeItem(
  work: Work,
  exit: LoadedExit,
  command: Extract<Command, { type: "handOverItem" | "recordMissing" }>,
) {
  const item = exit.items.find(({ kind }) => kind === command.item);
  if (!item) return {};
  const data =
    command.type === "handOverItem"
      ? {
          state: "handedOver" as const,
          handedOverOn: command.handedOverOn,
          receivedBy: command.receivedBy.trim(),
          note: command.note,
        }
      : { state: "missing" as const, note: command.note.trim() };
  await work.tx.handoverItem.update({ where: { id: item.id }, data });
  await attachEvidence(work, command.evidence, { type: "HandoverItem", id: item.id }, exit);
  return {};
}

/** The credit event, its push and the report to market regulation stand or fall with the determination. */
async function determine(work: Work, exit: LoadedExit, command: Extract<Command, { type: "determineRefusal" }>) {
  const { severity, description, documentNumber, determinedOn, evidence } = command;
  await attachEvidence(work, evidence, { type: "Exit", id: exit.id }, exit);
  const { companyId, cityCode, countyCode } = exit;
  const { id } = await writeCreditEvent(work, {
    companyId,
    cityCode,
    countyCode,
    severity,
    ground: "refusedHandover",
    groundId: exit.id,
    description,
    documentNumber,
    determinedOn,
  });
  return { creditEventId: id };
}

async function takeOver(work: Work, exit: LoadedExit, command: Extract<Carried, { type: "takeOver" }>) {
  const { tx, viewer } = work;
  const where = { AND: [{ id: command.newCompanyId ?? "" }, companiesVisibleTo(viewer)] };
  const company = command.newCompanyId ? await tx.company.findFirst({ where, select: { id: true } }) : null;
  if (!company) throw refuseGeneral("not-found", ["companyId"]);
  if (company.id === exit.companyId) throw refuse("exit/same-company", ["companyId"]);
  const attributes = {
    companyId: company.id,
    kind: "owners" as const,
    startsOn: command.startsOn,
    endsOn: command.newEndsOn ?? null,
    serviceGrade: null,
    chargeFen: null,
  };
  const [written] = await writeContracts(work, [{ id: null, complexId: exit.complexId, attributes }]);
  if (written instanceof Refusal) throw written;
  return { newCompanyId: company.id };
}

/** The contract on record ends with the notice; what cannot be so any more (somebody put it right since) stays. */
export async function endContract(
  work: Work,
  { contract, complexId, contractEndsOn }: LoadedExit,
  decision: ExitDecision,
) {
  if (!contract || !decision.events.some(({ kind }) => kind === "ExitContractEnded")) return;
  const { id, companyId, kind, startsOn } = contract;
  await writeContracts(work, [{ id, complexId, attributes: { companyId, kind, startsOn, endsOn: contractEndsOn } }]);
}
