import type { Tx } from "../../prisma/client.ts";
import type { Inspection, Prisma, Finding as Row } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { instruct } from "../activity/instruct.ts";
import { lockVisible, transact, type Work } from "../activity/transact.ts";
import { settleOutcome } from "../complaint/commands.ts";
import { refreshLedgerLine } from "../complex/screening.ts";
import type { HubContext } from "../context.ts";
import { groundsOfDiscredit } from "../credit/weight.ts";
import { visibleTo as inspectionVisibleTo } from "../inspection/policy.ts";
import { Refusal } from "../refusal.ts";
import { regionOf } from "../region/policy.ts";
import { visibleTo } from "./policy.ts";
import { type Catalogue, decideFinding, establish, type FindingCommand } from "./rules.ts";
import { isGround, weight } from "./weight.ts";

export interface FindingRecord {
  kindCode: string;
  actCodes: readonly string[];
  /** Breaks a law and not only a contract. */
  illegal: boolean;
  description: string;
}

/**
 * Establishes a violation that an inspection found (plan 二).
 *
 * @throws {Refusal} `finding/…`, `not-found` for the inspection
 */
export const establishFinding = (context: HubContext, inspectionId: string, record: FindingRecord) =>
  transact(context, async (work) => {
    const inspection = await lockVisible(work, "Inspection", inspectionId, (tx) =>
      tx.inspection.findFirst({ where: { AND: [{ id: inspectionId }, inspectionVisibleTo(work.viewer)] } }),
    );
    work.require("finding.establish");
    const evidence = await work.tx.evidence.count({ where: { subjectType: "Inspection", subjectId: inspectionId } });
    const { id } = await establishIn(work, { ...inspection, evidence }, record);
    await refreshLedgerLine(work, inspection.complexId);
    return { id };
  });

/** The same for an inspection that is being recorded. `path` leads to the finding inside the input. */
export async function establishIn(
  work: Work,
  inspection: Inspection & { evidence: number },
  { kindCode, actCodes, illegal, description }: FindingRecord,
  path: readonly string[] = [],
): Promise<Row> {
  const { tx, now } = work;
  const { complexId, complaintId, cityCode, countyCode, subdistrictCode } = inspection;
  const decision = await below(path, async () =>
    establish({ kindCode, actCodes, description, inspection }, await catalogueOf(tx)),
  );
  const { companyId } = await tx.complex.findUniqueOrThrow({ where: { id: complexId }, select: { companyId: true } });
  const finding = await tx.finding.create({
    data: {
      kindCode,
      illegal,
      description,
      state: decision.state,
      complexId,
      companyId,
      cityCode,
      countyCode,
      subdistrictCode,
      inspectionId: inspection.id,
      complaintId,
      foundAt: now,
      acts: { create: decision.actCodes.map((actCode) => ({ actCode })) },
    },
  });
  work.record({
    kind: decision.event,
    subject: { type: "Finding", id: finding.id, version: 1 },
    region: regionOf(finding),
    complexId,
    companyId,
    facts: { kind: kindCode, illegal, complaint: complaintId },
  });
  return finding;
}

/** A refusal inside one item of a list names the item. */
async function below<Result>(path: readonly string[], run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Refusal) || path.length === 0) throw error;
    throw new Refusal(error.code, [...path, ...error.field], error.facts);
  }
}

/** In the order of the plan. */
export async function catalogueOf(tx: Tx): Promise<Catalogue> {
  const acts = await tx.violationAct.findMany({
    select: { code: true, kindCode: true },
    orderBy: [{ kind: { number: "asc" } }, { position: "asc" }],
  });
  const byKind = Map.groupBy(acts, ({ kindCode }) => kindCode);
  return new Map([...byKind].map(([kind, of]) => [kind, new Set(of.map(({ code }) => code))]));
}

type Loaded = Prisma.FindingGetPayload<{ include: typeof weight }>;

const find = (tx: Tx, id: string, viewer: Viewer) =>
  tx.finding.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] }, include: weight });

/** Withdraws a finding that was made by mistake, before anything was ordered on it. */
export const instructFinding = instruct<Loaded, Extract<FindingCommand, { type: "withdraw" }>>({
  subject: "Finding",
  domain: "finding",
  find,
  carryOut: async (work, finding, command) => {
    const resting = isGround(finding) || (await groundsOfDiscredit(work.tx, [finding.id])).size > 0;
    const state = decideFinding(finding.state, command, resting);
    await work.tx.finding.update({
      where: { id: finding.id },
      data: { state, withdrawalReason: command.reason, version: { increment: 1 } },
    });
    work.record({
      kind: "FindingWithdrawn",
      subject: { type: "Finding", id: finding.id, version: finding.version + 1 },
      region: regionOf(finding),
      complexId: finding.complexId,
      companyId: finding.companyId,
      facts: { kind: finding.kindCode },
    });
    // It may have been the last thing that kept its complaint open.
    if (finding.complaintId) await settleOutcome(work, finding.complaintId, false);
    await refreshLedgerLine(work, finding.complexId);
  },
});
