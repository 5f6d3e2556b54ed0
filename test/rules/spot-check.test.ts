import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { endOf } from "../../schema/calendar/rules.ts";
import { isOverdue, timerAtInstant } from "../../schema/decision.ts";
import {
  type Candidate,
  draw,
  type FrameEntry,
  fingerprintOf,
  frameOf,
  weightOf,
} from "../../schema/spot-check/draw.ts";
import {
  allowedCommands,
  decide,
  drawSpotCheck,
  type Kept,
  lapse,
  type Plan,
  repeatDraw,
} from "../../schema/spot-check/rules.ts";
import type { Command, SpotCheck } from "../../schema/spot-check/states.ts";
import { refusal } from "../kit/refused.ts";
import { abandon, at, carryOut, check, here, items, leaveOut, noon, now } from "../kit/spot-checks.ts";

const weights = { baseWeight: 1, perComplaint: 1, complaintDays: 90, perOverdueRectification: 3 };
const seed = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const day = (text: string) => Temporal.PlainDate.from(text);

const candidate = (complexId: string, complaints = 0, overdueRectifications = 0): Candidate => ({
  complexId,
  complaints,
  overdueRectifications,
});
const county = [candidate("d", 2), candidate("b", 0, 2), candidate("a"), candidate("e", 9, 1), candidate("c")];

/** By the seed above and the weights 1, 7, 1, 3, 13, with sha256sum and bc, as docs/spot-check.md tells an outsider to. */
const reckoned = [
  [1, "fb35c34458dfdeb6248bcb8307e77e3f1665b7c79f1a15f9a48ed60fa8048881", 25, 5, "b"],
  [2, "8f668d5db8da87469b6369a5eb68c3a862625d8d962db1c59696adbc397e2505", 18, 9, "e"],
  [3, "29e59f1860d1a3df736ce1789ee39e357b99fcaaf6c7b4976d5210ea2e981091", 5, 2, "d"],
  [4, "efbfb00d9b1c9ff7331fc42f79e4190b4675720ceb1e9c6571abdb60776813e2", 2, 0, "a"],
  [5, "191528d3aa6b69a1bdd9ab4d9dfd387f94e0c80f2d39e3e0649b6c0aeaa6c592", 1, 0, "c"],
] as const;

describe("the draw", () => {
  it("weighs 1, a complaint 1, an overdue rectification 3; the frame is in the order of the ids", () => {
    expect(weightOf(candidate("x"), weights)).toBe(1);
    expect(frameOf(county, weights).map(({ position, complexId, weight }) => [position, complexId, weight])).toEqual([
      [1, "a", 1],
      [2, "b", 7],
      [3, "c", 1],
      [4, "d", 3],
      [5, "e", 13],
    ]);
  });

  it.each(reckoned)("draws in round %i what anybody comes to by hand", (round, digest, total, remainder, complexId) => {
    expect(draw(seed, frameOf(county, weights), 5)[round - 1]).toMatchObject({
      round,
      digest,
      total,
      remainder,
      complexId,
    });
  });

  it("draws each complex once, and as often as its weight says", () => {
    const frame = frameOf(county, weights);
    const times = new Map<string, number>();
    for (let attempt = 0; attempt < 5000; attempt++) {
      const drawn = draw(`${attempt}`, frame, 5).map(({ complexId }) => complexId);
      expect(new Set(drawn).size).toBe(5);
      times.set(drawn[0] as string, (times.get(drawn[0] as string) ?? 0) + 1);
    }
    for (const { complexId, weight } of frame)
      expect(Math.abs((times.get(complexId) ?? 0) / 5000 - weight / 25), complexId).toBeLessThan(0.03);
  });
});

const plan = (over: Partial<Plan> = {}): Plan => ({
  candidates: county,
  size: 2,
  inspectors: [" 张三 ", "李四", "张三"],
  startsOn: day("2024-08-16"),
  endsOn: day("2024-08-20"),
  ...over,
});
const drawn = (over: Partial<Plan> = {}) => drawSpotCheck(plan(over), seed, weights, now);

