import type { Prisma, SupervisionMatter } from "../../prisma/generated/client.ts";
import { personIn } from "../account/viewer.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { transact, type Work } from "../activity/transact.ts";
import type { Deadline } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { attachEvidence } from "../evidence/attach.ts";
import { visibleTo as findingVisibleTo } from "../finding/policy.ts";
import { visibleTo as rectificationVisibleTo } from "../rectification/policy.ts";
import { Refusal, refuseGeneral } from "../refusal.ts";
import { regionColumns, regionOf } from "../region/policy.ts";
import { parentOf } from "../region/rules.ts";
import { groundsOf } from "./grounds.ts";
import { audienceOf, homeOf, isFor, visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import { decide, lapse, moveClock, type Opening, open } from "./rules.ts";
import {
  type Circumstances,
  type Command,
  isStep,
  type Kind,
  ladder,
  type MatterDecision,
  type Step,
  type TimerKind,
} from "./states.ts";

interface Asked {
  text: string;
  /** When the answer is due; by the settings where nothing is said. */
  dueAt?: Date | null;
}

export interface StepTaken extends Asked {
  kind: Step;
  /** Code. */
  region: string;
  skipReason?: string | null;
  meetsAt?: Date | null;
  venue?: string | null;
}

/**
 * The body above takes the next step with a region: the province with cities, a city with its counties.
 *
 * @throws {Refusal} `supervision/…`
 */
export const takeStep = (context: HubContext, { kind, region, ...said }: StepTaken) =>
  transact(context, async (work) => {
    work.require("supervision.takeStep");
    const { tx, viewer } = work;
    if (!context.regions.get(region) || parentOf(region) !== viewer.region || region.length > 6)
      throw refuse("supervision/region-unfit", ["region"]);
    // Two who climb at once come one after the other.
    await tx.$queryRaw`select 1 from "Region" where "code" = ${region} for update`;
    const where = { aboutCode: region, kind: { in: [...ladder] }, settledAt: null };
    const standing = (await tx.supervisionMatter.findMany({ where })).map((one) => one.kind).filter(isStep);
    const toCode = kind === "disciplineReport" ? viewer.region : region;
    const parties = { fromCode: viewer.region, toCode, aboutCode: region };
    return openMatter(work, kind, parties, { ...said, standing }, { grounds: await groundsOf(tx, region) });
  });

export interface KeySupervisionOrdered extends Asked {
  /** Either of them. */
  rectificationId?: string | null;
  findingId?: string | null;
}

/** @throws {Refusal} `supervision/…`, `not-found` for a case that is not the viewer's */
export const orderKeySupervision = (
  context: HubContext,
  { rectificationId, findingId, ...said }: KeySupervisionOrdered,
) =>
  transact(context, async (work) => {
    work.require("supervision.orderKeySupervision");
    if (Boolean(rectificationId) === Boolean(findingId)) throw refuse("supervision/case-missing", ["rectificationId"]);
    const { tx, viewer } = work;
    const found = rectificationId ? await lockOrder(work, rectificationId) : await lockFinding(work, findingId ?? "");
    if (found.settled) throw refuse("supervision/case-settled");
    const of = rectificationId ? { rectificationId: found.id } : { findingId: found.id };
    const standing = { ...of, fromCode: viewer.region, settledAt: null };
    if ((await tx.supervisionMatter.count({ where: standing })) > 0) throw refuse("supervision/case-supervised");
    const aboutCode = regionOf(found);
    const parties = { fromCode: viewer.region, toCode: aboutCode.slice(0, viewer.region.length + 2), aboutCode };
    const { complexId, companyId } = found;
    return openMatter(work, "keySupervision", parties, said, { ...of, complexId, companyId });
  });

async function lockOrder({ tx, viewer }: Work, id: string) {
  await tx.$queryRaw`select 1 from "Rectification" where "id" = ${id}::uuid for update`;
  const row = await tx.rectification.findFirst({ where: { AND: [{ id }, rectificationVisibleTo(viewer)] } });
  if (!row) throw refuseGeneral("not-found", ["rectificationId"]);
  return { ...row, settled: row.settledAt !== null };
}

async function lockFinding({ tx, viewer }: Work, id: string) {
  await tx.$queryRaw`select 1 from "Finding" where "id" = ${id}::uuid for update`;
  const row = await tx.finding.findFirst({ where: { AND: [{ id }, findingVisibleTo(viewer)] } });
  if (!row) throw refuseGeneral("not-found", ["findingId"]);
  return { ...row, settled: row.state === "rectified" || row.state === "withdrawn" };
}

/** A county raises it to its city, a city to the province, which answers by a date (plan 四(二)). */
export const raiseDifficulty = (context: HubContext, { text }: { text: string }) =>
  transact(context, (work) => {
    work.require("supervision.raiseDifficulty");
    const { region } = work.viewer;
    const parties = { fromCode: region, toCode: region.slice(0, -2), aboutCode: region };
    return openMatter(work, "difficulty", parties, { text });
  });

async function openMatter(
  work: Work,
  kind: Kind,
  parties: Pick<SupervisionMatter, "fromCode" | "toCode" | "aboutCode">,
  { text, dueAt = null, standing = [], skipReason = null, meetsAt = null, venue = null }: Partial<Opening> & Asked,
  more: Partial<Prisma.SupervisionMatterUncheckedCreateInput> = {},
): Promise<{ id: string }> {
  const { tx, now, viewer } = work;
  const opening = { kind, text, dueAt, standing, skipReason, meetsAt, venue };
  const decision = open(opening, await circumstancesOf(work));
  const row = await tx.supervisionMatter.create({
    data: {
      ...(decision.fields as Required<MatterDecision["fields"]>),
      ...more,
      ...parties,
      ...regionColumns(homeOf({ kind, ...parties })),
      kind,
      state: decision.state,
      openedAt: now,
      openedById: personIn(viewer),
    },
  });
  tell(work, { ...row, version: 0 }, decision);
  return { id: row.id };
}

/** A command as people give it: an answer may bring its papers. */
export type Instruction = Command & { evidenceIds?: readonly string[] };

/** @throws {Refusal} `supervision/…`, `forbidden` for a body whose turn it is not, and what every instruction throws */
export const instructMatter = instruct<SupervisionMatter, Instruction, MatterDecision>({
  subject: "SupervisionMatter",
  domain: "supervision",
  find: (tx, id, viewer) => tx.supervisionMatter.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, matter, { evidenceIds = [], ...command }) => {
    if (!isFor(work.viewer, command.type, matter)) throw new Refusal("forbidden");
    const decision = decide(matter, command as Command, await circumstancesOf(work));
    const place = { ...matter, cityCode: matter.cityCode.length === 4 ? matter.cityCode : null };
    await attachEvidence(work, evidenceIds, { type: "SupervisionMatter", id: matter.id }, place);
    await write(work, matter, decision);
  },
  write,
});

