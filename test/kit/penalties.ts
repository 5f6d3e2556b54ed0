/** Penalty cases as they stand in each state, and commands with what they need: for the tests of the rules. */
import { allowedCommands, decide } from "../../schema/penalty/rules.ts";
import {
  type Command,
  type CommandType,
  type PenaltyCase,
  type State,
  transitions,
} from "../../schema/penalty/states.ts";
import { at, day } from "./moments.ts";
import { notInThisState, walk } from "./walk.ts";

export const fen = (yuan: number) => BigInt(yuan) * 100n;

/** Filed on 2024-08-01: to be decided by 2024-10-30. */
export const filed: PenaltyCase = {
  state: "filed",
  article: "propertyRegulation63",
  party: "unit",
  actEndedOn: day("2024-07-01"),
  filedAt: at("2024-08-01 10:00"),
  decisionDue: at("2024-10-31 00:00"),
  offeredOn: null,
  basisFen: null,
  offeredFen: null,
  hearingAskDue: null,
  hearingLapsedAt: null,
  hearingAskedOn: null,
  hearingNotifiedOn: null,
  hearingAt: null,
  hearingPlace: null,
  hearingRecord: null,
  decidedOn: null,
  amountFen: null,
  serviceDue: null,
  servedOn: null,
  receivedBy: null,
  paymentDue: null,
  performedOn: null,
  settledAt: null,
  closingReason: null,
  nextDueAt: at("2024-10-31 00:00"),
  overdueAt: null,
  calendarPublished: true,
  payments: [],
};

const offered = {
  offeredOn: day("2024-08-05"),
  offeredFen: fen(60_000),
  /** Five working days: until 2024-08-12. */
  hearingAskDue: at("2024-08-13 00:00"),
};
const asked = { ...offered, hearingAskedOn: day("2024-08-06") };
const notified = {
  ...asked,
  hearingNotifiedOn: day("2024-08-07"),
  hearingAt: at("2024-08-16 09:00"),
  hearingPlace: "市局三楼会议室",
};
const decided = {
  ...offered,
  hearingLapsedAt: offered.hearingAskDue,
  decidedOn: day("2024-08-20"),
  amountFen: fen(50_000),
  /** Seven working days: until 2024-08-29. */
  serviceDue: at("2024-08-30 00:00"),
  nextDueAt: at("2024-08-30 00:00"),
};
const served = {
  ...decided,
  servedOn: day("2024-08-22"),
  receivedBy: "经理",
  /** 15 days: until 2024-09-06. */
  paymentDue: at("2024-09-07 00:00"),
  nextDueAt: at("2024-09-07 00:00"),
};
const over = { settledAt: at("2024-08-25 10:00"), nextDueAt: null };

/** A case as it stands in each state on 2024-08-28 at noon, with nothing in its way and no clock run out. */
export const standing: Readonly<Record<State, Partial<PenaltyCase>>> = {
  filed: {},
  evidence: {},
  hearingOffered: { ...offered, hearingLapsedAt: offered.hearingAskDue },
  hearingAsked: asked,
  hearingNotified: notified,
  hearingHeld: { ...notified, hearingRecord: "当事人承认事实" },
  decided,
  served,
  performed: { ...served, ...over, performedOn: day("2024-08-25") },
  closed: { ...over, closingReason: "违法行为轻微" },
  withdrawn: { ...over, closingReason: "事实不清" },
};
export const noon = at("2024-08-28 12:00");

export const inState = (state: State, more: Partial<PenaltyCase> = {}): PenaltyCase => ({
  ...filed,
  ...standing[state],
  state,
  ...more,
});

const evidence = ["paper"];
export const commands: { [Type in CommandType]: Extract<Command, { type: Type }> } = {
  recordEvidence: { type: "recordEvidence", evidence },
  offerHearing: {
    type: "offerHearing",
    offeredOn: day("2024-08-28"),
    manner: "left",
    article: "propertyRegulation63",
    basisFen: null,
    amountFen: fen(60_000),
  },
  askHearing: { type: "askHearing", askedOn: day("2024-08-12") },
  notifyHearing: {
    type: "notifyHearing",
    notifiedOn: day("2024-08-28"),
    manner: "post",
    hearingAt: at("2024-09-09 09:00"),
    place: "市局三楼会议室",
  },
  holdHearing: { type: "holdHearing", record: "当事人承认事实", evidence },
  decide: {
    type: "decide",
    decidedOn: day("2024-08-28"),
    amountFen: fen(50_000),
  },
  serve: { type: "serve", servedOn: day("2024-08-28"), manner: "inPerson", receivedBy: "经理", evidence },
  recordPayment: { type: "recordPayment", paidOn: day("2024-08-28"), amountFen: fen(10_000), receipt: "0001" },
  close: { type: "close", reason: "违法行为轻微" },
  withdraw: { type: "withdraw", reason: "事实不清" },
};

/** What comes of a command in a state, with what differs from the examples above. */
export const give = <Type extends CommandType>(
  state: State,
  type: Type,
  over: Partial<Extract<Command, { type: Type }>> = {},
  more: Parameters<typeof inState>[1] = {},
  now = noon,
) => decide(inState(state, more), { ...commands[type], ...over } as Command, now);

export const penaltyWalk = walk(transitions, {
  commands,
  give: (state, command) => decide(inState(state), command, noon).state,
  offered: (state) => allowedCommands(inState(state), noon),
  refusal: notInThisState("penalty"),
});
