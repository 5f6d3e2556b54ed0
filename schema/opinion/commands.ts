import type { OpinionIncident, Prisma } from "../../prisma/generated/client.ts";
import type { Medium } from "../../prisma/generated/enums.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { transact, type Work } from "../activity/transact.ts";
import type { Deadline } from "../calendar/rules.ts";
import { requireCompany } from "../company/named.ts";
import { visibleTo as complaintsVisibleTo } from "../complaint/policy.ts";
import { visibleTo as complexesVisibleTo, meant } from "../complex/policy.ts";
import type { HubContext } from "../context.ts";
import { attachEvidence } from "../evidence/attach.ts";
import { safeLink } from "../link.ts";
import { nextNumber } from "../number.ts";
import { refuseGeneral } from "../refusal.ts";
import { covers, regionColumns, regionOf } from "../region/policy.ts";
import { visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import { decide, lapse, moveClock, reportIncident } from "./rules.ts";
import type { Command, Heat, OpinionDecision } from "./states.ts";

export interface OpinionReport {
  title: string;
  summary: string;
  medium: Medium;
  link: string | null;
  seenAt: Date;
  heat: Heat;
  /** Code of the place that it is about; with a complex, that is the place. */
  region: string | null;
  complexId: string | null;
  companyId: string | null;
  complaintIds: readonly string[];
  ownerId: string;
  evidenceIds: readonly string[];
}

/**
 * Puts on record what is said in public, with a named owner: the body that the owner works for handles it.
 *
 * @throws {Refusal} `opinion/…`, `forbidden`, `not-found` for complex, company, complaint or file
 */
export const reportOpinion = (context: HubContext, report: OpinionReport) =>
  transact(context, async (work) => {
    work.require("opinion.report");
    const { tx, now, viewer } = work;
    const place = await placeOf(work, report);
    const owner = await ownerFor(work, regionOf(place), report.ownerId);
    const { title, summary, medium, link, seenAt, heat, complaintIds } = report;
    const decision = reportIncident(
      { heat, seenAt, link, ownerFits: owner !== null },
      { now, body: viewer.region, settings: (await work.settings()).opinion },
    );
    await requireComplaints(work, complaintIds);
    const holderCode = owner ?? "";
    const row = await tx.opinionIncident.create({
      data: {
        ...place,
        ...(decision.fields as { dueAt: Date; calendarPublished: boolean }),
        number: await nextNumber(tx, now, regionOf(place), "YQ"),
        title,
        summary,
        medium,
        link: link && safeLink(link),
        seenAt,
        heat,
        holderCode,
        ownerId: report.ownerId,
        openedAt: now,
        openedById: viewer.id,
        complaints: { create: [...new Set(complaintIds)].map((complaintId) => ({ complaintId })) },
        steps: { create: { at: now, heat, holderCode, ownerId: report.ownerId } },
      },
    });
    await attachEvidence(work, report.evidenceIds, { type: "OpinionIncident", id: row.id }, row);
    announce(work, "OpinionIncident", { ...row, version: 0 }, decision);
    return { id: row.id };
  });

/** Of the complex, where it is about one; else the region that is named. */
async function placeOf(work: Work, { region, complexId, companyId }: OpinionReport) {
  const { tx, viewer, context } = work;
  await requireCompany(work, companyId);
  if (complexId !== null) {
    const complex = await tx.complex.findFirst({ where: { AND: [meant(complexId), complexesVisibleTo(viewer)] } });
    if (!complex) throw refuseGeneral("not-found", ["complexId"]);
    const { id, cityCode, countyCode, subdistrictCode } = complex;
    return { cityCode, countyCode, subdistrictCode, complexId: id, companyId: companyId ?? complex.companyId };
  }
  const level = region && context.regions.get(region)?.level;
  if (!region || !level || level === "province" || !covers(viewer.region, region))
    throw refuse("opinion/region-unknown", ["region"]);
  return { ...regionColumns(region), complexId, companyId };
}

/** The region that somebody handles the place's incidents for: its own, or one above it that the viewer answers for. */
async function ownerFor({ tx, viewer }: Work, place: string, ownerId: string): Promise<string | null> {
  const owner = await tx.user.findFirst({
    where: { id: ownerId, disabledAt: null, role: { in: ["office", "city", "county", "subdistrict"] } },
    select: { regionCode: true },
  });
  return owner && covers(owner.regionCode, place) && covers(viewer.region, owner.regionCode) ? owner.regionCode : null;
}

async function requireComplaints({ tx, viewer }: Work, ids: readonly string[]) {
  const visible = await tx.complaint.findMany({
    where: { AND: [{ id: { in: [...ids] } }, complaintsVisibleTo(viewer)] },
    select: { id: true },
  });
  const known = new Set(visible.map(({ id }) => id));
  ids.forEach((id, index) => {
    if (!known.has(id)) throw refuseGeneral("not-found", ["complaintIds", String(index)]);
  });
}

/** A command as people give it: whether somebody fits is asked here. */
export type Instruction =
  | Exclude<Command, { type: "takeOver" | "nameOwner" | "answer" }>
  | { type: "takeOver"; ownerId: string; reason: string }
  | { type: "nameOwner"; ownerId: string }
  | (Extract<Command, { type: "answer" }> & { medium: Medium; evidenceIds: readonly string[] });

export const instructOpinion = instruct<OpinionIncident, Instruction, OpinionDecision>({
  subject: "OpinionIncident",
  domain: "opinion",
  find: (tx, id, viewer) => tx.opinionIncident.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, incident, given) => {
    const { now, viewer } = work;
    const command = await commandOf(work, incident, given);
    const decision = decide(incident, command, {
      now,
      body: viewer.region,
      settings: (await work.settings()).opinion,
    });
    if (given.type === "answer")
      await attachEvidence(work, given.evidenceIds, { type: "OpinionIncident", id: incident.id }, incident);
    await write(work, incident, decision, wordsOf(given, viewer.region));
    await keepStep(work, incident, given);
  },
  write,
});

