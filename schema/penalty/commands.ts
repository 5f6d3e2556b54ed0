import type { Tx } from "../../prisma/client.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import { personIn, type Viewer } from "../account/viewer.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { transact, type Work } from "../activity/transact.ts";
import { columnOf, type Deadline, dateOf, dateOfColumn } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { groundsOfDiscredit } from "../credit/weight.ts";
import { attachEvidence } from "../evidence/attach.ts";
import { namedFindings } from "../finding/named.ts";
import { nextNumber } from "../number.ts";
import { settlePenaltyDebts } from "../rectification/debts.ts";
import { openPenaltyCase as decideOpening } from "./opening.ts";
import { visibleTo } from "./policy.ts";
import type { Article, Party } from "./ranges.ts";
import { refuse } from "./refusals.ts";
import { type countedClocks, decide, lapse, moveClock } from "./rules.ts";
import type { Command, PenaltyDecision } from "./states.ts";

export interface PenaltyOpening {
  findingIds: readonly string[];
  article: Article;
  party: Party;
  facts: string;
  /** Civil date as a column carries it. */
  actEndedOn: Date;
  harmed: boolean;
}

/**
 * Files a case on illegal findings of one company, and takes over what their rectifications left owed.
 *
 * @throws {Refusal} `penalty/…`, `not-found` for a finding
 */
export const openPenaltyCase = (context: HubContext, { findingIds, actEndedOn, ...opening }: PenaltyOpening) =>
  transact(context, async (work) => {
    const { tx, now, viewer } = work;
    work.require("penalty.open");
    const findings = await namedFindings(work, findingIds, (where) => tx.finding.findMany({ where, include: taken }));
    const { discoveredOn, ...decision } = decideOpening(
      {
        ...opening,
        actEndedOn: dateOfColumn(actEndedOn),
        findings: findings.map(({ penaltyCases, foundAt, ...finding }) => ({
          ...finding,
          foundOn: dateOf(foundAt),
          takenBy: penaltyCases[0]?.case.number ?? null,
        })),
      },
      now,
    );
    const place = placeOf(findings);
    const row = await tx.penaltyCase.create({
      data: {
        ...(decision.fields as Prisma.PenaltyCaseUncheckedCreateInput),
        ...opening,
        ...place,
        number: await nextNumber(tx, now, place.countyCode ?? place.cityCode, "CF"),
        companyId: findings[0]?.companyId as string, // the rule has seen to it
        state: decision.state,
        discoveredOn: columnOf(discoveredOn),
        filedById: personIn(viewer),
        findings: { create: findings.map(({ id }) => ({ findingId: id })) },
      },
    });
    announce(work, "PenaltyCase", { ...row, version: 0 }, decision);
    await settlePenaltyDebts(
      work,
      findings.map(({ id }) => id),
    );
    return { id: row.id };
  });

/** The case that a finding is part of already. */
const taken = {
  penaltyCases: { where: { live: true }, select: { case: { select: { number: true } } } },
} satisfies Prisma.FindingInclude;

/** The deepest region in which all findings lie. */
function placeOf(findings: readonly { cityCode: string; countyCode: string; subdistrictCode: string | null }[]) {
  const common = <Value>(values: readonly Value[]) => (new Set(values).size === 1 ? (values[0] as Value) : null);
  return {
    cityCode: findings[0]?.cityCode as string, // the rule has seen to it
    countyCode: common(findings.map(({ countyCode }) => countyCode)),
    subdistrictCode: common(findings.map(({ subdistrictCode }) => subdistrictCode)),
  };
}

const include = {
  payments: { orderBy: { sequence: "asc" } },
  findings: { select: { findingId: true } },
} satisfies Prisma.PenaltyCaseInclude;

type Loaded = Prisma.PenaltyCaseGetPayload<{ include: typeof include }>;

export const instructPenaltyCase = instruct<Loaded, Command, PenaltyDecision>({
  subject: "PenaltyCase",
  domain: "penalty",
  find: (tx: Tx, id: string, viewer: Viewer) =>
    tx.penaltyCase.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] }, include }),
  carryOut: async (work, row, command) => {
    const decision = decide(row, command, work.now);
    if (command.type === "withdraw" && (await groundsOfDiscredit(work.tx, [row.id])).size > 0)
      throw refuse("penalty/is-ground");
    if ("evidence" in command) await attachEvidence(work, command.evidence, { type: "PenaltyCase", id: row.id }, row);
    if (command.type === "recordPayment") {
      const { paidOn, amountFen, receipt } = command;
      const payment = { caseId: row.id, sequence: row.payments.length + 1, paidOn, amountFen, receipt: receipt.trim() };
      await work.tx.penaltyPayment.create({ data: { ...payment, recordedAt: work.now } });
    }
    await write(work, row, decision);
    if (command.type === "withdraw") await release(work, row);
  },
  write,
});

/** What was not rightly penalised is free for another case, and its penalty is owed again. */
async function release(work: Work, { id, findings }: Loaded) {
  await work.tx.penaltyCaseFinding.updateMany({ where: { caseId: id }, data: { live: false } });
  await settlePenaltyDebts(
    work,
    findings.map(({ findingId }) => findingId),
  );
}

async function write(work: Work, row: Loaded, decision: PenaltyDecision) {
  await work.tx.penaltyCase.update({
    where: { id: row.id },
    data: { ...decision.fields, state: decision.state, version: { increment: 1 } },
  });
  announce(work, "PenaltyCase", row, decision);
}

/** What each of its timers brings about. */
export const lapsePenaltyCase = (work: Work, id: string) =>
  instructPenaltyCase.byClock(work, id, (row) => lapse(row, work.now));

/** The working days of a clock were counted again. */
export const movePenaltyClock = (work: Work, id: string, kind: keyof typeof countedClocks, deadline: Deadline) =>
  instructPenaltyCase.byClock(work, id, (row) => moveClock(row, kind, deadline));
