/**
 * A policy document goes from a body to regions below it, down to the sub-districts, in one act (政策文件直达基层,
 * plan 四(三)); each of them confirms by a named person that it has read it. Confirming, not opening: a page that was
 * opened by mistake has been read by nobody, and a question to the hub changes nothing.
 *
 * An event is told to all who are addressed: how many they are, and how many have not read it, counts and is told to
 * none of them.
 *
 * Pure: document, command and circumstances in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { addWorkingDays, type Deadline } from "../calendar/rules.ts";
import { commandsIn, decisions, type Happening, merge, timerAt, timerAtInstant, timerMoved } from "../decision.ts";
import { covers, digitsOf, type RegionLevel } from "../region/rules.ts";
import { refuse } from "./refusals.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type PolicyDecision,
  type PolicyDocument,
  type Sending,
  type TimerKind,
  transitions,
} from "./states.ts";

const { unchanged, step } = decisions<PolicyDecision>();

/**
 * The regions that a body sends a document to: those chosen (all of its own, where none is), with everything below them
 * down to a level. The body itself is none of them.
 *
 * @param regions codes of all there are
 * @throws {Refusal} `policy-document/region-unknown`, `policy-document/nobody-addressed`
 */
export function addresseesOf(
  regions: readonly string[],
  body: string,
  chosen: readonly string[],
  downTo: RegionLevel,
): string[] {
  const below = regions.filter((code) => code !== body && covers(body, code));
  chosen.forEach((code, index) => {
    if (!below.includes(code)) throw refuse("policy-document/region-unknown", ["regions", String(index)]);
  });
  const addressed = below.filter(
    (code) => code.length <= digitsOf[downTo] && (chosen.length === 0 || chosen.some((one) => covers(one, code))),
  );
  if (addressed.length === 0) throw refuse("policy-document/nobody-addressed", ["regions"]);
  return addressed;
}

/** @throws {Refusal} `policy-document/empty` */
export function issueDocument(
  { text, files, addressed }: { text: string | null; files: number; addressed: number },
  { now, settings, calendar }: Sending,
): PolicyDecision {
  if (files === 0 && (text ?? "").trim() === "") throw refuse("policy-document/empty", ["text"]);
  const deadline = addWorkingDays(now, settings.readWorkingDays, calendar);
  return {
    ...unchanged("issued", { ...clockOf(deadline), overdueAt: null }),
    events: [{ kind: "PolicyDocumentIssued", heldBack: { "policy.addressed": addressed } }],
    setTimers: timersOf(deadline, now, settings.reminderHours),
  };
}

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(before: PolicyDocument, command: Command, circumstances: Circumstances): PolicyDecision {
  const state = transitions[before.state][command.type];
  if (state === undefined) throw refuse("policy-document/not-in-this-state", [], { state: before.state });
  const { now, body, unread } = circumstances;
  if (command.type === "remind") {
    if (unread === 0) throw refuse("policy-document/nobody-unread");
    return step(state, {}, "PolicyReadersReminded");
  }
  if (body !== before.bodyCode) throw refuse("policy-document/of-another-body");
  if (command.reason.trim() === "") throw refuse("policy-document/reason-missing", ["reason"]);
  const kind = command.type === "replace" ? "PolicyDocumentReplaced" : "PolicyDocumentWithdrawn";
  // A command may come ahead of a late ticker: what was not read in time by then was not.
  return merge(lapse(before, circumstances), {
    ...step(state, { settledAt: now, settledReason: command.reason }, kind),
    cancelTimers: ["policyReadReminder", "policyReadDue"],
  });
}

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export const allowedCommands = (
  { state, bodyCode }: Pick<PolicyDocument, "state" | "bodyCode">,
  { body, unread }: Pick<Circumstances, "body" | "unread">,
): readonly CommandType[] =>
  commandsIn(transitions, state).filter((type) => (type === "remind" ? unread > 0 : body === bodyCode));

/** Ahead of the deadline those who have not read it are reminded, all of them by one event. */
export const remindByClock = ({ state }: PolicyDocument, unread: number): PolicyDecision =>
  state === "issued" && unread > 0 ? step(state, {}, "PolicyReadersReminded") : unchanged(state);

/** What the timer of the deadline brings about: one event, whoever has not read it. */
export function lapse(
  { state, dueAt, overdueAt }: PolicyDocument,
  { now, unread }: Pick<Circumstances, "now" | "unread">,
): PolicyDecision {
  if (state !== "issued" || overdueAt !== null || dueAt > now || unread === 0) return unchanged(state);
  const event: Happening<"PolicyReadingOverdue"> = {
    kind: "PolicyReadingOverdue",
    heldBack: { "policy.unreadOverdue": unread },
    occurredAt: dueAt,
  };
  return { ...unchanged(state, { overdueAt: dueAt }), events: [event] };
}

/** A calendar was published or changed, and the deadline is another day. */
export function moveClock(
  current: PolicyDocument,
  deadline: Deadline,
  { now, reminderHours }: { now: Date; reminderHours: number },
): PolicyDecision {
  if (current.state !== "issued" || current.overdueAt !== null) return unchanged(current.state);
  return {
    ...unchanged(current.state, clockOf(deadline)),
    ...timerMoved("policyReadDue", deadline),
    setTimers: timersOf(deadline, now, reminderHours),
  };
}

export interface Receipt {
  owed: boolean;
  dueAt: Date;
  readAt: Date | null;
}

/**
 * A person of the region confirms having read it. A receipt once given stays.
 *
 * @throws {Refusal} `policy-receipt/read-already`, `policy-receipt/not-owed`
 */
export function confirmReading({ owed, dueAt, readAt }: Receipt, now: Date) {
  if (readAt) throw refuse("policy-receipt/read-already");
  if (!owed) throw refuse("policy-receipt/not-owed");
  return { fields: { readAt: now, owed: false }, inTime: now < dueAt };
}

const clockOf = ({ dueAt, calendarPublished }: Deadline) => ({ dueAt, calendarPublished });

/** A reminder whose hour has passed already is none. */
function timersOf(deadline: Deadline, now: Date, reminderHours: number) {
  const remindAt = new Date(deadline.dueAt.getTime() - reminderHours * 3_600_000);
  const reminder = timerAtInstant<TimerKind>("policyReadReminder", remindAt);
  return [...(remindAt > now ? [reminder] : []), timerAt<TimerKind>("policyReadDue", deadline)];
}
