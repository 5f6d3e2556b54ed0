import type { CreditEvent as Row } from "../../prisma/generated/client.ts";
import type { CreditGround, CreditSeverity } from "../../prisma/generated/enums.ts";
import { announce, instruct } from "../activity/instruct.ts";
import type { Work } from "../activity/transact.ts";
import { transact } from "../activity/transact.ts";
import { columnOf, dateOfColumn } from "../calendar/rules.ts";
import { requireCompany } from "../company/named.ts";
import type { HubContext } from "../context.ts";
import { timerAtInstant } from "../decision.ts";
import { queueDeliveries } from "../delivery/queue.ts";
import { visibleTo as findingVisibleTo } from "../finding/policy.ts";
import { visibleTo as penaltyVisibleTo } from "../penalty/policy.ts";
import { liftWithGround } from "../punishment/commands.ts";
import { covers } from "../region/policy.ts";
import { disclosureOf } from "./disclosure.ts";
import { visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import { type Command, type CreditHappening, decideCreditEvent, recordCreditEvent as decideRecord } from "./rules.ts";

export interface CreditRecord {
  companyId: string;
  /** City in which it was determined; the viewer's own where none is given. */
  cityCode?: string | null;
  severity: CreditSeverity;
  ground: CreditGround;
  /** The finding, where that is the ground. */
  findingId?: string | null;
  /** The decided penalty case, where that is the ground. */
  penaltyCaseId?: string | null;
  description: string;
  documentNumber: string;
  /** Civil date of the determining document, as a column. */
  determinedOn: Date;
  /** Of a minor event: publish it or not; general and severe ones follow their rule. */
  publish?: boolean | null;
}

/**
 * Puts on record that a company was found in discredit (plan 三(二)); its disclosure follows from the rule of the
 * determining document's own date.
 *
 * @throws {Refusal} `credit/…`, `not-found` for the company
 */
export const recordCreditEvent = (context: HubContext, record: CreditRecord) =>
  transact(context, async (work) => {
    work.require("credit.record");
    await requireCompany(work, record.companyId);
    const cityCode = placeOf(work, record.cityCode);
    const ground = await groundOf(work, record);
    const { id } = await writeCreditEvent(work, { ...record, cityCode, countyCode: null, groundId: ground });
    return { id };
  });

export interface Determination extends Omit<CreditRecord, "findingId" | "penaltyCaseId" | "cityCode"> {
  cityCode: string;
  /** Where a county's case is the ground. */
  countyCode: string | null;
  groundId: string | null;
}

/**
 * Puts discredit on record within another command, and queues the push to the provincial platform with it.
 *
 * @throws {Refusal} `credit/…`
 */
export async function writeCreditEvent(work: Work, given: Determination): Promise<Row> {
  const { tx, now } = work;
  const determinedOn = dateOfColumn(given.determinedOn);
  const { companyId, cityCode, countyCode, severity, ground, groundId, description, documentNumber, publish } = given;
  const { state, event } = decideRecord({ severity, ground, description, documentNumber, determinedOn }, now);
  const { disclosure: settings } = await work.settings(given.determinedOn);
  const disclosure = disclosureOf(severity, determinedOn, settings, publish ?? undefined);
  const { rule, disclosedFrom, repairableFrom, disclosedUntil, endsAt } = disclosure;
  const row = await tx.creditEvent.create({
    data: {
      companyId,
      cityCode,
      countyCode,
      severity,
      ground,
      groundId,
      description,
      documentNumber,
      determinedOn: given.determinedOn,
      rule,
      disclosedFrom: disclosedFrom && columnOf(disclosedFrom),
      repairableFrom: columnOf(repairableFrom),
      disclosedUntil: disclosedUntil && columnOf(disclosedUntil),
      state,
      recordedAt: now,
    },
  });
  const setTimers = endsAt ? [timerAtInstant("creditDisclosureEnd", endsAt)] : [];
  announce(work, "CreditEvent", { ...row, version: 0 }, { state, events: [event], setTimers, cancelTimers: [] });
  await push(work, row, event.kind);
  return row;
}

/** 同步推送至“山西省信用信息共享平台” (plan 三(二)): whatever becomes of the event. */
async function push(work: Work, row: Row, kind: CreditHappening["kind"]) {
  const { uscc, name } = await work.tx.company.findUniqueOrThrow({ where: { id: row.companyId } });
  const { id, version, companyId, severity, ground, description, documentNumber, state, closingReason } = row;
  const day = (column: Date | null) => column && dateOfColumn(column).toString();
  await queueDeliveries(work, {
    receiver: "creditPlatform",
    companyId,
    place: row,
    subject: { type: "CreditEvent", id, version },
    kind,
    content: {
      company: { uscc, name },
      severity,
      ground,
      description,
      documentNumber,
      determinedOn: day(row.determinedOn),
      disclosedFrom: day(row.disclosedFrom),
      disclosedUntil: day(row.disclosedUntil),
      state,
      closingReason,
    },
  });
}

/** A city records for itself; the provincial office says for which city. */
function placeOf({ viewer, context }: Work, cityCode: string | null | undefined): string {
  const code = cityCode ?? viewer.region;
  if (context.regions.get(code)?.level !== "city" || !covers(viewer.region, code))
    throw refuse("credit/city-missing", ["city"]);
  return code;
}

async function groundOf({ tx, viewer }: Work, { ground, findingId, penaltyCaseId, companyId }: CreditRecord) {
  if (ground === "penalty") {
    // A fine on one of its people is no discredit of the company.
    const decided = { companyId, party: "unit", decidedOn: { not: null }, state: { not: "withdrawn" } } as const;
    // Held, as a finding is below, so that it is not annulled meanwhile.
    await tx.$queryRaw`select 1 from "PenaltyCase" where "id" = ${penaltyCaseId}::uuid for share`;
    const penalty = penaltyCaseId
      ? await tx.penaltyCase.findFirst({
          where: { AND: [{ id: penaltyCaseId }, decided, penaltyVisibleTo(viewer)] },
          select: { id: true },
        })
      : null;
    if (!penalty) throw refuse("credit/penalty-missing", ["penaltyCaseId"]);
    return penalty.id;
  }
  if (ground !== "finding") return null;
  await tx.$queryRaw`select 1 from "Finding" where "id" = ${findingId}::uuid for share`;
  const finding = findingId
    ? await tx.finding.findFirst({
        where: { AND: [{ id: findingId, companyId, state: { not: "withdrawn" } }, findingVisibleTo(viewer)] },
        select: { id: true },
      })
    : null;
  if (!finding) throw refuse("credit/finding-missing", ["findingId"]);
  return finding.id;
}

/** Withdrawal of what was wrong, and repair (domain 11). */
export const instructCreditEvent = instruct<Row, Command>({
  subject: "CreditEvent",
  domain: "credit",
  find: (tx, id, viewer) => tx.creditEvent.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, row, command) => {
    const repairableFrom = dateOfColumn(row.repairableFrom);
    const { state, event } = decideCreditEvent({ ...row, repairableFrom }, command, work.now);
    const closingReason = command.type === "withdraw" ? command.reason : null;
    const closed = await work.tx.creditEvent.update({
      where: { id: row.id },
      data: { state, closingReason, version: { increment: 1 } },
    });
    announce(work, "CreditEvent", row, {
      state,
      events: [event],
      setTimers: [],
      cancelTimers: ["creditDisclosureEnd"],
    });
    await push(work, closed, event.kind);
    await liftWithGround(work, row.id, command.type === "repair" ? "信用已修复" : "所依据的信用信息已撤销");
  },
});

/** At the maximum the disclosure ends by itself. */
export async function endDisclosure(work: Work, id: string, occurredAt: Date): Promise<void> {
  const row = await work.tx.creditEvent.findUnique({ where: { id } });
  if (row?.state !== "recorded") return;
  await work.tx.creditEvent.update({ where: { id }, data: { version: { increment: 1 } } });
  const event = { kind: "CreditDisclosureEnded", occurredAt } as const;
  announce(work, "CreditEvent", row, { state: row.state, events: [event], setTimers: [], cancelTimers: [] });
}
