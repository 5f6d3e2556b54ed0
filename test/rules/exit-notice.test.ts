import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { endOf, endOfCivilPeriod } from "../../schema/calendar/rules.ts";
import { timerAt } from "../../schema/decision.ts";
import {
  contractEndOf,
  earliestMeeting,
  enoughDemand,
  feeClaimOf,
  handoverDueOf,
  type Notice,
  periodEndOf,
} from "../../schema/exit/notice.ts";
import { moveClock } from "../../schema/exit/rules.ts";
import { nextSuitStages, type SuitStage, suitRuns } from "../../schema/exit/suit.ts";
import { inState } from "../kit/exits.ts";
import { at } from "../kit/moments.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const notice = (over: Partial<Notice> = {}): Notice => ({
  by: "owners",
  servedOn: day("2024-08-02"),
  agreedDays: null,
  termEndsOn: day("2026-12-31"),
  recorded: true,
  ...over,
});
const rolling = { rollHolidays: true };
const end = (over: Partial<Notice> = {}, settings = rolling) => {
  const { article, days, lastDay } = contractEndOf(notice(over), settings);
  return [article, days, lastDay.toString()];
};

describe("notice", () => {
  it("of 2024-08-02 ends on 2024-10-01, a holiday, and so on 2024-10-08 (Civil Code 201, 203, 946)", () => {
    expect(end()).toEqual(["civilCode946", 60, "2024-10-08"]);
    expect(end({}, { rollHolidays: false })).toEqual(["civilCode946", 60, "2024-10-01"]);
    expect(contractEndOf(notice(), rolling).dueAt.toISOString()).toBe("2024-10-08T16:00:00.000Z");
  });
  it("says from where it rolls", () => {
    const [served, end] = [day("2024-08-02"), day("2024-10-08")];
    expect(periodEndOf("civilCode946", served, 60, end).toString()).toBe("2024-10-01");
    expect(periodEndOf("civilCode947", served, 60, end).toString()).toBe("2024-10-08");
  });
  it("is as long as the contract says", () => {
    expect(end({ agreedDays: 30 })).toEqual(["civilCode946", 30, "2024-09-02"]);
    expect(end({ agreedDays: 90 })).toEqual(["civilCode946", 90, "2024-10-31"]);
  });
  it("by the owners on the last day of the term is still one of dismissal", () => {
    expect(end({ termEndsOn: day("2024-08-02") })[0]).toBe("civilCode946");
    expect(end({ termEndsOn: day("2024-08-01") })[0]).toBe("civilCode948");
  });
  it("by the company: 90 days before the term ends, which it ends with (947)", () => {
    const company = { by: "company", termEndsOn: day("2024-10-31") } as const;
    expect(end(company)).toEqual(["civilCode947", 90, "2024-10-31"]);
    expect(() => end({ ...company, servedOn: day("2024-08-03") })).toThrow(
      expect.objectContaining({
        code: "exit/notice-too-late",
        facts: { days: 90, latest: "2024-08-02", end: "2024-10-31" },
      }),
    );
    expect(end({ ...company, servedOn: day("2024-10-01"), agreedDays: 30 })).toEqual([
      "civilCode947",
      30,
      "2024-10-31",
    ]);
  });
  it.each([
    ["the term has run out", { termEndsOn: day("2024-06-30") }],
    ["there never was one", { termEndsOn: null }],
  ])("without term, since %s: either side, 60 days and nothing else (948)", (_, over) => {
    for (const by of ["owners", "company"] as const) {
      expect(end({ by, ...over })).toEqual(["civilCode948", 60, "2024-10-08"]);
      expect(() => end({ by, ...over, agreedDays: 30 })).toThrow(
        expect.objectContaining({ code: "exit/notice-days-fixed" }),
      );
    }
  });
  it("without a contract on record is the owners' dismissal, or the company's end of one without term", () => {
    expect(end({ recorded: false, termEndsOn: null, agreedDays: 30 })).toEqual(["civilCode946", 30, "2024-09-02"]);
    expect(end({ recorded: false, termEndsOn: null, by: "company" })[0]).toBe("civilCode948");
  });
  it("says where it rests on holidays that nobody knows yet", () => {
    expect(
      contractEndOf(notice({ servedOn: day("2027-08-02"), termEndsOn: day("2030-01-01") }), rolling),
    ).toMatchObject({
      calendarPublished: false,
      calendarYears: [2027],
    });
  });
});

