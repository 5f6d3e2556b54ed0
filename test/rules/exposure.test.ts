import { describe, expect, it } from "vitest";
import { allowedCommands, decide, lapse, marksIn } from "../../schema/exposure/rules.ts";
import type { Batch, Command, Part, State } from "../../schema/exposure/states.ts";
import { batch, monthEnd, now, part } from "../kit/exposures.ts";
import { refusal, refused } from "../kit/refused.ts";

const later = new Date(monthEnd.getTime() + 60_000);
const say = (before: Batch, parts: readonly Part[], command: Command, at = now, actor: string | null = "other") =>
  decide(before, parts, command, { now: at, actor });
const nothing = { setTimers: [], cancelTimers: [] };
const clean = [part(), part({ id: "two", position: 2, kind: "praise" })];
const left = part({ id: "two", position: 2, text: "联系13800138000" });

describe("writing", () => {
  it.each(["draft", "returned"] as const)("changes a batch that is %s and says so", (state) => {
    expect(say(batch({ state }), [], { type: "write" })).toEqual({
      state,
      fields: {},
      events: [{ kind: "ExposureCaseWritten" }],
      ...nothing,
    });
    expect(say(batch({ state }), clean, { type: "remove", caseId: "two" })).toEqual({
      state,
      fields: {},
      events: [{ kind: "ExposureCaseRemoved", facts: { case: 2 } }],
      ...nothing,
    });
  });

  it("knows no case of another batch", () => {
    expect(refused(() => say(batch(), clean, { type: "remove", caseId: "x" }))).toBe("exposure/case-unknown at caseId");
  });
});

describe("personal data", () => {
  const steps: readonly (readonly [Command, State])[] = [
    [{ type: "submit" }, "draft"],
    [{ type: "approve" }, "submitted"],
    [{ type: "publish" }, "approved"],
  ];
  it.each(steps)("stops %o", (command, state) => {
    const facts = { case: 2, part: "text", dataKind: "telephone", excerpt: "138********", position: 3 };
    expect(() => say(batch({ state }), [part(), left], command)).toThrow(
      refusal("exposure/personal-data-left", ["text"], facts),
    );
    expect(refused(() => say(batch({ state }), [], command))).toBe("exposure/empty");
  });

  it("is told of the title first, and in the order of the text", () => {
    const both = part({
      title: "住3-2-501",
      text: "赵铁柱13800138000",
      known: { names: ["赵铁柱"], publicContacts: [] },
    });
    expect(marksIn(both).map(({ field, kind, start }) => [field, kind, start])).toEqual([
      ["title", "houseNumber", 1],
      ["text", "name", 0],
      ["text", "telephone", 3],
    ]);
    expect(refused(() => say(batch(), [both], { type: "submit" }))).toBe("exposure/personal-data-left at title");
  });

  const looks = part({ text: "共3-2-501平米" });
  const mark = { type: "markHarmless", caseId: "one", kind: "houseNumber", text: "3-2-501", reason: "型号" } as const;
  it("may be no such thing, by somebody's word", () => {
    expect(say(batch(), [looks], mark)).toEqual({
      state: "draft",
      fields: {},
      events: [{ kind: "ExposureMarkedHarmless", facts: { case: 1, dataKind: "houseNumber" } }],
      ...nothing,
    });
    const marked = { ...looks, harmless: [{ kind: "houseNumber", text: "3-2-501" }] };
    expect(marksIn(marked).map(({ harmless }) => harmless)).toEqual([true]);
    expect(say(batch(), [marked], { type: "submit" }).state).toBe("submitted");
    expect(refused(() => say(batch(), [marked], mark))).toBe("exposure/nothing-there at text");
    // Of another kind, or another text, it says nothing.
    for (const harmless of [
      { kind: "name", text: "3-2-501" },
      { kind: "houseNumber", text: "3-2-502" },
    ])
      expect(marksIn({ ...looks, harmless: [harmless] })[0]?.harmless).toBe(false);
  });

  it.each([
    [{ ...mark, reason: " " }, "exposure/reason-missing", "reason"],
    [{ ...mark, text: "3-2-5" }, "exposure/nothing-there", "text"],
    [{ ...mark, kind: "email" as const }, "exposure/nothing-there", "text"],
    [{ ...mark, kind: "telephone" as const }, "exposure/never-harmless", "kind"],
    [{ ...mark, kind: "identityNumber" as const }, "exposure/never-harmless", "kind"],
    [{ ...mark, caseId: "x" }, "exposure/case-unknown", "caseId"],
  ])("%o is refused", (command, code, field) => {
    expect(refused(() => say(batch(), [looks], command))).toBe(`${code} at ${field}`);
  });
});