async function write(work: Work, matter: SupervisionMatter, decision: MatterDecision) {
  const by = personIn(work.viewer);
  const { answeredAt, settledAt } = decision.fields;
  await work.tx.supervisionMatter.update({
    where: { id: matter.id },
    data: {
      ...decision.fields,
      ...(answeredAt && { answeredById: by }),
      ...(settledAt && { settledById: by }),
      state: decision.state,
      version: { increment: 1 },
    },
  });
  tell(work, matter, decision);
}

/** Of a report to discipline inspection nobody reads in the log which region it is about. */
function tell(work: Work, matter: SupervisionMatter, decision: MatterDecision) {
  const { kind, fromCode: from, aboutCode: about } = matter;
  const named: Record<string, string> = isStep(kind) && kind !== "disciplineReport" ? { about } : {};
  const events = decision.events.map((event) => ({ ...event, facts: { ...event.facts, from, ...named } }));
  announce(work, "SupervisionMatter", matter, { ...decision, events }, audienceOf(matter));
}

async function circumstancesOf(work: Work): Promise<Circumstances> {
  return { now: work.now, settings: (await work.settings()).supervision };
}

/** What the timer of the answer brings about: its one overdue event. */
export const lapseMatter = (work: Work, id: string) =>
  instructMatter.byClock(work, id, (matter) => lapse(matter, work.now));

/** The working days of the clock were counted again. */
export const moveMatterClock = (work: Work, id: string, _kind: TimerKind, deadline: Deadline) =>
  instructMatter.byClock(work, id, (matter) => moveClock(matter, deadline));
