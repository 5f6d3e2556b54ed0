import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { addWorkingDays } from "../../schema/calendar/rules.ts";
import { type Ground, type Opening, openPenaltyCase } from "../../schema/penalty/opening.ts";
import { allowedCommands, decide, lapse, moveClock } from "../../schema/penalty/rules.ts";
import { rangeOfCase } from "../../schema/penalty/standing.ts";
import type { Command, CommandType, State } from "../../schema/penalty/states.ts";
import { at, day } from "../kit/moments.ts";
import { commands, fen, inState, noon } from "../kit/penalties.ts";
import { refusal } from "../kit/refused.ts";

const date = (text: string) => Temporal.PlainDate.from(text);
const give = <Type extends CommandType>(
  state: State,
  type: Type,
  over: Partial<Extract<Command, { type: Type }>> = {},
  more: Parameters<typeof inState>[1] = {},
  now = noon,
) => decide(inState(state, more), { ...commands[type], ...over } as Command, now);

describe("a case is filed", () => {
  const finding: Ground = {
    state: "ordered",
    illegal: true,
    companyId: "a company",
    cityCode: "1401",
    foundOn: date("2024-07-20"),
    takenBy: null,
  };
  const opening = (over: Partial<Opening> = {}): Opening => ({
    findings: ["2024-07-20", "2024-07-10", "2024-07-15"].map((day) => ({ ...finding, foundOn: date(day) })),
    article: "propertyRegulation63",
    party: "unit",
    facts: "擅自利用外墙做广告",
    actEndedOn: date("2024-07-01"),
    harmed: false,
    ...over,
  });

  it("on illegal findings of one company, with 90 calendar days for the decision", () => {
    expect(openPenaltyCase(opening(), at("2024-08-01 23:30"))).toMatchObject({
      state: "filed",
      fields: { decisionDue: at("2024-10-31 00:00"), nextDueAt: at("2024-10-31 00:00") },
      events: [{ kind: "PenaltyCaseFiled", facts: { article: "propertyRegulation63", findings: 3 } }],
      setTimers: [{ kind: "penaltyDecisionDue", dueAt: at("2024-10-31 00:00"), calendarYears: [] }],
    });
    // The first of its findings is when the act was discovered; the day of filing does not count.
    expect(openPenaltyCase(opening(), noon).discoveredOn.toString()).toBe("2024-07-10");
  });

  it.each<[string, Partial<Opening>, string, string[]]>([
    ["no finding", { findings: [] }, "penalty/finding-missing", ["findingIds"]],
    [
      "a withdrawn one",
      { findings: [{ ...finding, state: "withdrawn" }] },
      "penalty/finding-withdrawn",
      ["findingIds", "0"],
    ],
    ["a legal one", { findings: [{ ...finding, illegal: false }] }, "penalty/finding-not-illegal", ["findingIds", "0"]],
    ["no company", { findings: [{ ...finding, companyId: null }] }, "penalty/company-missing", ["findingIds", "0"]],
    [
      "two companies",
      { findings: [finding, { ...finding, companyId: "another" }] },
      "penalty/companies-differ",
      ["findingIds", "1"],
    ],
    [
      "two cities",
      { findings: [finding, { ...finding, cityCode: "1402" }] },
      "penalty/cities-differ",
      ["findingIds", "1"],
    ],
    [
      "one that is penalised already",
      { findings: [finding, { ...finding, takenBy: "CF2024-1401-00001" }] },
      "penalty/finding-taken",
      ["findingIds", "1"],
    ],
    ["nothing said", { facts: " " }, "penalty/facts-missing", ["facts"]],
    ["an act after its discovery", { actEndedOn: date("2024-07-11") }, "penalty/act-after-discovery", ["actEndedOn"]],
    [
      "an article that spares individuals",
      { article: "propertyRegulation58", party: "individual" },
      "penalty/article-of-another-party",
      ["party"],
    ],
  ])("not on %s", (_, over, code, field) => {
    expect(() => openPenaltyCase(opening(over), noon)).toThrow(refusal(code, field));
  });

  it("within two years of the act, five where somebody was harmed (36)", () => {
    const ended = (actEndedOn: string, harmed: boolean) => () =>
      openPenaltyCase(opening({ actEndedOn: date(actEndedOn), harmed }), noon);
    expect(ended("2022-07-10", false)).not.toThrow();
    expect(ended("2022-07-09", false)).toThrow(
      refusal("penalty/limitation", ["actEndedOn"], { article: 36, years: 2, last: "2024-07-09" }),
    );
    expect(ended("2019-07-10", true)).not.toThrow();
    expect(ended("2019-07-09", true)).toThrow(
      refusal("penalty/limitation", ["actEndedOn"], { article: 36, years: 5, last: "2024-07-09" }),
    );
  });
});