describe("approval", () => {
  it("is asked for, given by another than the authors, and may be refused", () => {
    expect(say(batch({ state: "returned", returnReason: "改" }), clean, { type: "submit" })).toEqual({
      state: "submitted",
      fields: { submittedAt: now, returnReason: null },
      events: [{ kind: "ExposureSubmitted", facts: { exposures: 1, praises: 1 } }],
      ...nothing,
    });
    const submitted = batch({ state: "submitted", submittedAt: now });
    expect(say(submitted, clean, { type: "approve" })).toEqual({
      state: "approved",
      fields: { approvedAt: now },
      events: [{ kind: "ExposureApproved", facts: { exposures: 1, praises: 1 } }],
      ...nothing,
    });
    expect(refused(() => say(submitted, clean, { type: "approve" }, now, "author"))).toBe("exposure/own-work");
    expect(say(submitted, clean, { type: "approve" }, now, null).state).toBe("approved");
  });

  it.each(["submitted", "approved"] as const)("a batch that is %s goes back with a reason", (state) => {
    expect(say(batch({ state, approvedAt: now }), clean, { type: "return", reason: "核实" })).toEqual({
      state: "returned",
      fields: { returnReason: "核实", approvedAt: null },
      events: [{ kind: "ExposureReturned" }],
      ...nothing,
    });
    expect(refused(() => say(batch({ state }), clean, { type: "return", reason: " " }))).toBe(
      "exposure/reason-missing at reason",
    );
  });
});

describe("publication", () => {
  const approved = batch({ state: "approved", approvedAt: now });
  const published = (over: Partial<Batch>, parts: readonly Part[], at = now) =>
    say({ ...approved, ...over }, parts, { type: "publish" }, at);

  it("pays the month's debt", () => {
    expect(published({}, clean)).toEqual({
      state: "published",
      fields: { publishedAt: now, paidAt: now },
      events: [{ kind: "ExposurePublished", facts: { exposures: 1, praises: 1, paysLate: false } }],
      ...nothing,
    });
  });

  it.each([
    ["praise alone", {}, [part({ kind: "praise" })], { exposures: 0, praises: 1 }],
    ["the province's", { dueAt: null }, clean, { exposures: 1, praises: 1 }],
    ["one that was paid already", { paidAt: new Date(0) }, clean, { exposures: 1, praises: 1 }],
  ] as const)("%s pays nothing", (_, over, parts, counted) => {
    expect(published(over, parts)).toMatchObject({
      fields: { publishedAt: now },
      events: [{ kind: "ExposurePublished", facts: { ...counted, paysLate: false } }],
    });
    expect(published(over, parts).fields).not.toHaveProperty("paidAt");
  });

  it("ahead of a late ticker is late, with the minute at which the month was over", () => {
    expect(published({}, clean, later)).toEqual({
      state: "published",
      fields: { overdueAt: monthEnd, publishedAt: later, paidAt: later },
      events: [
        { kind: "ExposureOverdue", occurredAt: monthEnd },
        { kind: "ExposurePublished", facts: { exposures: 1, praises: 1, paysLate: true } },
      ],
      ...nothing,
    });
    expect(published({ overdueAt: monthEnd, paidAt: now }, clean, later).events).toEqual([
      { kind: "ExposurePublished", facts: { exposures: 1, praises: 1, paysLate: false } },
    ]);
  });
});

