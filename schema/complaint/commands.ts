import type { Tx } from "../../prisma/client.ts";
import type { ComplaintSecret, Prisma, Complaint as Row } from "../../prisma/generated/client.ts";
import type { ComplaintNoteKind, ComplaintSource } from "../../prisma/generated/enums.ts";
import type { Viewer } from "../account/viewer.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { nextNumber } from "../number.ts";
import { refuseGeneral } from "../refusal.ts";
import { covers } from "../region/policy.ts";
import {
  keyOf,
  newTrackingCode,
  type PersonalData,
  sealPersonalData,
  sealText,
  trackingHash,
} from "./personal-data.ts";
import { visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import { closeIfDue, decide, fileComplaint as file, lapse, noteOutcome } from "./rules.ts";
import type { Circumstances, Command, ComplaintDecision } from "./states.ts";

export interface Filing {
  source: ComplaintSource;
  /** The complex, or where it is not in the ledger yet, its county. */
  complexId?: string | null;
  countyCode?: string | null;
  kindCode?: string | null;
  anonymous: boolean;
  /** Recorded by staff, or the telephone was verified. */
  confirmed: boolean;
  personal: PersonalData;
}

/**
 * Takes a complaint in, by whatever channel (plan 四(一)).
 *
 * @returns the tracking code, which is shown to the complainant once and kept nowhere, and the complaint's own key, for
 * the photos that come with it.
 * @throws {Refusal} `complaint/complex-unknown`, `complaint/place-missing`, `complaint/kind-unknown`
 */
export async function takeIn(work: Work, filing: Filing): Promise<{ id: string; trackingCode: string; key: Buffer }> {
  const { tx, now, context } = work;
  const place = await placeOf(work, filing);
  if (filing.kindCode && !(await tx.violationKind.findUnique({ where: { code: filing.kindCode } })))
    throw refuse("complaint/kind-unknown", ["kind"]);
  const { complaint: settings } = await work.settings();
  const { fields, ...decision } = file({ now, settings });
  const trackingCode = newTrackingCode();
  const { key, secret } = sealPersonalData(context.vault, filing.personal);
  const { source, kindCode, anonymous, confirmed } = filing;
  const { id } = await tx.complaint.create({
    data: {
      ...columns({ ...decision, fields }),
      ...place,
      number: await nextNumber(tx, now, place.countyCode),
      source,
      kindCode: kindCode ?? null,
      anonymous,
      confirmed,
      filedAt: now,
      trackingHash: trackingHash(trackingCode),
      secret: { create: secret },
    } as Prisma.ComplaintUncheckedCreateInput,
    select: { id: true },
  });
  const facts = { source, violationKind: kindCode ?? null, confirmed };
  announce(work, "Complaint", { ...place, id, version: 0 }, withFacts(decision, facts));
  return { id, trackingCode, key };
}

/** Staff record what came by telephone, visit or letter. */
export const recordComplaint = (context: HubContext, filing: Omit<Filing, "confirmed">) =>
  transact(context, async (work) => {
    work.require("complaint.record");
    const { id, trackingCode } = await takeIn(work, { ...filing, confirmed: true });
    return { id, result: { id, trackingCode } };
  });

async function placeOf({ tx, viewer, context }: Work, { complexId, countyCode }: Filing) {
  // The public and those who see the region alike may name a complex; staff only one of their own region.
  const own = (code: string) => viewer.kind === "public" || covers(viewer.region, code);
  if (complexId) {
    const complex = await tx.complex.findUnique({
      where: { id: complexId },
      select: { id: true, cityCode: true, countyCode: true, subdistrictCode: true, companyId: true },
    });
    if (!complex || !own(complex.subdistrictCode ?? complex.countyCode))
      throw refuse("complaint/complex-unknown", ["complexId"]);
    const { id, ...place } = complex;
    return { complexId: id, ...place };
  }
  const county = countyCode ? context.regions.get(countyCode) : undefined;
  if (county?.level !== "county" || !own(county.code)) throw refuse("complaint/place-missing", ["county"]);
  return {
    complexId: null,
    companyId: null,
    cityCode: county.code.slice(0, 4),
    countyCode: county.code,
    subdistrictCode: null,
  };
}

type Loaded = Row & { secret: ComplaintSecret | null };

const find = (tx: Tx, id: string, viewer: Viewer): Promise<Loaded | null> =>
  tx.complaint.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] }, include: { secret: true } });

