import { describe, expect, it } from "vitest";
import {
  allowedCommands,
  type Command,
  decide,
  type Paper,
  type State,
  transitions,
} from "../../schema/paper/rules.ts";
import { at, day } from "../kit/moments.ts";
import { refused } from "../kit/refused.ts";

describe("an issued paper", () => {
  const issued: Paper = { state: "issued", datedOn: day("2024-08-15"), servedByCase: false, ours: true };
  const now = at("2024-09-20 10:00");
  const serve = (over: object = {}): Command => ({
    type: "serve",
    servedOn: day("2024-08-15"),
    manner: "inPerson",
    receivedBy: " 李某 ",
    note: " ",
    evidence: ["1"],
    ...over,
  });
  const replace: Command = { type: "replace", reason: " 名称写错 " };

  it("is served once, by whom, how and when", () => {
    const { state, fields, events } = decide(issued, serve(), now);
    expect([state, fields]).toEqual([
      "served",
      { servedOn: day("2024-08-15"), serviceManner: "inPerson", receivedBy: "李某", serviceNote: null },
    ]);
    expect(events).toEqual([{ kind: "PaperServed", facts: { manner: "inPerson" } }]);
  });

  it("is replaced with a reason, served or not, and keeps its service", () => {
    for (const state of ["issued", "served"] as const)
      expect(decide({ ...issued, state }, replace, now)).toMatchObject({
        state: "withdrawn",
        fields: { withdrawnAt: now, withdrawalReason: "名称写错" },
        events: [{ kind: "PaperReplaced" }],
      });
  });

  it.each<[Partial<Paper>, Command, string]>([
    [{ servedByCase: true }, serve(), "paper/served-by-case"],
    [{ servedByCase: true, state: "served" }, replace, "paper/served-by-case"],
    [{ ours: false }, replace, "paper/other-issuer"],
    [{}, { ...replace, reason: " " } as Command, "paper/reason-missing at reason"],
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
    const notice = serve({ manner: "publicNotice", servedOn: day("2024-09-14"), receivedBy: null });
    expect(decide(issued, notice, now).fields).toMatchObject({ serviceManner: "publicNotice", receivedBy: null });
    expect(decide({ ...issued, servedByCase: true }, replace, now).state).toBe("withdrawn");
    expect(decide({ ...issued, ours: false }, serve(), now).state).toBe("served");
  });

  it("allows what would not be refused, in every state", () => {
    for (const state of Object.keys(transitions) as State[])
      for (const servedByCase of [true, false])
        for (const ours of [true, false]) {
          const paper = { ...issued, state, servedByCase, ours };
          const possible = [serve(), replace].filter(
            (command) => refused(() => decide(paper, command, now)) === undefined,
          );
          expect(allowedCommands(paper)).toEqual(possible.map(({ type }) => type));
        }
    expect(refused(() => decide({ ...issued, state: "withdrawn" }, replace, now))).toBe("paper/not-in-this-state");
  });
});