async function commandOf(work: Work, incident: OpinionIncident, given: Instruction): Promise<Command> {
  if (given.type !== "takeOver" && given.type !== "nameOwner") return given;
  const holder = given.type === "takeOver" ? work.viewer.region : incident.holderCode;
  const ownerFits = (await ownerFor(work, regionOf(incident), given.ownerId)) === holder;
  return given.type === "takeOver"
    ? { type: given.type, reason: given.reason, ownerFits }
    : { type: given.type, ownerFits };
}

/** What is written beside what the rules decide. */
function wordsOf(given: Instruction, body: string): Prisma.OpinionIncidentUncheckedUpdateInput {
  switch (given.type) {
    case "handle":
      return { measures: given.measures };
    case "answer":
      return { answer: given.answer, answerMedium: given.medium, answerLink: given.link && safeLink(given.link) };
    case "close":
      return { conclusion: given.conclusion };
    case "withdraw":
      return { conclusion: given.reason };
    case "reopen":
      return { conclusion: null, answer: null, answerMedium: null, answerLink: null };
    case "takeOver":
      return { ownerId: given.ownerId, holderCode: body };
    case "nameOwner":
      return { ownerId: given.ownerId };
    case "raise":
      return {};
  }
}

/** A change of heat or of hands is kept with its reason. */
async function keepStep({ tx, now, viewer }: Work, incident: OpinionIncident, given: Instruction) {
  const { id: incidentId, heat, holderCode, ownerId } = incident;
  const step = { incidentId, at: now, heat, holderCode, ownerId };
  if (given.type === "raise")
    await tx.opinionStep.create({ data: { ...step, heat: given.heat, reason: given.reason } });
  if (given.type === "reopen") await tx.opinionStep.create({ data: { ...step, reason: given.reason } });
  if (given.type === "nameOwner") await tx.opinionStep.create({ data: { ...step, ownerId: given.ownerId } });
  if (given.type === "takeOver")
    await tx.opinionStep.create({
      data: { ...step, ownerId: given.ownerId, holderCode: viewer.region, reason: given.reason },
    });
}

/** What the timer of the clock brings about: its one overdue event. */
export const lapseOpinion = (work: Work, id: string) =>
  instructOpinion.byClock(work, id, (incident) => lapse(incident, work));

/** The working days of the clock were counted again. */
export const moveOpinionClock = (work: Work, id: string, deadline: Deadline) =>
  instructOpinion.byClock(work, id, (incident) => moveClock(incident, deadline));

async function write(
  work: Work,
  incident: OpinionIncident,
  decision: OpinionDecision,
  words: Prisma.OpinionIncidentUncheckedUpdateInput = {},
) {
  await work.tx.opinionIncident.update({
    where: { id: incident.id },
    data: { ...words, ...decision.fields, state: decision.state, version: { increment: 1 } },
  });
  announce(work, "OpinionIncident", incident, decision);
}
