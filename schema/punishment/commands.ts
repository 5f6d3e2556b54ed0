import type { Prisma } from "../../prisma/generated/client.ts";
import type { Department } from "../../prisma/generated/enums.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { lockRow, transact, type Work } from "../activity/transact.ts";
import { dateOfColumn } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { visibleTo as creditVisibleTo } from "../credit/policy.ts";
import { queueDeliveries } from "../delivery/queue.ts";
import { attachEvidence } from "../evidence/attach.ts";
import { refuseGeneral } from "../refusal.ts";
import { visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import {
  beginTerm,
  type Command,
  openPunishment as decideOpen,
  decidePunishment,
  type Punishment,
  type PunishmentDecision,
} from "./rules.ts";

export interface PunishmentOrder {
  creditEventId: string;
  reason: string;
  /** Civil dates, as columns. */
  startsOn: Date;
  endsOn: Date;
  departments: readonly { department: Department; measures: readonly string[] }[];
}

/**
 * Asks several departments to act against a company (plan 三(三)). It is addressed to each of them.
 *
 * @throws {Refusal} `punishment/…`, `not-found` for the credit event
 */
export const openPunishment = (context: HubContext, order: PunishmentOrder) =>
  transact(context, async (work) => {
    const { tx, now, viewer } = work;
    work.require("punishment.open");
    const ground = await tx.creditEvent.findFirst({
      where: { AND: [{ id: order.creditEventId }, creditVisibleTo(viewer)] },
    });
    if (!ground) throw refuseGeneral("not-found", ["creditEventId"]);
    const { reason, startsOn, endsOn, departments } = order;
    const decision = decideOpen({
      reason,
      startsOn: dateOfColumn(startsOn),
      endsOn: dateOfColumn(endsOn),
      departments,
      ground: ground.state,
    });
    await requireMeasures(work, departments);
    const { companyId, cityCode, countyCode } = ground;
    const row = await tx.jointPunishment.create({
      data: {
        creditEventId: ground.id,
        companyId,
        cityCode,
        countyCode,
        reason,
        startsOn,
        endsOn,
        state: decision.state,
        openedAt: now,
        departments: {
          create: departments.map(({ department, measures }) => ({ department, measures: [...measures] })),
        },
      },
    });
    announce(work, "JointPunishment", { ...row, version: 0 }, decision, addressed(row, departments));
    return { id: row.id };
  });

/** Each measure is one that the catalogue lists for its department. */
async function requireMeasures({ tx }: Work, departments: PunishmentOrder["departments"]) {
  const catalogue = await tx.punishmentMeasure.findMany({ select: { code: true, department: true } });
  const departmentOf = new Map(catalogue.map(({ code, department }) => [code, department]));
  departments.forEach(({ department, measures }, index) => {
    for (const measure of measures)
      if (departmentOf.get(measure) !== department)
        throw refuse("punishment/measure-unknown", ["departments", String(index), "measures"], { measure });
  });
}

/** A department of the city that opened it hears of it, and so does the province's. */
const addressed = (row: { cityCode: string }, departments: readonly { department: Department }[]) => ({
  audienceDepartments: departments.flatMap(({ department }) => [
    `${department}:${row.cityCode}`,
    `${department}:${row.cityCode.slice(0, 2)}`,
  ]),
});

const include = { departments: true, creditEvent: { select: { state: true } } } satisfies Prisma.JointPunishmentInclude;
export type LoadedPunishment = Prisma.JointPunishmentGetPayload<{ include: typeof include }>;

/** What the rule needs to know of it. */
export const ruled = ({ state, startsOn, endsOn, creditEvent, departments }: LoadedPunishment): Punishment => ({
  state,
  startsOn: dateOfColumn(startsOn),
  endsOn: dateOfColumn(endsOn),
  ground: creditEvent.state,
  departments,
});

/** A command as people give it: a report may bring its proof. */
export type Instruction = Command & { evidenceIds?: readonly string[] };

export const instructPunishment = instruct<LoadedPunishment, Instruction, ReturnType<typeof beginTerm>>({
  subject: "JointPunishment",
  domain: "punishment",
  find: (tx, id, viewer) => tx.jointPunishment.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] }, include }),
  carryOut: async (work, row, { evidenceIds = [], ...command }) => {
    await write(work, row, command as Command);
    await attachEvidence(work, evidenceIds, { type: "JointPunishment", id: row.id }, { subdistrictCode: null, ...row });
  },
  write: async (work, row, decision) => {
    const { state } = decision;
    await work.tx.jointPunishment.update({ where: { id: row.id }, data: { state, version: { increment: 1 } } });
    announce(work, "JointPunishment", row, decision, addressed(row, row.departments));
    await push(work, row, decision);
  },
});