describe("what is drawn", () => {
  it("is kept with all that it came from, and ends with its last day", () => {
    const { decision, fields, frame, rounds } = drawn();
    const dueAt = endOf(day("2024-08-20"));
    const fingerprint = fingerprintOf(seed, frameOf(county, weights), rounds);
    expect(fields).toEqual({
      seed,
      fingerprint,
      frameSize: 5,
      totalWeight: 25,
      size: 2,
      inspectors: ["张三", "李四"],
      startsOn: new Date("2024-08-16T00:00:00Z"),
      endsOn: new Date("2024-08-20T00:00:00Z"),
      drawnAt: now,
      dueAt,
    });
    expect([frame.length, rounds.length]).toEqual([5, 2]);
    expect(decision).toEqual({
      state: "drawn",
      fields: {},
      events: [{ kind: "SpotCheckDrawn", facts: { drawn: 2, frame: 5, fingerprint } }],
      setTimers: [timerAtInstant("spotCheckPeriodEnd", dueAt)],
      cancelTimers: [],
    });
  });

  it.each([
    [{ candidates: [] }, "frame-empty", "county", {}],
    [{ size: 0 }, "size-out-of-range", "size", { most: 5 }],
    [{ size: 6 }, "size-out-of-range", "size", { most: 5 }],
    [{ inspectors: [" "] }, "inspector-missing", "inspectors", {}],
    [{ endsOn: day("2024-08-15") }, "period-over", "endsOn", {}],
    [{ endsOn: day("2025-08-17") }, "period-too-long", "endsOn", { days: 366 }],
    [{ startsOn: day("2024-08-01"), endsOn: day("2024-08-14") }, "period-over", "endsOn", {}],
  ] as const)("is refused: %j", (over, code, field, facts) => {
    expect(() => drawn(over)).toThrow(refusal(`spot-check/${code}`, [field], facts));
  });

  it("may take a year", () => expect(drawn({ endsOn: day("2025-08-16") }).fields.size).toBe(2));

  it("may be the whole county, on this very day", () => {
    expect(drawn({ size: 5, startsOn: day("2024-08-15"), endsOn: day("2024-08-15") }).rounds).toHaveLength(5);
  });
});

describe("whoever draws again", () => {
  const kept = (): Kept => {
    const { fields, frame, rounds } = drawn({ size: 3 });
    return { seed: fields.seed, fingerprint: fields.fingerprint, weights, frame, drawn: rounds };
  };
  it("comes to the same list", () => {
    expect(repeatDraw(kept())).toMatchObject({ equal: true, fingerprint: kept().fingerprint, rounds: kept().drawn });
  });
  it.each([
    ["another seed", { seed: seed.replace("0", "1") }],
    ["a weight that was raised", { frame: kept().frame.map((entry, i) => (i ? entry : { ...entry, weight: 9 })) }],
    ["complaints that were not there", { frame: touched(kept().frame) }],
    ["a complex that was put in another's place", { drawn: kept().drawn.with(0, { round: 1, complexId: "a" }) }],
    ["weights that were not in force", { weights: { ...weights, perComplaint: 2 } }],
  ] as [string, Partial<Kept>][])("sees %s", (_what, over) => {
    expect(repeatDraw({ ...kept(), ...over }).equal).toBe(false);
  });
  it("sees a list that was exchanged together with its fingerprint", () => {
    const forged = { ...kept(), drawn: [...kept().drawn].reverse() };
    expect(repeatDraw({ ...forged, fingerprint: repeatDraw(forged).fingerprint }).equal).toBe(false);
  });
  it("sees a frame that was weighed wrongly from the start", () => {
    const heavy = kept().frame.map((entry) => ({ ...entry, weight: entry.weight + 1 }));
    const { rounds, fingerprint } = repeatDraw({ ...kept(), frame: heavy });
    expect(repeatDraw({ ...kept(), frame: heavy, drawn: rounds, fingerprint }).equal).toBe(false);
  });
});

/** As if two complaints were added to the first complex, and its weight left. */
function touched(frame: readonly FrameEntry[]): FrameEntry[] {
  return frame.map((entry, index) => (index === 0 ? { ...entry, complaints: 2 } : entry));
}

