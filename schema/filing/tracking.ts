import { setTimeout as pause } from "node:timers/promises";
import type { Complaint } from "../../prisma/generated/client.ts";
import { currentSettings } from "../campaign/settings-in-force.ts";
import { unsettled } from "../complaint/circumstances.ts";
import { answerFeedback } from "../complaint/commands.ts";
import { keyOf, openText, trackingHash } from "../complaint/personal-data.ts";
import { refuse as refuseComplaint } from "../complaint/refusals.ts";
import { allowedCommands } from "../complaint/rules.ts";
import type { HubContext } from "../context.ts";
import { chargeAddress } from "./limits.ts";

/** What a tracking code opens: where the case stands, when what happened, what the owner was told. Nothing else. */
export interface TrackedComplaint
  extends Pick<
    Complaint,
    | "state"
    | "filedAt"
    | "acknowledgedAt"
    | "verifiedAt"
    | "feedbackAt"
    | "closedAt"
    | "acknowledgeDue"
    | "verifyDue"
    | "feedbackDue"
    | "answerDue"
    | "answeredAt"
    | "satisfied"
    | "reopenings"
  > {
  feedback: readonly { text: string; givenAt: Date }[];
  mayAnswer: boolean;
}

/**
 * All answers take the same time, right codes and wrong ones: a look-up is one indexed statement, and what follows for a
 * code that exists must not show.
 */
const paceMs = 150;

/**
 * The case that a code belongs to.
 *
 * @throws {Refusal} `rate-limited`, `complaint/code-unknown`
 */
export async function track(context: HubContext, code: string): Promise<TrackedComplaint> {
  await chargeLookup(context);
  const [tracked] = await Promise.all([look(context, code), pause(paceMs)]);
  if (!tracked) throw refuseComplaint("complaint/code-unknown", ["code"]);
  return tracked;
}

/**
 * The owner's answer to the latest feedback, and the case after it.
 *
 * @throws {Refusal} as `track`, and those of the rule: too late, answered already, nothing to answer
 */
export async function answerByCode(context: HubContext, code: string, satisfied: boolean, words: string | null) {
  await chargeLookup(context);
  const told = words?.trim() || null;
  const [answered] = await Promise.allSettled([answerFeedback(context, code, satisfied, told), pause(paceMs)]);
  if (answered.status === "rejected") throw answered.reason;
  return { result: { code } };
}

async function chargeLookup(context: HubContext) {
  const { publicForm } = await currentSettings(context);
  await chargeAddress(context, { name: "track", calls: publicForm.lookupsPerAddress, seconds: 3600 });
}

/** The same without counting it: for the answer to a command that was counted. */
export async function look(context: HubContext, code: string): Promise<TrackedComplaint | null> {
  const { db, vault, clock } = context;
  const { complaint: settings } = await currentSettings(context);
  const complaint = await db.complaint.findUnique({
    where: { trackingHash: trackingHash(code) },
    include: {
      secret: { select: { wrappedKey: true, masterKey: true } },
      notes: { where: { kind: "feedback" }, orderBy: { writtenAt: "asc" } },
      findings: { where: unsettled, select: { id: true } },
      primary: { select: { findings: { where: unsettled, select: { id: true } } } },
    },
  });
  if (!complaint) return null;
  const key = complaint.secret && keyOf(vault, complaint.secret);
  const allowed = allowedCommands(complaint, {
    now: clock.now(),
    settings,
    pendingFindings: complaint.findings.length + (complaint.primary?.findings.length ?? 0),
  });
  return {
    ...complaint,
    feedback: complaint.notes.flatMap(({ content, writtenAt }) =>
      key && content ? [{ text: openText(key, content), givenAt: writtenAt }] : [],
    ),
    mayAnswer: allowed.includes("answerSatisfied"),
  };
}
