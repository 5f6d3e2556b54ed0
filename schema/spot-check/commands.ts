import { randomBytes } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { Prisma } from "../../prisma/generated/client.ts";
import { personIn } from "../account/viewer.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { keyHashOf, transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import type { FindingRecord } from "../finding/commands.ts";
import { type InspectionRecord, recordWithFindings, sentBefore } from "../inspection/commands.ts";
import { nextNumber } from "../number.ts";
import { covers } from "../region/policy.ts";
import type { Candidate } from "./draw.ts";
import { belongsTo, visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import { decide, drawSpotCheck as decideDraw, lapse } from "./rules.ts";
import type { Command, SpotCheckDecision, Weights } from "./states.ts";

export interface DrawOrder {
  /** Code. */
  county: string;
  size: number;
  inspectors: readonly string[];
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
}

/**
 * Draws complexes of a county, weighed by what the ledger says of them at this moment. It reads the ledger and locks
 * nothing of it: whoever works in the county must not feel it.
 *
 * @throws {Refusal} `spot-check/…`
 */
export const drawSpotCheck = (context: HubContext, { county, ...plan }: DrawOrder) =>
  transact(context, async (work) => {
    const { tx, now, viewer } = work;
    work.require("spotCheck.draw");
    if (context.regions.get(county)?.level !== "county" || !covers(viewer.region, county))
      throw refuse("spot-check/county-unknown", ["county"]);
    const { spotCheck: weights } = await work.settings();
    const complexes = await complexesOf(work, county, weights);
    const seed = randomBytes(32).toString("hex");
    const { decision, frame, rounds, fields } = decideDraw({ ...plan, candidates: complexes }, seed, weights, now);
    const row = await tx.spotCheck.create({
      data: {
        ...fields,
        ...weights,
        number: await nextNumber(tx, now, viewer.region, "CC"),
        bodyCode: viewer.region,
        cityCode: county.slice(0, 4),
        countyCode: county,
        state: decision.state,
        drawnById: personIn(viewer),
      },
    });
    const spotCheckId = row.id;
    const called = new Map(complexes.map((complex) => [complex.complexId, complex]));
    await tx.spotCheckFrameEntry.createMany({
      data: frame.map((entry) => ({ ...entry, spotCheckId, complexName: called.get(entry.complexId)?.name ?? "" })),
    });
    await tx.spotCheckItem.createMany({
      data: rounds.map(({ round, complexId }) => {
        const { name = "", subdistrictCode } = called.get(complexId) ?? {};
        return { spotCheckId, round, complexId, complexName: name, regionCode: subdistrictCode ?? county };
      }),
    });
    tell(work, { ...row, version: 0 }, decision);
    return { id: row.id };
  });

const day = 24 * 60 * 60 * 1000;

type Listed = Candidate & { name: string; subdistrictCode: string | null };

/** Anonymous and unconfirmed filings weigh nothing (domain 5), nor do those that were taken back. */
const complexesOf = ({ tx, now }: Work, county: string, { complaintDays }: Weights): Promise<Listed[]> =>
  tx.$queryRaw<Listed[]>`
    select complex."id" as "complexId", complex."name", complex."subdistrictCode", coalesce(complaint."n", 0)::int as "complaints",
      coalesce(rectification."n", 0)::int as "overdueRectifications"
    from "Complex" complex
    left join (select "complexId", count(*) as "n" from "Complaint"
      where "countyCode" = ${county} and "confirmed" and "state" <> 'withdrawn'
        and "filedAt" > ${new Date(now.getTime() - complaintDays * day)}
      group by 1) complaint on complaint."complexId" = complex."id"
    left join (select "complexId", count(*) as "n" from "Rectification"
      where "countyCode" = ${county} and "overdueAt" is not null and "settledAt" is null
      group by 1) rectification on rectification."complexId" = complex."id"
    where complex."countyCode" = ${county} and complex."mergedIntoId" is null`;

const include = { items: { select: { round: true, complexId: true, state: true } } } satisfies Prisma.SpotCheckInclude;
type Loaded = Prisma.SpotCheckGetPayload<{ include: typeof include }>;

/** A command as people give it: carrying out brings the inspection, and what it found. */
export type Instruction =
  | Exclude<Command, { type: "carryOut" }>
  | (Extract<Command, { type: "carryOut" }> & {
      inspection: Pick<InspectionRecord, "result" | "checklist" | "notes" | "evidenceIds">;
      findings: readonly FindingRecord[];
    });

export const instructSpotCheck = instruct<Loaded, Instruction, SpotCheckDecision>({
  subject: "SpotCheck",
  domain: "spotCheck",
  find: (tx, id, viewer) => tx.spotCheck.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] }, include }),
  carryOut: async (work, spotCheck, command) => {
    const { tx, now, viewer } = work;
    if (command.type === "carryOut" && (await sentBefore(work, keyHashOf(work.context, command.complexId)))) return;
    const decision = decide(spotCheck, spotCheck.items, command, { now, body: viewer.region });
    if (command.type !== "abandon")
      await tx.spotCheckItem.update({
        where: { spotCheckId_complexId: { spotCheckId: spotCheck.id, complexId: command.complexId } },
        data: { ...(await settlementOf(work, command)), settledAt: now },
      });
    await write(work, spotCheck, decision);
  },
  write,
});

/** From here on the inspection is seen by whoever sees the complex, like every other one; the rest of the draw is not. */
async function settlementOf(work: Work, command: Exclude<Instruction, { type: "abandon" }>) {
  if (command.type === "leaveOut") return { state: "leftOut", reason: command.reason } as const;
  const { complexId, carriedOutAt, inspection, findings } = command;
  const sentUnder = keyHashOf(work.context, complexId);
  const record = { kind: "spotCheck", complexId, carriedOutAt, sentUnder, ...inspection } as const;
  return { state: "carriedOut", inspectionId: (await recordWithFindings(work, record, findings)).id } as const;
}

/** What the timer at the end of the period brings about. */
export const lapseSpotCheck = (work: Work, id: string) =>
  instructSpotCheck.byClock(work, id, (spotCheck) => lapse(spotCheck, work.now));

async function write(work: Work, spotCheck: Loaded, decision: SpotCheckDecision) {
  await work.tx.spotCheck.update({
    where: { id: spotCheck.id },
    data: { ...decision.fields, state: decision.state, version: { increment: 1 } },
  });
  tell(work, spotCheck, decision);
}

/** Sealed, and without naming a complex: not even its timeline has a line of it. */
const tell = (work: Work, { id, version, ...row }: Prisma.SpotCheckGetPayload<object>, decision: SpotCheckDecision) =>
  announce(work, "SpotCheck", { id, version, cityCode: row.cityCode }, decision, belongsTo(row));
