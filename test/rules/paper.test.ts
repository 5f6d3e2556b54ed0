import { describe, expect, it } from "vitest";
import { allowedCommands, type Command, decide, type Paper } from "../../schema/paper/rules.ts";
import { day } from "../kit/moments.ts";
import { issued, now, replace, serve } from "../kit/papers.ts";
import { refused } from "../kit/refused.ts";

describe("an issued paper", () => {
  it("is served once, by whom, how and when", () => {
    const { state, fields, events } = decide(issued, serve(), now);
    expect([state, fields]).toEqual([
      "served",
      { servedOn: day("2024-08-15"), serviceManner: "inPerson", receivedBy: "李某", serviceNote: null },
    ]);
    expect(events).toEqual([{ kind: "PaperServed", facts: { manner: "inPerson" } }]);
  });

  it("keeps what was noted of its service", () => {
    expect(decide(issued, serve({ note: " 门卫代收 " }), now).fields).toMatchObject({ serviceNote: "门卫代收" });
  });

  it("is replaced with a reason, served or not, and keeps its service", () => {
    for (const state of ["issued", "served"] as const)
      expect(decide({ ...issued, state }, replace(), now)).toMatchObject({
        state: "withdrawn",
        fields: { withdrawnAt: now, withdrawalReason: "名称写错" },
        events: [{ kind: "PaperReplaced" }],
      });
  });

  it.each<[Partial<Paper>, Command, string]>([
    [{ servedByCase: true }, serve(), "paper/served-by-case"],
    [{ servedByCase: true, state: "served" }, replace(), "paper/served-by-case"],
    [{ ours: false }, replace(), "paper/other-issuer"],
    [{}, replace(" "), "paper/reason-missing at reason"],
    [{}, serve({ servedOn: day("2024-08-14") }), "paper/served-before-issue at servedOn"],
    [{}, serve({ servedOn: day("2024-09-21") }), "paper/served-in-the-future at servedOn"],
    [{}, serve({ manner: "publicNotice", servedOn: day("2024-09-13") }), "paper/notice-too-short at servedOn"],
    [{}, serve({ receivedBy: " " }), "paper/receiver-missing at receivedBy"],
    [{}, serve({ receivedBy: null }), "paper/receiver-missing at receivedBy"],
    [{}, serve({ evidence: [] }), "paper/evidence-missing at evidenceIds"],
  ])("%j: %j is refused with %s", (over, command, code) => {
    expect(refused(() => decide({ ...issued, ...over }, command, now))).toBe(code);
  });

  it("is served by nobody else's word on its last days", () => {
    expect(refused(() => decide(issued, serve({ servedOn: day("2024-09-20") }), now))).toBeUndefined();
    const notice = serve({ manner: "publicNotice", servedOn: day("2024-09-14"), receivedBy: null, note: null });
    expect(decide(issued, notice, now).fields).toMatchObject({
      serviceManner: "publicNotice",
      receivedBy: null,
      serviceNote: null,
    });
    expect(decide({ ...issued, servedByCase: true }, replace(), now).state).toBe("withdrawn");
    expect(decide({ ...issued, ours: false }, serve(), now).state).toBe("served");
  });

  it("offers what would not be refused, whoever served it and whoever issued it", () => {
    const offers = (over: Partial<Paper>) => allowedCommands({ ...issued, ...over });
    expect(offers({ servedByCase: true })).toEqual(["replace"]);
    expect(offers({ servedByCase: true, state: "served" })).toEqual([]);
    expect(offers({ ours: false })).toEqual(["serve"]);
    expect(offers({ ours: false, state: "served" })).toEqual([]);
  });
});