async function write(work: Work, row: LoadedPunishment, command: Command) {
  const { tx, now, viewer } = work;
  const decision = decidePunishment(ruled(row), command, now);
  const lifted = command.type === "lift" ? { liftedAt: now, liftReason: command.reason } : {};
  await tx.jointPunishment.update({
    where: { id: row.id },
    data: { state: decision.state, ...lifted, version: { increment: 1 } },
  });
  if (command.type !== "lift")
    await tx.punishmentDepartment.update({
      where: { punishmentId_department: { punishmentId: row.id, department: command.department } },
      data:
        command.type === "confirm"
          ? { confirmedAt: now, confirmedById: viewer.id }
          : { done: command.done, reportedAt: now },
    });
  announce(work, "JointPunishment", row, decision, addressed(row, row.departments));
  await push(work, row, decision, command);
}

/** The platform knows of a punishment while it is in force (联合惩戒, plan 三(三)). */
async function push(work: Work, row: LoadedPunishment, { state, events }: PunishmentDecision, command?: Command) {
  const known = events.find(
    ({ kind, facts }) => kind === "JointPunishmentInForce" || (kind === "JointPunishmentLifted" && facts?.wasInForce),
  );
  if (!known) return;
  const { id, version, companyId, creditEventId, reason, startsOn, endsOn, departments } = row;
  const company = await work.tx.company.findUniqueOrThrow({ where: { id: companyId } });
  await queueDeliveries(work, {
    receiver: "creditPlatform",
    companyId,
    place: row,
    subject: { type: "JointPunishment", id, version: version + 1 },
    kind: known.kind,
    content: {
      company: { uscc: company.uscc, name: company.name },
      creditEvent: creditEventId,
      reason,
      startsOn: dateOfColumn(startsOn).toString(),
      endsOn: dateOfColumn(endsOn).toString(),
      departments: departments.map(({ department, measures }) => ({ department, measures })),
      state,
      liftReason: command?.type === "lift" ? command.reason : null,
    },
  });
}

/** What the timer of the first day brings about. */
export const startPunishment = (work: Work, id: string) =>
  instructPunishment.byClock(work, id, (row) => beginTerm(ruled(row), work.now));

/** Lifting follows repair (domain 11): what rests on a credit event ends with it, in the same transaction. */
export async function liftWithGround(work: Work, creditEventId: string, reason: string): Promise<void> {
  await work.tx.$queryRaw`
    select 1 from "JointPunishment" where "creditEventId" = ${creditEventId}::uuid order by "id" for update`;
  const where = { creditEventId, state: { not: "lifted" as const } };
  for (const row of await work.tx.jointPunishment.findMany({ where, include, orderBy: { id: "asc" } }))
    await write(work, row, { type: "lift", reason });
}

/** The day after its last it is lifted by itself. */
export async function endPunishment(work: Work, id: string): Promise<void> {
  await lockRow(work, "JointPunishment", id);
  const row = await work.tx.jointPunishment.findUnique({ where: { id }, include });
  if (row && row.state !== "lifted") await write(work, row, { type: "lift", reason: "期满" });
}