describe("carrying out", () => {
  const happened = { carryOut: "SpotCheckComplexCarriedOut", leaveOut: "SpotCheckComplexLeftOut" } as const;
  it.each([
    [carryOut, { carriedOut: 2, leftOut: 1 }],
    [leaveOut, { carriedOut: 1, leftOut: 2 }],
  ] as const)("goes on while any is outstanding: %j", (command, fields) => {
    const going = check({ size: 4, carriedOut: 1, leftOut: 1 });
    expect(decide(going, items("drawn", "drawn"), command, here())).toEqual({
      state: "drawn",
      fields,
      events: [{ kind: happened[command.type], facts: { outstanding: 1 } }],
      setTimers: [],
      cancelTimers: [],
    });
  });
  it("is completed with the last complex, checked or left out", () => {
    const last = check({ carriedOut: 1 });
    for (const [command, counts] of [
      [carryOut, { carriedOut: 2, leftOut: 0 }],
      [leaveOut, { carriedOut: 1, leftOut: 1 }],
    ] as const) {
      expect(decide(last, items("drawn", "carriedOut"), command, here())).toEqual({
        state: "completed",
        fields: { ...counts, dueAt: null, settledAt: noon },
        events: [
          { kind: happened[command.type], facts: { outstanding: 0 } },
          { kind: "SpotCheckCompleted", facts: counts },
        ],
        setTimers: [],
        cancelTimers: ["spotCheckPeriodEnd"],
      });
    }
  });
  it("is still owed after the period, which is said once", () => {
    const late = at("21T09:00:00");
    const { events, fields, state } = decide(check(), items("drawn", "drawn"), carryOut, here({ now: late }));
    expect(state).toBe("drawn");
    expect(events.map(({ kind }) => kind)).toEqual(["SpotCheckOverdue", "SpotCheckComplexCarriedOut"]);
    expect(fields).toMatchObject({ carriedOut: 1, overdueAt: at("21T00:00:00") });
    const again = decide(
      check({ overdueAt: at("21T00:00:00") }),
      items("drawn", "drawn"),
      carryOut,
      here({ now: late }),
    );
    expect(again.events).toHaveLength(1);
  });
  it("may begin with the lot, and with the first day", () => {
    for (const [carriedOutAt, startsOn] of [
      [now, "2024-08-15"],
      [at("16T00:00:00"), "2024-08-16"],
    ] as const) {
      const period = check({ startsOn: new Date(startsOn) });
      expect(decide(period, items("drawn", "drawn"), { ...carryOut, carriedOutAt }, here()).state).toBe("drawn");
    }
  });
  it.each<[Command, Partial<SpotCheck>, string, string, object?]>([
    [{ ...carryOut, complexId: "9" }, {}, "complex-not-drawn", "complexId"],
    [{ ...leaveOut, reason: " " }, {}, "reason-missing", "reason"],
    [{ ...abandon, reason: "\t" }, {}, "reason-missing", "reason"],
    // Before the lot fell; after it, and before the period.
    [
      { ...carryOut, carriedOutAt: at("15T09:59:00") },
      {},
      "before-its-time",
      "carriedOutAt",
      { from: "2024-08-15 10:00" },
    ],
    [
      { ...carryOut, carriedOutAt: at("15T23:00:00") },
      { startsOn: new Date("2024-08-16") },
      "before-its-time",
      "carriedOutAt",
      { from: "2024-08-16 00:00" },
    ],
  ])("is refused: %j %j", (command, over, code, field, facts) => {
    expect(() => decide(check(over), items("drawn", "drawn"), command, here())).toThrow(
      refusal(`spot-check/${code}`, [field], facts),
    );
  });
  it("belongs to the body that drew: those above it look on", () => {
    for (const body of ["14", "1402", "140105"]) {
      expect(() => decide(check(), items("drawn"), carryOut, here({ body }))).toThrow(
        refusal("spot-check/of-another-body"),
      );
      expect(allowedCommands(check(), body)).toEqual([]);
    }
    expect(allowedCommands(check(), "1401")).toEqual(["carryOut", "leaveOut", "abandon"]);
    expect(allowedCommands(check({ state: "abandoned" }), "1401")).toEqual([]);
  });
});

it("an abandoned draw says what was not checked of it", () => {
  expect(decide(check({ size: 4, carriedOut: 1, leftOut: 1 }), items("drawn"), abandon, here())).toEqual({
    state: "abandoned",
    fields: { abandonReason: "the flood", dueAt: null, settledAt: noon },
    events: [{ kind: "SpotCheckAbandoned", facts: { carriedOut: 1, outstanding: 2 } }],
    setTimers: [],
    cancelTimers: ["spotCheckPeriodEnd"],
  });
});

it("the end of the period is raised once, with its own minute", () => {
  const end = at("21T00:00:00");
  const before = new Date(end.getTime() - 1);
  expect([isOverdue(check(), before), isOverdue(check(), end), isOverdue(check({ dueAt: null }), end)]).toEqual([
    false,
    true,
    false,
  ]);
  expect(lapse(check(), before).events).toEqual([]);
  expect(lapse(check({ dueAt: null }), end).events).toEqual([]);
  expect(lapse(check({ overdueAt: end }), end).events).toEqual([]);
  expect(lapse(check({ size: 4, carriedOut: 1, leftOut: 1 }), end)).toEqual({
    state: "drawn",
    fields: { overdueAt: end },
    events: [{ kind: "SpotCheckOverdue", facts: { outstanding: 2 }, occurredAt: end }],
    setTimers: [],
    cancelTimers: [],
  });
});
