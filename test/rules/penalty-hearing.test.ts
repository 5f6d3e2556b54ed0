import { describe, expect, it } from "vitest";
import { allowedCommands } from "../../schema/penalty/rules.ts";
import { at, day } from "../kit/moments.ts";
import { type commands, fen, give, inState } from "../kit/penalties.ts";
import { refusal } from "../kit/refused.ts";

describe("the prior notice and the hearing", () => {
  it("leaves five working days to ask for a hearing (64), holidays and make-up workdays counted", () => {
    const due = (offeredOn: string) =>
      give("evidence", "offerHearing", { offeredOn: day(offeredOn) }, {}, at("2024-12-30 12:00")).setTimers[0]?.dueAt;
    expect(due("2024-08-28")).toEqual(at("2024-09-05 00:00"));
    // The National Day holidays do not count, and Sunday the 29th does.
    expect(due("2024-09-27")).toEqual(at("2024-10-11 00:00"));
  });

  it("names a fine in its range, between filing and today", () => {
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
    expect(allowedCommands(inState("hearingOffered", open), early)).toEqual(["askHearing", "close", "withdraw"]);
    expect(() => give("hearingOffered", "decide", {}, open, early)).toThrow(
      refusal("penalty/hearing-open", [], { article: 64, until: "2024-08-13 00:00" }),
    );
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
    expect(allowedCommands(inState("hearingNotified"), before)).toEqual(["notifyHearing", "close", "withdraw"]);
    expect(give("hearingNotified", "holdHearing", {}, {}, at("2024-08-16 09:00")).state).toBe("hearingHeld");
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