/** A command of the staff to one complaint. */
export const instructComplaint = instruct<Loaded, Command>({
  subject: "Complaint",
  domain: "complaint",
  find,
  carryOut: async (work, complaint, command) => {
    if (command.type === "assign") await requireHandler(work, complaint, command.handlerId);
    const decision = decide(complaint, command, await circumstancesOf(work, complaint.id));
    await write(work, complaint, decision);
    const note = noteOf(command);
    if (note) await writeNote(work, complaint, note.kind, note.text);
  },
});

/** 专人受理: the handler works for the region that the complaint lies in, or for one above it. */
async function requireHandler({ tx }: Work, { countyCode, subdistrictCode }: Row, handlerId: string) {
  const handler = await tx.user.findFirst({
    where: { id: handlerId, disabledAt: null, role: { in: ["city", "county", "subdistrict"] } },
    select: { regionCode: true },
  });
  if (!handler || !covers(handler.regionCode, subdistrictCode ?? countyCode))
    throw refuse("complaint/handler-unknown", ["handlerId"]);
}

export async function write(work: Work, complaint: Row, decision: ComplaintDecision) {
  await work.tx.complaint.update({
    where: { id: complaint.id },
    data: {
      ...columns(decision),
      version: { increment: 1 },
      updatedAt: work.now,
    } as Prisma.ComplaintUncheckedUpdateInput,
  });
  announce(work, "Complaint", complaint, withFacts(decision, { from: complaint.state }));
}

/** What a clock of the complaint brings about when its timer fires. */
export const lapseComplaint = (work: Work, id: string) =>
  byClock(work, id, (complaint, circumstances) => {
    const decision = lapse(complaint, circumstances);
    return decision.events.length > 0 ? decision : null;
  });

/** The answer window is over: closes the case unless something more is owed. */
export const closeComplaint = (work: Work, id: string) => byClock(work, id, closeIfDue);

/** One of its findings was settled: a rectification ended, or the finding was withdrawn. */
export const settleOutcome = (work: Work, id: string, accepted: boolean) =>
  byClock(work, id, (complaint, circumstances) => {
    const decision = noteOutcome(complaint, { accepted }, circumstances);
    return decision.events.length + decision.setTimers.length > 0 ? decision : null;
  });

async function byClock(
  work: Work,
  id: string,
  rule: (complaint: Row, circumstances: Circumstances) => ComplaintDecision | null,
) {
  await work.tx.$queryRaw`select 1 from "Complaint" where "id" = ${id}::uuid for update`;
  const complaint = await work.tx.complaint.findUnique({ where: { id } });
  const decision = complaint && rule(complaint, await circumstancesOf(work, id));
  if (complaint && decision) await write(work, complaint, decision);
}

export async function circumstancesOf(work: Work, complaintId: string): Promise<Circumstances> {
  const { complaint: settings } = await work.settings();
  const pendingFindings = await work.tx.finding.count({
    where: { complaintId, state: { in: ["open", "ordered"] } },
  });
  return { now: work.now, settings, pendingFindings };
}

const columns = ({ state, fields }: Pick<ComplaintDecision, "state" | "fields">) => ({
  ...fields,
  ...(fields.lapsed && { lapsed: [...fields.lapsed] }),
  state,
});

const withFacts = <D extends Pick<ComplaintDecision, "events">>(decision: D, facts: object): D => ({
  ...decision,
  events: decision.events.map((event) => ({ ...event, facts: { ...event.facts, ...facts } })),
});

