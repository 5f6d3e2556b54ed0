import type { PolicyDocument, PolicyReceipt } from "../../prisma/generated/client.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { transact, type Work } from "../activity/transact.ts";
import type { Deadline } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { attachEvidence } from "../evidence/attach.ts";
import { nextNumber } from "../number.ts";
import { Refusal } from "../refusal.ts";
import { bodyColumns } from "../region/policy.ts";
import { ancestorsOf, levelOf, type RegionLevel } from "../region/rules.ts";
import { isOwn, receiptsVisibleTo, visibleTo } from "./policy.ts";
import { addressees, countRead, markReminded, sendTo, settleReceipts, unreadBelow } from "./receipts.ts";
import { refuse } from "./refusals.ts";
import { addresseesOf, confirmReading, decide, issueDocument, lapse, moveClock, remindByClock } from "./rules.ts";
import type { Command, PolicyDecision } from "./states.ts";

export interface Edition {
  documentNumber: string;
  title: string;
  issuingBody: string;
  /** Civil date as a column. */
  inForceOn: Date;
  text: string | null;
  evidenceIds: readonly string[];
}

export interface PolicyIssue extends Edition {
  /** Codes; none: all of one's own region. */
  regions: readonly string[];
  /** The level down to which it goes. */
  downTo: RegionLevel;
}

/**
 * Sends a document down, in one act: a receipt for each region addressed, one event for all of them.
 *
 * @throws {Refusal} `forbidden`, `policy-document/…`, `not-found` for a file
 */
export const issuePolicyDocument = (context: HubContext, { regions, downTo, ...edition }: PolicyIssue) =>
  transact(context, async (work) => {
    work.require("policyDocument.issue");
    const all = [...context.regions.all()].map(({ code }) => code);
    return issue(work, edition, addresseesOf(all, work.viewer.region, regions, downTo), null);
  });

async function issue(work: Work, edition: Edition, addressed: readonly string[], replaced: PolicyDocument | null) {
  const { tx, now, viewer } = work;
  const { evidenceIds, ...words } = edition;
  const { policyDocument: settings } = await work.settings();
  const counted = { text: edition.text, files: evidenceIds.length, addressed: addressed.length };
  const decision = issueDocument(counted, { now, settings });
  // Whoever issues for this body waits here for the other one: its number is looked for after that.
  const number = await nextNumber(tx, now, viewer.region, "ZC");
  const { documentNumber } = edition;
  const same = { bodyCode: viewer.region, documentNumber, state: "issued" as const };
  if ((await tx.policyDocument.count({ where: same })) > 0)
    throw refuse("policy-document/number-taken", ["documentNumber"], { documentNumber });
  const row = await tx.policyDocument.create({
    data: {
      ...words,
      ...(decision.fields as Pick<PolicyDocument, "dueAt" | "calendarPublished">),
      ...bodyColumns(viewer.region),
      number,
      edition: (replaced?.edition ?? 0) + 1,
      replacesId: replaced?.id,
      issuedAt: now,
      issuedById: viewer.id,
    },
  });
  await sendTo(work, row, addressed);
  await attachEvidence(work, evidenceIds, { type: "PolicyDocument", id: row.id }, row);
  tell(work, { ...row, version: 0 }, decision, addressed);
  return { id: row.id };
}

/** A command as people give it: what replaces a document comes with the order. */
export type Instruction =
  | Exclude<Command, { type: "replace" }>
  | (Extract<Command, { type: "replace" }> & { edition: Edition });

export const instructPolicyDocument = instruct<PolicyDocument, Instruction, PolicyDecision>({
  subject: "PolicyDocument",
  domain: "policyDocument",
  find: (tx, id, viewer) => tx.policyDocument.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, document, given) => {
    const { now, viewer } = work;
    const unread = await unreadBelow(work, document.id, viewer.region);
    const addressed = await write(work, document, decide(document, given, { now, body: viewer.region, unread }));
    if (given.type === "replace") await issue(work, given.edition, addressed, document);
  },
  write,
});

/** What the timer ahead of the deadline brings about. */
export const remindPolicyReaders = (work: Work, id: string) =>
  instructPolicyDocument.byClock(work, id, async (document) =>
    remindByClock(document, await unreadBelow(work, id, document.bodyCode)),
  );

/** What the timer of the deadline brings about. */
export const lapsePolicyDocument = (work: Work, id: string) =>
  instructPolicyDocument.byClock(work, id, async (document) =>
    lapse(document, { now: work.now, unread: await unreadBelow(work, id, document.bodyCode) }),
  );

/** The working days of the deadline were counted again. */
export const movePolicyClock = (work: Work, id: string, deadline: Deadline) =>
  instructPolicyDocument.byClock(work, id, async (document) => {
    const { reminderHours } = (await work.settings()).policyDocument;
    return moveClock(document, deadline, { now: work.now, reminderHours });
  });

/** @returns codes of the regions that hear of it */
async function write(work: Work, document: PolicyDocument, decision: PolicyDecision): Promise<string[]> {
  const { id, bodyCode } = document;
  const { fields, state } = decision;
  const kinds = new Set(decision.events.map(({ kind }) => kind));
  const below = work.viewer.role === "hub" ? bodyCode : work.viewer.region;
  // Those who have read it hear of it again when it holds no more.
  const hearing = kinds.has("PolicyReadersReminded")
    ? await markReminded(work, id, below)
    : await addressees(work, id, state === "issued" ? { owed: true } : {});
  await work.tx.policyDocument.update({ where: { id }, data: { ...fields, state, version: { increment: 1 } } });
  if (fields.dueAt)
    await work.tx.policyReceipt.updateMany({ where: { documentId: id }, data: { dueAt: fields.dueAt } });
  if (state !== "issued") await settleReceipts(work, id);
  tell(work, document, decision, hearing);
  return hearing;
}

/** It happens in the region of its body; those who are to hear of it are named, with the regions above them. */
const tell = (work: Work, row: PolicyDocument, decision: PolicyDecision, hearing: readonly string[]) =>
  announce(work, "PolicyDocument", { ...row, cityCode: row.bodyCode, countyCode: null }, decision, {
    audienceRegions: [...new Set(hearing.flatMap((code) => [...ancestorsOf(code), code]))].filter(
      (code) => code.length > row.bodyCode.length,
    ),
  });

/** @throws {Refusal} `forbidden` for another region's receipt, `policy-receipt/…` */
export const instructPolicyReceipt = instruct<PolicyReceipt, { type: "confirm" }>({
  subject: "PolicyReceipt",
  domain: "policyReceipt",
  find: (tx, id, viewer) => tx.policyReceipt.findFirst({ where: { AND: [{ id }, receiptsVisibleTo(viewer)] } }),
  carryOut: async (work, receipt) => {
    const { tx, now, viewer } = work;
    if (!isOwn(viewer, receipt)) throw new Refusal("forbidden");
    const { fields, inTime } = confirmReading(receipt, now);
    await tx.policyReceipt.update({
      where: { id: receipt.id },
      data: { ...fields, readById: viewer.id, version: { increment: 1 } },
    });
    await countRead(work, receipt, inTime);
    work.record({
      kind: "PolicyDocumentRead",
      subject: { type: "PolicyReceipt", id: receipt.id, version: receipt.version + 1 },
      region: receipt.regionCode,
      facts: { document: receipt.documentId, level: levelOf(receipt.regionCode), inTime },
    });
  },
});
