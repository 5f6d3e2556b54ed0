/** Opinion incidents as they stand in each state, and commands with what they need: for the tests of the rules. */
import { allowedCommands, decide, type Report, reportIncident } from "../../schema/opinion/rules.ts";
import { type Command, type CommandType, type Incident, type State, transitions } from "../../schema/opinion/states.ts";
import { at } from "./moments.ts";
import { notInThisState, walk } from "./walk.ts";

export const settings = { veryHighHours: 4, highHours: 24, mediumWorkingDays: 2, lowWorkingDays: 5 };
/** A Thursday. */
export const reportedAt = at("2024-08-15 10:00");
export const when = (now = reportedAt, body = "140105") => ({ now, body, settings });

export const report = (over: Partial<Report> = {}): Report => ({
  heat: "medium",
  seenAt: at("2024-08-15 09:00"),
  link: "https://weibo.example.com/1",
  ownerFits: true,
  ...over,
});
/** Due with the Monday: two working days. */
export const reported = (over: Partial<Incident> = {}): Incident => ({
  ...(reportIncident(report(), when()).fields as Incident),
  state: "reported",
  heat: "medium",
  holderCode: "140105",
  handledAt: null,
  answeredAt: null,
  answeredInTime: null,
  settledAt: null,
  ...over,
});
const over = { dueAt: null, overdueAt: null, handledAt: reportedAt };
const answered = { ...over, answeredAt: reportedAt, answeredInTime: true };
export const inState: Record<State, Incident> = {
  reported: reported(),
  handling: reported({ state: "handling", handledAt: reportedAt }),
  answered: reported({ ...answered, state: "answered" }),
  closed: reported({ ...answered, state: "closed", settledAt: reportedAt }),
  withdrawn: reported({ ...over, state: "withdrawn", settledAt: reportedAt }),
};
export const commands: { [Type in CommandType]: Extract<Command, { type: Type }> } = {
  handle: { type: "handle", measures: "the lift is being repaired" },
  answer: { type: "answer", answer: "repaired today", link: null },
  close: { type: "close", conclusion: "calm again" },
  reopen: { type: "reopen", reason: "a second video" },
  raise: { type: "raise", heat: "high", reason: "a hundred thousand views" },
  takeOver: { type: "takeOver", ownerFits: true, reason: "of all the city" },
  nameOwner: { type: "nameOwner", ownerFits: true },
  withdraw: { type: "withdraw", reason: "another province" },
};
/** Who may give it: what is taken over is taken over by a level above. */
export const bodyOf = (type: CommandType) => (type === "takeOver" ? "1401" : "140105");
export const opinionWalk = walk(transitions, {
  commands,
  give: (state, command: Command) => decide(inState[state], command, when(reportedAt, bodyOf(command.type))).state,
  offered: (state, type) => allowedCommands(inState[state], bodyOf(type)),
  refusal: notInThisState("opinion"),
});