describe("withdrawal", () => {
  const shown = [part({ shown: true }), part({ id: "two", position: 2, kind: "praise" })];
  const published = batch({ state: "published", publishedAt: now, paidAt: now });

  it("takes one case off, or all that are shown", () => {
    expect(say(published, shown, { type: "withdrawCase", caseId: "one", reason: "更正" })).toEqual({
      state: "published",
      fields: {},
      events: [{ kind: "ExposureCaseWithdrawn", facts: { exposures: 1, praises: 0 } }],
      ...nothing,
    });
    expect(say(published, shown, { type: "withdraw", reason: "更正" })).toEqual({
      state: "withdrawn",
      fields: { withdrawnAt: now, withdrawalReason: "更正", paidAt: null },
      events: [{ kind: "ExposureWithdrawn", facts: { exposures: 1, praises: 0 } }],
      ...nothing,
    });
  });

  it("after the month leaves its debt paid", () => {
    const paid = { ...published, overdueAt: null };
    expect(say(paid, shown, { type: "withdraw", reason: "更正" }, monthEnd).fields).toEqual({
      withdrawnAt: monthEnd,
      withdrawalReason: "更正",
    });
  });

  it.each([
    [{ type: "withdrawCase", caseId: "two", reason: "更正" }, "exposure/not-shown", "caseId"],
    [{ type: "withdrawCase", caseId: "x", reason: "更正" }, "exposure/case-unknown", "caseId"],
    [{ type: "withdrawCase", caseId: "one", reason: "" }, "exposure/reason-missing", "reason"],
    [{ type: "withdraw", reason: "\n" }, "exposure/reason-missing", "reason"],
  ] as const)("%o is refused", (command, code, field) => {
    expect(refused(() => say(published, shown, command))).toBe(`${code} at ${field}`);
  });

  it("lets it be written again", () => {
    expect(say(batch({ state: "withdrawn" }), shown, { type: "reopen" })).toEqual({
      state: "draft",
      fields: { submittedAt: null, approvedAt: null, publishedAt: null, withdrawnAt: null, withdrawalReason: null },
      events: [{ kind: "ExposureReopened" }],
      ...nothing,
    });
  });
});

describe("the end of the month", () => {
  it("raises the debt once, at its minute", () => {
    const decided = { state: "draft", fields: { overdueAt: monthEnd }, ...nothing };
    expect(lapse(batch(), monthEnd)).toEqual({
      ...decided,
      events: [{ kind: "ExposureOverdue", occurredAt: monthEnd }],
    });
    const before = new Date(monthEnd.getTime() - 1);
    for (const [over, at] of [
      [{}, before],
      [{ dueAt: null }, later],
      [{ overdueAt: monthEnd }, later],
      [{ paidAt: now }, later],
    ] as const)
      expect(lapse(batch(over), at)).toEqual({ state: "draft", fields: {}, events: [], ...nothing });
  });
});

describe("what may be done", () => {
  it("follows the state, and authors approve nothing", () => {
    expect(allowedCommands(batch(), clean, "author")).toEqual(["write", "remove", "markHarmless", "submit"]);
    const submitted = { state: "submitted" } as const;
    expect(allowedCommands(submitted, clean, "author")).toEqual(["return"]);
    expect(allowedCommands(submitted, clean, "other")).toEqual(["approve", "return"]);
    expect(allowedCommands(submitted, clean, null)).toEqual(["approve", "return"]);
  });

  it("anything else is refused with the state", () => {
    expect(() => say(batch({ state: "published" }), clean, { type: "write" })).toThrow(
      refusal("exposure/not-in-this-state", [], { state: "published" }),
    );
  });
});
