/**
 * What may be done with an issued paper: its service is recorded, or a wrong one is replaced and kept. What it says never
 * changes.
 *
 * Pure: paper, command and circumstances in; a decision or a refusal out. No database, no clock, no Promise.
 */
import { columnOf, dateOf, dateOfColumn } from "../calendar/rules.ts";
import { commandsIn, type Decision, decisions, type Transitions } from "../decision.ts";
import { refuse } from "./refusals.ts";

export type State = "issued" | "served" | "withdrawn";
export type Manner = "inPerson" | "left" | "post" | "electronic" | "publicNotice";

/** How it reached its addressee. A civil date as columns carry it. */
export interface Service {
  readonly servedOn: Date;
  readonly manner: Manner;
  /** Nobody receives a public notice. */
  readonly receivedBy: string | null;
  readonly note: string | null;
}

export type Command =
  | ({ type: "serve"; evidence: readonly string[] } & Service)
  /** It is wrong: another takes its place. */
  | { type: "replace"; reason: string };

export type CommandType = Command["type"];

export const transitions: Transitions<State, CommandType> = {
  issued: { serve: "served", replace: "withdrawn" },
  served: { replace: "withdrawn" },
  withdrawn: {},
};

/** What the rules need to know of a paper. */
export interface Paper {
  readonly state: State;
  readonly datedOn: Date;
  /** Its case alone says that it was served. */
  readonly servedByCase: boolean;
  /** It was issued by the body of whoever asks, or by one below it. */
  readonly ours: boolean;
}

export type EventKind = "PaperServed" | "PaperReplaced";

interface Columns {
  servedOn: Date;
  serviceManner: Manner;
  receivedBy: string | null;
  serviceNote: string | null;
  withdrawnAt: Date;
  withdrawalReason: string;
}

export type PaperDecision = Decision<State, EventKind, never, Columns>;

const { step } = decisions<PaperDecision>();

/** The columns of a service, whoever records it. */
export const serviceColumns = ({ servedOn, manner, receivedBy, note }: Service) => ({
  servedOn,
  serviceManner: manner,
  receivedBy: receivedBy?.trim() || null,
  serviceNote: note?.trim() || null,
});

/** @throws {Refusal} when the command may not be given now; nothing has happened then. */
export function decide(paper: Paper, command: Command, now: Date): PaperDecision {
  const state = transitions[paper.state][command.type];
  if (state === undefined) throw refuse("paper/not-in-this-state", [], { state: paper.state });
  const refusal = hindrance(paper, command.type);
  if (refusal) throw refusal;
  if (command.type === "replace") {
    if (command.reason.trim() === "") throw refuse("paper/reason-missing", ["reason"]);
    return step(state, { withdrawnAt: now, withdrawalReason: command.reason.trim() }, "PaperReplaced");
  }
  checkService(paper, command, now);
  return step(state, serviceColumns(command), "PaperServed", { manner: command.manner });
}

/** The commands that would not be refused now, given complete input: a page shows these and no others. */
export const allowedCommands = (paper: Paper): readonly CommandType[] =>
  commandsIn(transitions, paper.state).filter((type) => hindrance(paper, type) === undefined);

/** What stands in the way of a command whatever its input; undefined where nothing does. */
function hindrance({ state, servedByCase, ours }: Paper, type: CommandType) {
  // What its case goes on from, once it was served, is not exchanged under it.
  if (servedByCase && (type === "serve" || state === "served")) return refuse("paper/served-by-case");
  return type === "replace" && !ours ? refuse("paper/other-issuer") : undefined;
}

/** Civil Procedure Law (2023) 95: a public notice counts as service thirty days after it was published. */
const publicNoticeDays = 30;

function checkService({ datedOn }: Paper, command: Extract<Command, { type: "serve" }>, now: Date) {
  const { servedOn, manner, receivedBy, evidence } = command;
  const today = dateOf(now);
  const dated = dateOfColumn(datedOn);
  const earliest = manner === "publicNotice" ? dated.add({ days: publicNoticeDays }) : dated;
  if (servedOn < columnOf(earliest))
    throw manner === "publicNotice"
      ? refuse("paper/notice-too-short", ["servedOn"], { earliest: earliest.toString(), days: publicNoticeDays })
      : refuse("paper/served-before-issue", ["servedOn"], { earliest: earliest.toString() });
  if (servedOn > columnOf(today)) throw refuse("paper/served-in-the-future", ["servedOn"], { today: today.toString() });
  if (manner !== "publicNotice" && !receivedBy?.trim()) throw refuse("paper/receiver-missing", ["receivedBy"]);
  if (evidence.length === 0) throw refuse("paper/evidence-missing", ["evidenceIds"]);
}
