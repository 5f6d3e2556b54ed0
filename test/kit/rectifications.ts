/** Rectifications as they stand in each state, and commands with what they need: for the tests of the rules. */
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { allowedCommands, decide, type Order, orderRectification } from "../../schema/rectification/rules.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type Rectification,
  type RectificationDecision,
  type State,
  transitions,
} from "../../schema/rectification/states.ts";
import { at } from "./moments.ts";
import { notInThisState, walk } from "./walk.ts";

export const noon = at("2024-08-15 12:00");
export const deadline = at("2024-08-16 18:00");
export const justBefore = new Date(deadline.getTime() - 1);
export const when = (now: Date, over: Partial<Circumstances> = {}): Circumstances => ({
  now,
  settings: defaultSettings.rectification,
  strongProtest: false,
  owesPenalty: false,
  ...over,
});
export const finding = { complexId: "complex", state: "open" as const, illegal: false };
export const order = (over: Partial<Order> = {}): Order => ({
  findings: [finding],
  responsiblePerson: "张演示",
  deadline,
  ...over,
});
export const ordered = (over: Partial<Rectification> = {}): Rectification => ({
  ...(orderRectification(order(), when(noon)).fields as Rectification),
  findings: 1,
  state: "ordered",
  ...over,
});
export const applied = (before: Rectification, decision: RectificationDecision): Rectification => ({
  ...before,
  ...decision.fields,
  state: decision.state,
});

/** Every command with what it needs, so that only the state decides. */
export const later = at("2024-08-23 18:00");
export const commands: Record<CommandType, Command> = {
  start: { type: "start" },
  remind: { type: "remind" },
  nameResponsible: { type: "nameResponsible", responsiblePerson: "李演示" },
  submit: { type: "submit", evidence: ["photo"] },
  accept: { type: "accept", inspectionId: "inspection" },
  sendBack: { type: "sendBack", reason: "the drain is still blocked" },
  askExtension: { type: "askExtension", deadline: later, reason: "parts are on order" },
  approveExtension: { type: "approveExtension" },
  denyExtension: { type: "denyExtension", reason: "enough time was given" },
  refuse: { type: "refuse", evidence: ["letter"] },
  fail: { type: "fail", inspectionId: "inspection" },
};
export const asked = { extensionAskedUntil: later, extensionReason: "parts" };

const inState = (state: State, type: CommandType) =>
  ordered({ state, ...(type === "approveExtension" || type === "denyExtension" ? asked : {}) });
const momentOf = (type: CommandType) => when(type === "fail" || type === "remind" ? deadline : noon);
export const rectificationWalk = walk(transitions, {
  commands,
  give: (state, command) => decide(inState(state, command.type), command, momentOf(command.type)).state,
  offered: (state, type) => allowedCommands(inState(state, type), momentOf(type)),
  refusal: notInThisState("rectification"),
});
