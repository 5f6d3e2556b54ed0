import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { timerAt } from "../../schema/decision.ts";
import { hearingAskDeadline, paymentDeadline, serviceDeadline } from "../../schema/penalty/clocks.ts";
import { rangeOfCase } from "../../schema/penalty/standing.ts";
import type { CommandType, PenaltyDecision, State } from "../../schema/penalty/states.ts";
import { at, day } from "../kit/moments.ts";
import { type commands, fen, give, inState, noon } from "../kit/penalties.ts";
import { refusal } from "../kit/refused.ts";

const date = (text: string) => Temporal.PlainDate.from(text);
const today = date("2024-08-28");
const everyTimer = ["penaltyDecisionDue", "penaltyHearingAskDue", "penaltyServiceDue", "penaltyPaymentDue"] as const;
const ended = { settledAt: noon, closingReason: null, nextDueAt: null, overdueAt: null };
const running = (nextDueAt: Date) => ({ nextDueAt, overdueAt: null, calendarPublished: true });

describe("what each command brings about", () => {
  it.each<[State, CommandType, Partial<PenaltyDecision>]>([
    [
      "filed",
      "recordEvidence",
      { state: "evidence", events: [{ kind: "PenaltyEvidenceRecorded", facts: { files: 1 } }] },
    ],
    [
      "evidence",
      "offerHearing",
      {
        state: "hearingOffered",
        fields: {
          offeredOn: day("2024-08-28"),
          article: "propertyRegulation63",
          basisFen: null,
          offeredFen: fen(60_000),
          hearingAskDue: at("2024-09-05"),
          calendarPublished: true,
        },
        events: [
          { kind: "PenaltyHearingOffered", facts: { article: "propertyRegulation63", manner: "left", yuan: 60_000 } },
        ],
        setTimers: [timerAt("penaltyHearingAskDue", hearingAskDeadline(today))],
      },
    ],
    [
      "hearingOffered",
      "askHearing",
      {
        state: "hearingAsked",
        fields: { hearingAskedOn: day("2024-08-12") },
        events: [{ kind: "PenaltyHearingAsked" }],
        cancelTimers: ["penaltyHearingAskDue"],
      },
    ],
    [
      "hearingAsked",
      "notifyHearing",
      {
        state: "hearingNotified",
        fields: {
          hearingNotifiedOn: day("2024-08-28"),
          hearingAt: at("2024-09-09 09:00"),
          hearingPlace: "市局三楼会议室",
        },
        events: [{ kind: "PenaltyHearingNotified", facts: { manner: "post", at: "2024-09-09T01:00:00.000Z" } }],
      },
    ],
    [
      "hearingNotified",
      "holdHearing",
      {
        state: "hearingHeld",
        fields: { hearingRecord: "当事人承认事实" },
        events: [{ kind: "PenaltyHearingHeld" }],
      },
    ],
    [
      // The clock of 90 days stops, and that of service starts, seven working days (61).
      "hearingHeld",
      "decide",
      {
        state: "decided",
        fields: {
          decidedOn: day("2024-08-28"),
          amountFen: fen(50_000),
          serviceDue: at("2024-09-07"),
          ...running(at("2024-09-07")),
        },
        events: [
          {
            kind: "PenaltyDecided",
            facts: { article: "propertyRegulation63", yuan: 50_000, inTime: true, wasOverdue: false },
          },
        ],
        setTimers: [timerAt("penaltyServiceDue", serviceDeadline(today))],
        cancelTimers: ["penaltyDecisionDue"],
      },
    ],
    [
      // Service starts the 15 calendar days (67).
      "decided",
      "serve",
      {
        state: "served",
        fields: {
          servedOn: day("2024-08-28"),
          receivedBy: "经理",
          paymentDue: at("2024-09-13"),
          ...running(at("2024-09-13")),
        },
        events: [{ kind: "PenaltyServed", facts: { manner: "inPerson", inTime: true, wasOverdue: false } }],
        setTimers: [timerAt("penaltyPaymentDue", paymentDeadline(today))],
        cancelTimers: ["penaltyServiceDue"],
      },
    ],
    ["served", "recordPayment", { state: "served", events: [{ kind: "PenaltyPaid", facts: { fen: 1_000_000 } }] }],
    ...(["filed", "served"] as const).map((state): [State, CommandType, Partial<PenaltyDecision>] => [
      state,
      "close",
      {
        state: "closed",
        fields: { ...ended, closingReason: "违法行为轻微" },
        events: [{ kind: "PenaltyCaseClosed", facts: { penalised: state === "served", wasOverdue: false } }],
        cancelTimers: everyTimer,
      },
    ]),
    ...(["evidence", "decided"] as const).map((state): [State, CommandType, Partial<PenaltyDecision>] => [
      state,
      "withdraw",
      {
        state: "withdrawn",
        fields: { ...ended, closingReason: "事实不清" },
        events: [
          {
            kind: "PenaltyCaseWithdrawn",
            facts: { decided: state === "decided", yuan: state === "decided" ? 50_000 : 0, wasOverdue: false },
          },
        ],
        cancelTimers: everyTimer,
      },
    ]),
  ])("%s: %s", (state, type, expected) => {
    expect(give(state, type)).toEqual({ fields: {}, events: [], setTimers: [], cancelTimers: [], ...expected });
  });

  it("keeps names and places without the blanks around them", () => {
    expect(give("decided", "serve", { receivedBy: " 经理 " }).fields.receivedBy).toBe("经理");
    expect(give("hearingAsked", "notifyHearing", { place: " 三楼 " }).fields.hearingPlace).toBe("三楼");
  });

  it("needs a reason in writing for an end before the last step", () => {
    for (const type of ["close", "withdraw"] as const)
      expect(() => give("filed", type, { reason: " " })).toThrow(refusal("penalty/reason-missing", ["reason"]));
  });
});

describe("the decision", () => {
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
});

describe("service and payment", () => {
  it("is served to somebody, not before it was decided", () => {
    expect(() => give("decided", "serve", { receivedBy: " " })).toThrow(
      refusal("penalty/receiver-missing", ["receivedBy"]),
    );
    expect(() => give("decided", "serve", { servedOn: day("2024-08-19") })).toThrow(
      refusal("penalty/date-too-early", ["servedOn"]),
    );
  });

  it("the last fen of fine and surcharge performs", () => {
    const now = at("2024-09-10 12:00");
    const pay = (paidOn: string, amountFen: bigint, more: Parameters<typeof inState>[1] = {}) =>
      give("served", "recordPayment", { paidOn: day(paidOn), amountFen }, more, now);
    expect(pay("2024-09-06", fen(50_000))).toEqual({
      state: "performed",
      fields: { ...ended, settledAt: now, performedOn: day("2024-09-06") },
      events: [
        { kind: "PenaltyPaymentOverdue", occurredAt: at("2024-09-07") },
        { kind: "PenaltyPaid", facts: { fen: 5_000_000 } },
        { kind: "PenaltyPerformed", facts: { inTime: true, wasOverdue: true } },
      ],
      setTimers: [],
      cancelTimers: ["penaltyPaymentDue"],
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

it("the range of a case is known with its basis", () => {
  expect(rangeOfCase(inState("filed"))).toEqual({ minFen: fen(50_000), maxFen: fen(200_000) });
  const share = { article: "propertyRegulation59", basisFen: null } as const;
  expect(rangeOfCase(inState("filed", share))).toBeNull();
  expect(rangeOfCase(inState("filed", { ...share, basisFen: fen(100_000) }))).toEqual({
    minFen: fen(30_000),
    maxFen: fen(50_000),
  });
});