describe("the prior notice and the hearing", () => {
  it("leaves five working days to ask for a hearing (64), holidays and make-up workdays counted", () => {
    const due = (offeredOn: string) =>
      give("evidence", "offerHearing", { offeredOn: day(offeredOn) }, {}, at("2024-12-30 12:00")).setTimers[0]?.dueAt;
    expect(due("2024-08-28")).toEqual(at("2024-09-05 00:00"));
    // The National Day holidays do not count, and Sunday the 29th does.
    expect(due("2024-09-27")).toEqual(at("2024-10-11 00:00"));
  });

  it("names a fine in its range, between filing and today", () => {
    expect(give("evidence", "offerHearing")).toMatchObject({
      fields: { offeredFen: fen(60_000), hearingAskDue: at("2024-09-05 00:00") },
      events: [{ kind: "PenaltyHearingOffered", facts: { yuan: 60_000, article: "propertyRegulation63" } }],
    });
    const offer = (over: Partial<(typeof commands)["offerHearing"]>) => () => give("evidence", "offerHearing", over);
    expect(offer({ offeredOn: day("2024-07-31") })).toThrow(refusal("penalty/date-too-early", ["offeredOn"]));
    expect(offer({ offeredOn: day("2024-08-29") })).toThrow(refusal("penalty/date-in-the-future", ["offeredOn"]));
    expect(offer({ amountFen: fen(49_999) })).toThrow(refusal("penalty/amount-out-of-range", ["amountFen"]));
    expect(offer({ article: "propertyRegulation59" })).toThrow(refusal("penalty/basis-missing", ["basisFen"]));
    for (const basisFen of [10_000_000_000_001n, -1n, -(10n ** 30n)])
      expect(offer({ basisFen })).toThrow(refusal("invalid/out-of-range", ["basisFen"]));
    expect(offer({ amountFen: 10n ** 30n })).toThrow(refusal("invalid/out-of-range", ["amountFen"]));
  });

  it("is over when nobody has asked in time: said once, and then the decision is free", () => {
    const open = { hearingLapsedAt: null };
    const early = at("2024-08-12 23:59");
    expect(allowedCommands(inState("hearingOffered", open), early)).not.toContain("decide");
    expect(() => give("hearingOffered", "decide", {}, open, early)).toThrow(
      refusal("penalty/hearing-open", [], { article: 64, until: "2024-08-13 00:00" }),
    );
    const passed = lapse(inState("hearingOffered", open), at("2024-08-13 00:00"));
    expect(passed).toMatchObject({
      events: [{ kind: "PenaltyHearingLapsed", occurredAt: at("2024-08-13 00:00") }],
      cancelTimers: ["penaltyHearingAskDue"],
    });
    expect(lapse(inState("hearingOffered"), noon).events).toEqual([]);
    // A command that comes ahead of the ticker finds it passed.
    expect(give("hearingOffered", "decide", {}, open).events.map(({ kind }) => kind)).toEqual([
      "PenaltyHearingLapsed",
      "PenaltyDecided",
    ]);
  });

  it("is asked for on one of the five days, told seven working days ahead, and held at its time", () => {
    expect(() => give("hearingOffered", "askHearing", { askedOn: day("2024-08-13") })).toThrow(
      refusal("penalty/hearing-asked-late", ["askedOn"], { last: "2024-08-12", article: 64 }),
    );
    expect(() => give("hearingOffered", "askHearing", { askedOn: day("2024-08-04") })).toThrow(
      refusal("penalty/date-too-early", ["askedOn"]),
    );
    const notify = (over: Partial<(typeof commands)["notifyHearing"]>) => () =>
      give("hearingAsked", "notifyHearing", over);
    // Seven working days after Wednesday the 28th: Friday the 6th.
    expect(notify({ hearingAt: at("2024-09-06 00:00") })).not.toThrow();
    expect(notify({ hearingAt: at("2024-09-05 23:59") })).toThrow(
      refusal("penalty/hearing-notice-short", ["hearingAt"], { earliest: "2024-09-06", article: 64 }),
    );
    expect(notify({ place: " " })).toThrow(refusal("penalty/place-missing", ["place"]));
    expect(notify({ notifiedOn: day("2024-08-05") })).toThrow(refusal("penalty/date-too-early", ["notifiedOn"]));
    // Told anew, where it is moved: not before it was told first.
    expect(() => give("hearingNotified", "notifyHearing", { notifiedOn: day("2024-08-06") })).toThrow(
      refusal("penalty/date-too-early", ["notifiedOn"], { earliest: "2024-08-07" }),
    );
    const before = at("2024-08-16 08:59");
    expect(allowedCommands(inState("hearingNotified"), before)).not.toContain("holdHearing");
    expect(() => give("hearingNotified", "holdHearing", {}, {}, before)).toThrow(
      refusal("penalty/hearing-not-held", [], { at: "2024-08-16 09:00" }),
    );
    expect(() => give("hearingNotified", "holdHearing", { record: "" })).toThrow(
      refusal("penalty/record-missing", ["record"]),
    );
    expect(() => give("hearingNotified", "holdHearing", { evidence: [] })).toThrow(
      refusal("penalty/evidence-missing", ["evidenceIds"]),
    );
  });
});

