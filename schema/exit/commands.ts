import type { Tx } from "../../prisma/client.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import { personIn, type Viewer } from "../account/viewer.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { lockVisible, transact, type Work } from "../activity/transact.ts";
import { type Deadline, dateOf } from "../calendar/rules.ts";
import { visibleTo as complexesVisibleTo, inLedger } from "../complex/policy.ts";
import type { HubContext } from "../context.ts";
import { contractInForce } from "../contract/rules.ts";
import { contractsOf, termOf } from "../contract/serve.ts";
import { attachEvidence } from "../evidence/attach.ts";
import { nextNumber } from "../number.ts";
import { guidanceOwed, settleFollowUp } from "../rectification/debts.ts";
import { Refusal, refuseGeneral } from "../refusal.ts";
import { visibleTo } from "./policy.ts";
import { decide, openExit as decideOpen, lapse, moveClock } from "./rules.ts";
import type { Circumstances, Command, Exit, ExitDecision, Ground, TimerKind } from "./states.ts";
import { countsOf, type VoteGiven } from "./vote.ts";
import { carryOut, endContract } from "./write.ts";

export interface ExitOpening {
  complexId: string;
  ground: Ground;
  guide: string;
  partner: string;
  evidenceIds: readonly string[];
}

/**
 * Opens the guidance of a complex's owners (plan 三(二): 协同街办引导业主), and takes over what is owed of it.
 *
 * @throws {Refusal} `exit/…`, `not-found` for the complex
 */
export const openExit = (context: HubContext, { complexId, ground, guide, partner, evidenceIds }: ExitOpening) =>
  transact(context, async (work) => {
    const { tx, now, viewer } = work;
    work.require("exit.open");
    const complex = await complexOf(work, complexId);
    const { cityCode, countyCode, subdistrictCode, companyId } = complex;
    const debts = await guidanceOwed(tx, complexId, companyId);
    const running = (await tx.exit.count({ where: { complexId, settledAt: null } })) > 0;
    const opening = { ground, guide, partner, evidence: evidenceIds, debts: debts.length, running };
    const decision = decideOpen({ ...opening, served: companyId !== null });
    const row = await tx.exit.create({
      data: {
        number: await nextNumber(tx, now, countyCode, "TC"),
        complexId,
        companyId: companyId as string, // the rule has seen to it
        contractId: await contractOf(tx, complexId, now),
        cityCode,
        countyCode,
        subdistrictCode,
        ground,
        guide: guide.trim(),
        partner: partner.trim(),
        state: decision.state,
        openedAt: now,
        openedById: personIn(viewer),
      },
    });
    await attachEvidence(work, evidenceIds, { type: "Exit", id: row.id }, row);
    announce(work, "Exit", { ...row, version: 0 }, decision);
    for (const debt of debts) await settleFollowUp(work, debt, { type: "open" }, { exitId: row.id });
    return { id: row.id };
  });

/** A complex has one exit at a time: whoever opens one holds it. */
async function complexOf(work: Work, id: string) {
  try {
    return await lockVisible(work, "Complex", id, (tx) =>
      tx.complex.findFirst({ where: { AND: [{ id }, inLedger, complexesVisibleTo(work.viewer)] } }),
    );
  } catch (error) {
    if (error instanceof Refusal) throw refuseGeneral("not-found", ["complexId"]);
    throw error;
  }
}

async function contractOf(tx: Tx, complexId: string, now: Date): Promise<string | null> {
  const contracts = (await contractsOf(tx, [complexId])).get(complexId) ?? [];
  const terms = contracts.map((contract) => ({ ...termOf(contract), of: contract.id }));
  return contractInForce(terms, dateOf(now).toString())?.of ?? null;
}

const include = {
  items: true,
  meetings: { orderBy: { sequence: "desc" }, take: 1 },
  contract: true,
  complex: { select: { name: true } },
  company: { select: { uscc: true, name: true } },
} satisfies Prisma.ExitInclude;

export type LoadedExit = Prisma.ExitGetPayload<{ include: typeof include }>;

/** What the rule needs to know of it. */
export const ruled = (exit: Omit<Exit, "meeting"> & { meetings: readonly NonNullable<Exit["meeting"]>[] }): Exit => ({
  ...exit,
  meeting: exit.meetings[0] ?? null,
});

const find = (tx: Tx, id: string, viewer: Viewer): Promise<LoadedExit | null> =>
  tx.exit.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] }, include });

type VoteCommand = Extract<Command, { type: "recordVote" }>;
/** A command as people give it: a vote may come ballot by ballot, and the take-over names the company that comes. */
export type Instruction = Exclude<Carried, VoteCommand> | (Omit<VoteCommand, "counts"> & { vote: VoteGiven });
export type Carried = Command & { newCompanyId?: string; newEndsOn?: Date | null };

export const instructExit = instruct<LoadedExit, Instruction, ExitDecision>({
  subject: "Exit",
  domain: "exit",
  find,
  carryOut: async (work, exit, instruction) => {
    const command: Carried =
      instruction.type === "recordVote" ? { ...instruction, counts: countsOf(instruction.vote) } : instruction;
    const decision = decide(ruled(exit), command, await circumstancesOf(work, dayOf(exit, command)));
    await carryOut(work, exit, command, decision);
  },
  write: async (work, exit, decision) => {
    await work.tx.exit.update({
      where: { id: exit.id },
      data: { ...decision.fields, state: decision.state, version: { increment: 1 } },
    });
    announce(work, "Exit", exit, decision);
    await endContract(work, exit, decision);
  },
});

/** A case is judged by the settings of its own date: a notice by those of its day, the end by those of the end. */
const dayOf = ({ contractEndsOn }: LoadedExit, command: Command) =>
  "servedOn" in command ? command.servedOn : contractEndsOn;

async function circumstancesOf({ now, settings }: Work, day: Date | null): Promise<Circumstances> {
  const { exit } = await settings(day && day < now ? day : now);
  return { now, settings: exit };
}

/** What both timers of an exit bring about: the contract's end and the overdue handover. */
export const lapseExit = (work: Work, id: string) =>
  instructExit.byClock(work, id, async (exit) => lapse(ruled(exit), await circumstancesOf(work, exit.contractEndsOn)));

/** A calendar was published or changed. */
export const moveExitClock = (work: Work, id: string, kind: TimerKind, deadline: Deadline) =>
  instructExit.byClock(work, id, (exit) => moveClock(ruled(exit), kind, deadline));
