/** Exits as they stand in each state, and commands with what they need: for the tests of the rules. */
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { allowedCommands, decide } from "../../schema/exit/rules.ts";
import {
  type Circumstances,
  type Command,
  type CommandType,
  type Exit,
  handoverKinds,
  type State,
  transitions,
} from "../../schema/exit/states.ts";
import { at, day } from "./moments.ts";
import { notInThisState, walk } from "./walk.ts";

export const when = (now: Date): Circumstances => ({ now, settings: defaultSettings.exit });

/** The contract ends on 2024-10-08, the handover is due on 2024-10-23. */
export const ends = { contractEndsOn: day("2024-10-08"), contractEndsAt: at("2024-10-09 00:00") };
export const due = at("2024-10-24 00:00");
export const noon = at("2024-09-02 12:00");
export const later = at("2024-11-01 12:00");
export const items = handoverKinds.map((kind) => ({ kind, state: "owed" as Exit["items"][number]["state"] }));

export const exit = (over: Partial<Exit> = {}): Exit => ({
  state: "guiding",
  dismissedOn: null,
  contractEndsOn: null,
  contractEndsAt: null,
  handoverAgreedOn: null,
  handoverDue: null,
  handoverOverdueAt: null,
  suitStage: null,
  meeting: null,
  items: [],
  contract: { endsOn: day("2026-12-31") },
  ...over,
});
export const meeting = { announcedOn: day("2024-08-15"), meetsOn: day("2024-08-30"), passed: true };
export const called = { meeting: { ...meeting, passed: null } };

/** An exit as it stands in each state, with nothing in its way. */
export const standing: Record<State, Partial<Exit>> = {
  guiding: {},
  meetingCalled: called,
  voted: { meeting },
  dismissed: { meeting, dismissedOn: day("2024-08-31") },
  noticeServed: { ...ends, items },
  contractEnded: { ...ends, items, handoverDue: due, handoverOverdueAt: due },
  handoverRefused: { ...ends, items, handoverDue: due, handoverOverdueAt: due },
  handedOver: { ...ends, handoverDue: due },
  takenOver: { ...ends, handoverDue: due },
  closed: {},
  abandoned: {},
};

export const evidence = ["paper"];
export const noticeInput = { servedOn: day("2024-09-01"), agreedDays: null, handoverOn: null, evidence };
export const counts = {
  totalArea: 300n,
  totalHeads: 3,
  participatingArea: 200n,
  participatingHeads: 2,
  yesArea: 101n,
  yesHeads: 2,
};
export const refusal = {
  type: "determineRefusal",
  refusal: "handOver",
  severity: "severe",
  description: "keeps the rooms",
  documentNumber: "1",
  determinedOn: day("2024-10-24"),
  evidence,
} as const;
export const suit = {
  type: "advanceSuit",
  stage: "accepted",
  court: "court",
  caseNumber: "1",
  happenedOn: day("2024-11-01"),
  hearingAt: null,
  result: null,
  note: null,
} as const;
/** Every command with what it needs, so that only the state decides. */
export const commands: Record<CommandType, Command> = {
  callMeeting: {
    type: "callMeeting",
    caller: "subdistrict",
    announcedOn: day("2024-09-02"),
    meetsOn: day("2024-09-17"),
    demandingHeads: null,
    demandTotal: null,
  },
  recordVote: { type: "recordVote", heldOn: day("2024-08-30"), counts, evidence },
  dismiss: { type: "dismiss", decidedOn: day("2024-08-31"), evidence },
  serveNotice: { type: "serveNotice", manner: "inPerson", ...noticeInput },
  receiveNotice: { type: "receiveNotice", ...noticeInput },
  agreeHandover: { type: "agreeHandover", handoverOn: day("2024-11-05") },
  handOverItem: {
    type: "handOverItem",
    item: "funds",
    handedOverOn: day("2024-09-01"),
    receivedBy: "committee",
    note: null,
    evidence,
  },
  recordMissing: { type: "recordMissing", item: "funds", note: "burnt", evidence: [] },
  completeHandover: { type: "completeHandover", handedOverOn: day("2024-09-01") },
  determineRefusal: refusal,
  advanceSuit: suit,
  takeOver: { type: "takeOver", startsOn: day("2024-11-01") },
  close: { type: "close" },
  abandon: { type: "abandon", reason: "the owners think otherwise" },
};
/** What of a command needs another exit than the one that stands there. */
export const fitting: Partial<Record<CommandType, Partial<Exit>>> = {
  completeHandover: { items: items.map((item) => ({ ...item, state: "handedOver" as const })) },
  agreeHandover: { handoverOverdueAt: null, handoverDue: at("2024-12-01 00:00") },
};
export const inState = (state: State, over: Partial<Exit> = {}) => exit({ ...standing[state], ...over, state });
export const momentOf = (state: State) => (transitions[state].advanceSuit || state === "contractEnded" ? later : noon);

export const given = (type: CommandType, over: object) => ({ ...commands[type], ...over }) as Command;

const fitted = (state: State, type: CommandType) =>
  inState(state, {
    ...fitting[type],
    ...(type === "agreeHandover" && state === "noticeServed" ? { handoverDue: null } : {}),
  });
export const exitWalk = walk(transitions, {
  commands,
  give: (state, command) => decide(fitted(state, command.type), command, when(momentOf(state))).state,
  offered: (state, type) => allowedCommands(fitted(state, type), when(momentOf(state))),
  refusal: notInThisState("exit"),
});