describe("the decision", () => {
  it("stops the clock of 90 days and starts that of service, seven working days (61)", () => {
    expect(give("hearingHeld", "decide")).toMatchObject({
      state: "decided",
      fields: { amountFen: fen(50_000), serviceDue: at("2024-09-07 00:00"), nextDueAt: at("2024-09-07 00:00") },
      events: [{ kind: "PenaltyDecided", facts: { yuan: 50_000, inTime: true, wasOverdue: false } }],
      setTimers: [{ kind: "penaltyServiceDue", counted: { workingDays: 7 } }],
      cancelTimers: ["penaltyDecisionDue"],
    });
  });

  it("is in its range, not above the notice, after the hearing or the days to ask for one", () => {
    const act = (over: Partial<(typeof commands)["decide"]>, state: State = "hearingHeld") =>
      give(state, "decide", over);
    expect(() => act({ amountFen: fen(49_999) })).toThrow(
      refusal("penalty/amount-out-of-range", ["amountFen"], { article: 63, min: "50000.00", max: "200000.00" }),
    );
    expect(() => act({ amountFen: fen(60_001) })).toThrow(
      refusal("penalty/heavier-than-offered", ["amountFen"], { offered: "60000.00", article: 45 }),
    );
    expect(act({ amountFen: fen(60_000) }).state).toBe("decided");
    expect(act({ decidedOn: day("2024-08-16") }).state).toBe("decided");
    expect(() => act({ decidedOn: day("2024-08-15") })).toThrow(refusal("penalty/date-too-early", ["decidedOn"]));
    expect(act({ decidedOn: day("2024-08-13") }, "hearingOffered").state).toBe("decided");
    expect(() => act({ decidedOn: day("2024-08-12") }, "hearingOffered")).toThrow(
      refusal("penalty/date-too-early", ["decidedOn"], { earliest: "2024-08-13" }),
    );
  });

  it("is overdue after 90 days, once, and late when it comes", () => {
    const due = at("2024-10-31 00:00");
    expect(lapse(inState("filed"), at("2024-10-30 23:59")).events).toEqual([]);
    expect(lapse(inState("filed"), due)).toMatchObject({
      fields: { overdueAt: due },
      events: [{ kind: "PenaltyDecisionOverdue", occurredAt: due }],
      cancelTimers: ["penaltyDecisionDue"],
    });
    expect(lapse(inState("filed", { overdueAt: due }), at("2024-11-20 00:00")).events).toEqual([]);
    const late = give("hearingHeld", "decide", { decidedOn: day("2024-11-01") }, {}, at("2024-11-01 12:00"));
    expect(late.fields.overdueAt).toBeNull();
    expect(late.events).toMatchObject([
      { kind: "PenaltyDecisionOverdue", occurredAt: due },
      { kind: "PenaltyDecided", facts: { inTime: false, wasOverdue: true } },
    ]);
    // Of two clocks that ran out together, each has its own minute, in their order.
    const both = inState("hearingOffered", { hearingLapsedAt: null, hearingAskDue: at("2024-11-05 00:00") });
    expect(lapse(both, at("2024-12-01 00:00")).events.map(({ kind }) => kind)).toEqual([
      "PenaltyDecisionOverdue",
      "PenaltyHearingLapsed",
    ]);
  });
});