describe("handover", () => {
  const settings = { handoverDays: 15 };
  it("is due 15 days after the end of the contract, else as agreed", () => {
    expect(handoverDueOf(day("2024-10-08"), null, settings).lastDay.toString()).toBe("2024-10-23");
    expect(handoverDueOf(day("2024-09-17"), null, settings).lastDay.toString()).toBe("2024-10-08");
    expect(handoverDueOf(day("2024-10-08"), day("2024-10-12"), settings)).toMatchObject({
      dueAt: endOf(day("2024-10-12")),
      calendarPublished: true,
    });
  });
  it("says what the company may claim (949, 950)", () => {
    const exit = {
      contractEndsAt: at("2024-10-09"),
      handoverDue: at("2024-10-24"),
      handedOver: false,
      refused: false,
      takenOver: false,
    };
    expect(feeClaimOf({ ...exit, contractEndsAt: null }, at("2024-11-01"))).toBe("byContract");
    expect(feeClaimOf(exit, at("2024-10-08"))).toBe("byContract");
    expect(feeClaimOf(exit, at("2024-10-09"))).toBe("untilTakeOver");
    expect(feeClaimOf({ ...exit, handoverDue: null }, at("2024-10-09"))).toBe("untilTakeOver");
    expect(feeClaimOf(exit, at("2024-10-24"))).toBe("none");
    expect(feeClaimOf({ ...exit, refused: true }, at("2024-10-10"))).toBe("none");
    expect(feeClaimOf({ ...exit, refused: true, handedOver: true }, at("2024-11-01"))).toBe("untilTakeOver");
    expect(feeClaimOf({ ...exit, handedOver: true, takenOver: true }, at("2024-11-01"))).toBe("none");
  });
});

it("a meeting is announced 15 days before it; 20% of the owners can demand one", () => {
  expect(earliestMeeting(day("2024-08-15")).toString()).toBe("2024-08-30");
  expect([enoughDemand(20, 100), enoughDemand(19, 100), enoughDemand(21, 101), enoughDemand(20, 101)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

it("a suit goes from stage to stage as courts do", () => {
  expect(nextSuitStages(null)).toEqual(["accepted"]);
  const reached = new Set<SuitStage>();
  const walk = (stage: SuitStage | null) => {
    for (const next of nextSuitStages(stage)) {
      if (reached.has(next)) continue;
      reached.add(next);
      walk(next);
    }
  };
  walk(null);
  expect(reached.size).toBe(10);
  expect([...reached].filter((stage) => nextSuitStages(stage).length === 0).sort()).toEqual(["enforced", "performed"]);
  expect([...reached].filter(suitRuns).sort()).toEqual(["accepted", "appealed", "enforcement", "hearing"]);
  expect(suitRuns(null)).toBe(false);
});

it("a clock that holidays have moved is moved only while it runs", () => {
  const deadline = endOfCivilPeriod(Temporal.PlainDate.from("2024-08-02"), 60, { rollHolidays: true });
  const within = inState("contractEnded", { handoverOverdueAt: null });
  for (const [current, kind, fields] of [
    [
      inState("noticeServed"),
      "exitContractEnd",
      { contractEndsOn: new Date("2024-10-08T00:00:00Z"), contractEndsAt: at("2024-10-09") },
    ],
    [within, "exitHandoverDue", { handoverDue: at("2024-10-09") }],
  ] as const)
    expect(moveClock(current, kind, deadline)).toEqual({
      state: current.state,
      fields: { ...fields, nextDueAt: at("2024-10-09"), calendarPublished: true },
      events: [{ kind: "TimerMoved", facts: { clock: kind } }],
      setTimers: [timerAt(kind, deadline)],
      cancelTimers: [],
    });
  for (const still of [
    moveClock(inState("contractEnded"), "exitContractEnd", deadline),
    moveClock(inState("contractEnded"), "exitHandoverDue", deadline),
    moveClock(inState("noticeServed"), "exitHandoverDue", deadline),
    moveClock(within, "exitContractEnd", deadline),
  ])
    expect([still.events, still.setTimers, still.fields]).toEqual([[], [], {}]);
});
