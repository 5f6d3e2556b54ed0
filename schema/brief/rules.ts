/**
 * The provincial brief of one week: a draft that the office writes, approved by a named person of the leading group.
 * What it says is settled then. That it has left is told by its deliveries.
 *
 * Pure: brief, command, what stands in it and moment in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { wallClock } from "../calendar/rules.ts";
import type { Settings } from "../campaign/settings.ts";
import { commandsIn, type Decision, decisions, merge, type Transitions, timerAtInstant } from "../decision.ts";
import type { Difference } from "../dispatch/figures.ts";
import type { Refusal } from "../refusal.ts";
import type { BriefNarrative } from "./narrative.ts";
import { refuse } from "./refusals.ts";

export type State = "draft" | "approved";
export type Command = "edit" | "approve";

export const transitions: Transitions<State, Command> = {
  draft: { edit: "draft", approve: "approved" },
  approved: {},
};

/** The names are those of the columns. */
export interface Brief {
  state: State;
  dueAt: Date;
  lateAt: Date | null;
}

/** What its approval rests on. */
export interface Content {
  /** Of the week's figures; `final` once it has passed. */
  cutOff: { at: Date; final: boolean };
  narrative: BriefNarrative;
  /** Where a city's whole is not the sum of its parts. */
  differences: readonly (Difference & { region: string })[];
}

export type EventKind = "ProvincialBriefEdited" | "ProvincialBriefApproved" | "ProvincialBriefLate";
export type TimerKind = "briefReminder" | "briefAlarm" | "briefDue";

interface Columns {
  dueAt: Date;
  lateAt: Date;
  approvedAt: Date;
}

export type BriefDecision = Decision<State, EventKind, TimerKind, Columns>;

const { unchanged, step } = decisions<BriefDecision>();

const before = (dueAt: Date, hours: number) => new Date(dueAt.getTime() - hours * 3_600_000);

/** The brief of a week that opens: a reminder, an alarm if it is not out by then, and its due time. */
export const openBrief = (dueAt: Date, { reminderHours, alarmHours }: Settings["dispatch"]): BriefDecision => ({
  ...unchanged("draft", { dueAt }),
  setTimers: [
    timerAtInstant("briefReminder", before(dueAt, reminderHours)),
    timerAtInstant("briefAlarm", before(dueAt, alarmHours)),
    timerAtInstant("briefDue", dueAt),
  ],
});

/** What is missing before it can be approved, all of it. */
export const missingIn = ({ cutOff, narrative, differences }: Content): readonly Refusal[] => [
  ...(cutOff.final ? [] : [refuse("brief/before-cut-off", [], { cutOff: wallClock(cutOff.at) })]),
  // The figures alone say neither what is wrong nor what will be done.
  ...(narrative.problems?.trim() ? [] : [refuse("brief/problems-missing", ["narrative"])]),
  ...(narrative.nextSteps?.trim() ? [] : [refuse("brief/next-steps-missing", ["narrative"])]),
  ...differences.map((difference) => refuse("brief/parts-differ", [], { ...difference })),
];

/** @throws {Refusal} `brief/not-in-this-state`, and of what is missing the first */
export function decideBrief(brief: Brief, command: Command, content: Content, now: Date): BriefDecision {
  const state = transitions[brief.state][command];
  if (state === undefined) throw refuse("brief/not-in-this-state", [], { state: brief.state });
  if (command === "edit") return merge(lapseBrief(brief, now), step(state, {}, "ProvincialBriefEdited"));
  const [missing] = missingIn(content);
  if (missing) throw missing;
  const passed = lapseBrief(brief, now);
  const inTime = brief.lateAt === null && passed.events.length === 0;
  return merge(passed, {
    ...step(state, { approvedAt: now }, "ProvincialBriefApproved", { inTime }),
    cancelTimers: ["briefReminder", "briefDue"],
  });
}

export const allowedBriefCommands = (state: State) => commandsIn(transitions, state);

/** What the timer of the due time does: a brief that was not approved is late from that minute on, once. */
export function lapseBrief({ state, dueAt, lateAt }: Brief, now: Date): BriefDecision {
  const late = state === "draft" && lateAt === null && dueAt <= now;
  return late
    ? { ...unchanged(state, { lateAt: dueAt }), events: [{ kind: "ProvincialBriefLate", occurredAt: dueAt }] }
    : unchanged(state);
}

/** Why a brief that is nearly due is not out; null where every one of its letters was received. */
export const notOut = (state: State, letters: readonly { state: string }[]): "draft" | "undelivered" | null =>
  state === "draft" ? "draft" : letters.length > 0 && letters.every(isDelivered) ? null : "undelivered";
const isDelivered = (letter: { state: string }) => letter.state === "delivered";