describe("service and payment", () => {
  it("service starts the 15 calendar days (67)", () => {
    expect(give("decided", "serve")).toMatchObject({
      state: "served",
      fields: { receivedBy: "经理", paymentDue: at("2024-09-13 00:00"), overdueAt: null },
      events: [{ kind: "PenaltyServed", facts: { inTime: true, wasOverdue: false } }],
      setTimers: [{ kind: "penaltyPaymentDue", calendarYears: [] }],
      cancelTimers: ["penaltyServiceDue"],
    });
    expect(() => give("decided", "serve", { receivedBy: " " })).toThrow(
      refusal("penalty/receiver-missing", ["receivedBy"]),
    );
    expect(() => give("decided", "serve", { servedOn: day("2024-08-19") })).toThrow(
      refusal("penalty/date-too-early", ["servedOn"]),
    );
    expect(lapse(inState("decided"), at("2024-08-30 00:00")).events[0]?.kind).toBe("PenaltyServiceOverdue");
    expect(lapse(inState("served"), at("2024-09-07 00:00")).events[0]?.kind).toBe("PenaltyPaymentOverdue");
    expect(lapse(inState("performed"), at("2025-09-07 00:00")).events).toEqual([]);
  });

  it("the last fen of fine and surcharge performs", () => {
    const now = at("2024-09-10 12:00");
    const pay = (paidOn: string, amountFen: bigint, more: Parameters<typeof inState>[1] = {}) =>
      give("served", "recordPayment", { paidOn: day(paidOn), amountFen }, more, now);
    expect(pay("2024-09-06", fen(50_000))).toMatchObject({
      state: "performed",
      fields: { performedOn: day("2024-09-06"), settledAt: now, nextDueAt: null },
      events: [
        { kind: "PenaltyPaymentOverdue" },
        { kind: "PenaltyPaid", facts: { fen: 5_000_000 } },
        { kind: "PenaltyPerformed", facts: { inTime: true, wasOverdue: true } },
      ],
    });
    // Three days late: 3% of 50,000 yuan each.
    expect(pay("2024-09-09", fen(50_000)).state).toBe("served");
    expect(pay("2024-09-09", fen(54_500))).toMatchObject({
      state: "performed",
      events: [{}, {}, { facts: { inTime: false } }],
    });
    const first = { payments: [{ paidOn: day("2024-09-09"), amountFen: fen(50_000) }] };
    expect(pay("2024-09-10", fen(4500), first).state).toBe("performed");
    expect(() => pay("2024-09-10", fen(4501), first)).toThrow(
      refusal("penalty/payment-above-outstanding", ["amountFen"], { outstanding: "4500.00", day: "2024-09-10" }),
    );
    expect(() => pay("2024-09-08", fen(1), first)).toThrow(refusal("penalty/date-too-early", ["paidOn"]));
    expect(() => pay("2024-08-21", fen(1))).toThrow(refusal("penalty/date-too-early", ["paidOn"]));
    expect(() => pay("2024-09-09", 0n)).toThrow(refusal("penalty/amount-missing", ["amountFen"]));
    expect(() => give("served", "recordPayment", { receipt: "" })).toThrow(
      refusal("penalty/receipt-missing", ["receipt"]),
    );
  });
});

describe("a case ends otherwise", () => {
  it("closed or withdrawn, in writing, with all its clocks", () => {
    for (const type of ["close", "withdraw"] as const)
      expect(() => give("filed", type, { reason: " " })).toThrow(refusal("penalty/reason-missing", ["reason"]));
    const closed = give("served", "close");
    expect(closed).toMatchObject({ fields: { settledAt: noon, closingReason: "违法行为轻微", nextDueAt: null } });
    expect(closed.events).toMatchObject([{ kind: "PenaltyCaseClosed", facts: { penalised: true } }]);
    expect(closed.cancelTimers).toHaveLength(4);
    expect(give("filed", "close").events[0]?.facts).toMatchObject({ penalised: false });
    expect(give("decided", "withdraw").events).toMatchObject([{ facts: { decided: true, yuan: 50_000 } }]);
    expect(give("evidence", "withdraw").events).toMatchObject([{ facts: { decided: false, yuan: 0 } }]);
  });
});

describe("clocks that count working days are counted again", () => {
  const again = addWorkingDays(date("2024-08-20"), 8);
  it("while they run", () => {
    expect(moveClock(inState("decided"), "penaltyServiceDue", again)).toMatchObject({
      fields: { serviceDue: again.dueAt, nextDueAt: again.dueAt },
      events: [{ kind: "TimerMoved", facts: { clock: "penaltyServiceDue" } }],
      setTimers: [{ kind: "penaltyServiceDue", dueAt: again.dueAt }],
    });
    const asking = moveClock(inState("hearingOffered", { hearingLapsedAt: null }), "penaltyHearingAskDue", again);
    expect(asking?.fields).toEqual({ hearingAskDue: again.dueAt, calendarPublished: true });
  });
  it("and not once they have stopped", () => {
    expect(moveClock(inState("hearingOffered"), "penaltyHearingAskDue", again)).toBeNull();
    expect(moveClock(inState("hearingAsked"), "penaltyHearingAskDue", again)).toBeNull();
    expect(moveClock(inState("served"), "penaltyServiceDue", again)).toBeNull();
    const overdue = { overdueAt: at("2024-08-30 00:00") };
    expect(moveClock(inState("decided", overdue), "penaltyServiceDue", again)).toBeNull();
  });
});

it("the range of a case is known with its basis", () => {
  expect(rangeOfCase(inState("filed"))).toEqual({ minFen: fen(50_000), maxFen: fen(200_000) });
  const share = { article: "propertyRegulation59", basisFen: null } as const;
  expect(rangeOfCase(inState("filed", share))).toBeNull();
  expect(rangeOfCase(inState("filed", { ...share, basisFen: fen(100_000) }))).toEqual({
    minFen: fen(30_000),
    maxFen: fen(50_000),
  });
});
