/**
 * Credit events of companies (plan 三(二): 将相关情况同步推送至“山西省信用信息共享平台”，并报告市场监管部门).
 *
 * Pure: event, command and moment in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { Temporal } from "temporal-polyfill";
import { dateOf } from "../calendar/rules.ts";
import { commandsIn, type Happening, type Transitions } from "../decision.ts";
import type { Severity } from "./disclosure.ts";
import { refuse } from "./refusals.ts";

export type Ground = "finding" | "penalty" | "refusedHandover" | "judgment";

export type State = "recorded" | "withdrawn" | "repaired";

export type Command =
  /** The determination was wrong or has been annulled. */
  | { type: "withdraw"; reason: string }
  /** Needs the shortest disclosure, duties performed and a public commitment. */
  | { type: "repair"; dutiesPerformed: boolean; commitmentPublished: boolean };

export const transitions: Transitions<State, Command["type"]> = {
  recorded: { withdraw: "withdrawn", repair: "repaired" },
  withdrawn: {},
  repaired: {},
};

export interface NewCreditEvent {
  severity: Severity;
  ground: Ground;
  description: string;
  documentNumber: string;
  determinedOn: Temporal.PlainDate;
}

export type CreditHappening = Happening<"CreditEventRecorded" | "CreditEventWithdrawn" | "CreditEventRepaired">;

/** @throws {Refusal} unless a document of today or before says what was determined. */
export function recordCreditEvent(event: NewCreditEvent, now: Date): { state: "recorded"; event: CreditHappening } {
  const today = dateOf(now);
  if (event.description.trim() === "") throw refuse("credit/description-missing", ["description"]);
  if (event.documentNumber.trim() === "") throw refuse("credit/document-missing", ["documentNumber"]);
  if (Temporal.PlainDate.compare(event.determinedOn, today) > 0)
    throw refuse("credit/determined-in-the-future", ["determinedOn"], { today: today.toString() });
  const { severity, ground } = event;
  return { state: "recorded", event: { kind: "CreditEventRecorded", facts: { severity, ground } } };
}

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decideCreditEvent(
  current: { state: State; severity: Severity; repairableFrom: Temporal.PlainDate },
  command: Command,
  now: Date,
): { state: State; event: CreditHappening } {
  const state = transitions[current.state][command.type];
  if (state === undefined) throw refuse("credit/not-in-this-state", [], { state: current.state });
  if (command.type === "withdraw") {
    if (command.reason.trim() === "") throw refuse("credit/reason-missing", ["reason"]);
    return { state, event: { kind: "CreditEventWithdrawn", facts: { severity: current.severity } } };
  }
  if (!command.dutiesPerformed) throw refuse("credit/duties-open", ["dutiesPerformed"]);
  if (!command.commitmentPublished) throw refuse("credit/commitment-missing", ["commitmentPublished"]);
  if (!isRepairable(current.repairableFrom, now))
    throw refuse("credit/repair-too-early", [], { from: current.repairableFrom.toString() });
  return { state, event: { kind: "CreditEventRepaired" } };
}

/** A page shows these and no others. */
export const allowedCreditCommands = (
  { state, repairableFrom }: { state: State; repairableFrom: Temporal.PlainDate },
  now: Date,
) => commandsIn(transitions, state).filter((type) => type === "withdraw" || isRepairable(repairableFrom, now));

const isRepairable = (from: Temporal.PlainDate, now: Date) => Temporal.PlainDate.compare(from, dateOf(now)) <= 0;
