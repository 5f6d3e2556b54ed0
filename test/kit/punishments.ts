/** Joint punishments as they stand, with the departments that have confirmed and reported: for the tests of the rules. */
import { Temporal } from "temporal-polyfill";
import type { Department } from "../../prisma/generated/enums.ts";
import { instantAt } from "../../schema/calendar/rules.ts";
import {
  allowedPunishmentCommands,
  type Command,
  type CommandType,
  decidePunishment,
  type Punishment,
  type State,
  transitions,
} from "../../schema/punishment/rules.ts";
import { notInThisState, walk } from "./walk.ts";

export const date = (text: string) => Temporal.PlainDate.from(text);
export const now = instantAt(date("2024-08-15"), "12:00");

export const department = (name: Department, confirmed = false, reported = false) => ({
  department: name,
  confirmedAt: confirmed ? now : null,
  reportedAt: reported ? now : null,
});
export const punishment = (over: Partial<Punishment> = {}): Punishment => ({
  state: "opened",
  startsOn: date("2024-08-15"),
  endsOn: date("2025-08-14"),
  ground: "recorded",
  departments: [department("marketRegulation"), department("credit")],
  ...over,
});

const commands: { [Type in CommandType]: Extract<Command, { type: Type }> } = {
  confirm: { type: "confirm", department: "marketRegulation" },
  report: { type: "report", department: "credit", done: "published" },
  lift: { type: "lift", reason: "repaired" },
};
const inState = (state: State) =>
  punishment({
    state,
    startsOn: date("2024-09-01"),
    ground: "repaired",
    departments: [department("marketRegulation"), department("credit", true)],
  });
export const punishmentWalk = walk(transitions, {
  commands,
  give: (state, command) => decidePunishment(inState(state), command, now).state,
  offered: (state, type) =>
    allowedPunishmentCommands(inState(state), now, type === "lift" ? null : commands[type].department),
  refusal: notInThisState("punishment"),
});
