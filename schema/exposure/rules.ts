/**
 * Monthly batches of typical cases that are exposed, and of advanced companies that are praised (plan 四(四): 充分利用媒体
 * 每月曝光一批典型案例; 四(五): 先进典型). Nothing is approved or published while personal data is left in it (domain 14).
 *
 * Pure: batch, cases, command and circumstances in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { commandsIn, decisions, merge } from "../decision.ts";
import { type DataKind, type Found, maskedExcerpt, personalDataIn } from "./redaction.ts";
import { refuse } from "./refusals.ts";
import {
  type Batch,
  type Circumstances,
  type Command,
  type CommandType,
  type ExposureDecision,
  type Part,
  transitions,
} from "./states.ts";

const { unchanged, step } = decisions<ExposureDecision>();

/** Nobody's word makes a telephone or an identity number harmless. */
const neverHarmless: readonly DataKind[] = ["telephone", "identityNumber"];

export interface Mark extends Found {
  readonly field: "title" | "text";
  readonly harmless: boolean;
}

/** What looks like personal data in a case, that which was said to be none included. */
export const marksIn = (part: Pick<Part, "title" | "text" | "known" | "harmless">): readonly Mark[] =>
  (["title", "text"] as const).flatMap((field) =>
    personalDataIn(part[field], part.known).map((found) => ({
      ...found,
      field,
      harmless: part.harmless.some(({ kind, text }) => kind === found.kind && text === found.text),
    })),
  );

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(
  before: Batch,
  parts: readonly Part[],
  command: Command,
  circumstances: Circumstances,
): ExposureDecision {
  if (transitions[before.state][command.type] === undefined)
    throw refuse("exposure/not-in-this-state", [], { state: before.state });
  // A command may come ahead of a late ticker: a month that is over by now is over, with its own minute.
  const passed = lapse(before, circumstances.now);
  return merge(passed, outcomeOf({ ...before, ...passed.fields }, parts, command, circumstances));
}

function outcomeOf(
  before: Batch,
  parts: readonly Part[],
  command: Command,
  { now, actor }: Circumstances,
): ExposureDecision {
  switch (command.type) {
    case "write":
      return step(before.state, {}, "ExposureCaseWritten");
    case "remove":
      return step(before.state, {}, "ExposureCaseRemoved", { case: partOf(parts, command.caseId).position });
    case "markHarmless":
      return markHarmless(before, partOf(parts, command.caseId), command);
    case "submit":
      requireClean(parts);
      return step("submitted", { submittedAt: now, returnReason: null }, "ExposureSubmitted", tally(parts));
    case "return":
      requireReason(command.reason);
      return step("returned", { returnReason: command.reason, approvedAt: null }, "ExposureReturned");
    case "approve":
      if (parts.some(({ authorIds }) => actor !== null && authorIds.includes(actor))) throw refuse("exposure/own-work");
      requireClean(parts);
      return step("approved", { approvedAt: now }, "ExposureApproved", tally(parts));
    case "publish":
      requireClean(parts);
      return publish(before, parts, now);
    case "withdrawCase": {
      requireReason(command.reason);
      const part = partOf(parts, command.caseId);
      if (!part.shown) throw refuse("exposure/not-shown", ["caseId"]);
      return step(before.state, {}, "ExposureCaseWithdrawn", tally([part]));
    }
    case "withdraw":
      requireReason(command.reason);
      return step(
        "withdrawn",
        // Withdrawn within its month it pays nothing.
        { withdrawnAt: now, withdrawalReason: command.reason, ...(isDue(before, now) ? {} : { paidAt: null }) },
        "ExposureWithdrawn",
        tally(parts.filter(({ shown }) => shown)),
      );
    case "reopen":
      return step(
        "draft",
        { submittedAt: null, approvedAt: null, publishedAt: null, withdrawnAt: null, withdrawalReason: null },
        "ExposureReopened",
      );
  }
}

/** What is exposed pays the month's debt; praise alone does not. */
function publish({ dueAt, overdueAt, paidAt }: Batch, parts: readonly Part[], now: Date): ExposureDecision {
  const counted = tally(parts);
  const pays = dueAt !== null && paidAt === null && counted.exposures > 0;
  return step("published", { publishedAt: now, ...(pays && { paidAt: now }) }, "ExposurePublished", {
    ...counted,
    paysLate: pays && overdueAt !== null,
  });
}

function markHarmless(
  { state }: Batch,
  part: Part,
  { kind, text, reason }: Extract<Command, { type: "markHarmless" }>,
): ExposureDecision {
  if (neverHarmless.includes(kind)) throw refuse("exposure/never-harmless", ["kind"], { dataKind: kind });
  requireReason(reason);
  if (!marksIn(part).some((mark) => mark.kind === kind && mark.text === text && !mark.harmless))
    throw refuse("exposure/nothing-there", ["text"]);
  return step(state, {}, "ExposureMarkedHarmless", { case: part.position, dataKind: kind });
}

/** @throws {Refusal} without a case, and for the first personal data that is left */
function requireClean(parts: readonly Part[]) {
  if (parts.length === 0) throw refuse("exposure/empty");
  for (const part of parts)
    for (const mark of marksIn(part))
      if (!mark.harmless)
        throw refuse("exposure/personal-data-left", [mark.field], {
          case: part.position,
          part: mark.field,
          dataKind: mark.kind,
          excerpt: maskedExcerpt(mark),
          position: mark.start + 1,
        });
}

const tally = (parts: readonly Pick<Part, "kind">[]) => {
  const exposures = parts.filter(({ kind }) => kind === "exposure").length;
  return { exposures, praises: parts.length - exposures };
};

function partOf(parts: readonly Part[], id: string): Part {
  const part = parts.find((one) => one.id === id);
  if (!part) throw refuse("exposure/case-unknown", ["caseId"]);
  return part;
}

function requireReason(reason: string) {
  if (reason.trim() === "") throw refuse("exposure/reason-missing", ["reason"]);
}

const isDue = ({ dueAt }: Pick<Batch, "dueAt">, now: Date) => dueAt !== null && dueAt <= now;

/** What the end of the month brings about: the debt of a city that has exposed nothing. */
export function lapse(current: Batch, now: Date): ExposureDecision {
  const { state, dueAt, overdueAt, paidAt } = current;
  if (dueAt === null || dueAt > now || overdueAt !== null || paidAt !== null) return unchanged(state);
  return {
    ...unchanged(state, { overdueAt: dueAt }),
    events: [{ kind: "ExposureOverdue", occurredAt: dueAt }],
  };
}

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export const allowedCommands = (
  { state }: Pick<Batch, "state">,
  parts: readonly Pick<Part, "authorIds">[],
  actor: string | null,
): readonly CommandType[] =>
  commandsIn(transitions, state).filter(
    (type) => type !== "approve" || parts.every(({ authorIds }) => actor === null || !authorIds.includes(actor)),
  );