/** What a command's author wrote down with it. */
function noteOf(command: Command): { kind: ComplaintNoteKind; text: string } | null {
  switch (command.type) {
    case "giveFeedback":
      return { kind: "feedback", text: command.text };
    case "unsubstantiate":
      return { kind: "unsubstantiated", text: command.reason };
    case "transfer":
      return { kind: "transfer", text: command.reason };
    case "answerTransfer":
      return { kind: "transferAnswer", text: command.answer };
    case "returnFromTransfer":
      return { kind: "transferReturn", text: command.reason };
    case "extend":
      return { kind: "extension", text: command.reason };
    case "reopen":
      return { kind: "reopening", text: command.reason };
    case "correct":
      return { kind: "correction", text: command.reason };
    case "withdraw":
      return { kind: "withdrawal", text: command.reason };
    default:
      return null;
  }
}

/** @throws {Refusal} `complaint/erased` when there is no key left to write under. */
export async function writeNote(
  { tx, now, viewer, context }: Work,
  { id, secret }: Loaded,
  kind: ComplaintNoteKind,
  text: string,
) {
  const key = secret && keyOf(context.vault, secret);
  if (!key) throw refuse("complaint/erased");
  await tx.complaintNote.create({
    data: {
      complaintId: id,
      kind,
      content: sealText(key, text),
      writtenAt: now,
      authorId: viewer.kind === "user" ? viewer.id : null,
    },
  });
}

/**
 * Shows who complained, unmasked. Asks for a reason and leaves an entry in the audit (domain 5).
 *
 * @throws {Refusal} `not-found`, `forbidden`, `complaint/reason-missing`
 */
export const revealComplainant = (context: HubContext, id: string, reason: string) =>
  transact(context, async (work) => {
    const complaint = await find(work.tx, id, work.viewer);
    if (!complaint) throw refuseGeneral("not-found");
    work.require("complaint.reveal");
    if (reason.trim() === "") throw refuse("complaint/reason-missing", ["reason"]);
    await writeNote(work, complaint, "reveal", reason);
    work.record({
      kind: "ComplaintRevealed",
      subject: { type: "Complaint", id, version: complaint.version },
      region: complaint.subdistrictCode ?? complaint.countyCode,
    });
    return { id };
  });

/** The owner answers by tracking code whether they are satisfied. */
export async function answerFeedback(context: HubContext, code: string, satisfied: boolean, words: string | null) {
  return transact(context, async (work) => {
    const found = await work.tx.complaint.findUnique({
      where: { trackingHash: trackingHash(code) },
      select: { id: true },
    });
    if (!found) throw refuse("complaint/code-unknown", ["code"]);
    await work.tx.$queryRaw`select 1 from "Complaint" where "id" = ${found.id}::uuid for update`;
    const complaint = await work.tx.complaint.findUniqueOrThrow({ where: { id: found.id }, include: { secret: true } });
    const command: Command = { type: satisfied ? "answerSatisfied" : "answerUnsatisfied" };
    await write(work, complaint, decide(complaint, command, await circumstancesOf(work, complaint.id)));
    if (words) await writeNote(work, complaint, "answer", words);
    return { id: complaint.id, result: { code } };
  });
}

/** Destroys the key: the data is gone wherever copies of the row went. The proof is the event and what is left empty. */
export async function eraseComplaint(work: Work, id: string) {
  const { tx, now } = work;
  await tx.$queryRaw`select 1 from "Complaint" where "id" = ${id}::uuid for update`;
  const complaint = await tx.complaint.findUnique({ where: { id }, include: { photos: { select: { id: true } } } });
  if (!complaint) return;
  await tx.complaintSecret.update({
    where: { complaintId: id },
    data: { wrappedKey: null, content: null, phoneHash: null, erasedAt: now },
  });
  await tx.complaintNote.updateMany({ where: { complaintId: id }, data: { content: null } });
  await tx.evidence.updateMany({ where: { complaintId: id }, data: { erasedAt: now } });
  work.record({
    kind: "ComplaintErased",
    subject: { type: "Complaint", id, version: complaint.version },
    region: complaint.subdistrictCode ?? complaint.countyCode,
    facts: { photos: complaint.photos.length },
  });
}
