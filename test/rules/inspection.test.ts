import { describe, expect, it } from "vitest";
import {
  allowedInspectionCommands,
  decideInspection,
  type Inspection,
  type InspectionCommand,
  recordInspection,
  requireKindOf,
} from "../../schema/inspection/rules.ts";
import { refusal, refused } from "../kit/refused.ts";

const now = new Date("2024-08-15T04:00:00Z");
const inspection = (over: Partial<Inspection> = {}): Inspection => ({
  state: "planned",
  kind: "screening",
  complaintId: null,
  standingFindings: 0,
  proves: 0,
  ...over,
});
const carryOut = (over: Partial<InspectionCommand & { type: "carryOut" }> = {}): InspectionCommand => ({
  type: "carryOut",
  carriedOutAt: now,
  result: "problems",
  evidence: 1,
  ...over,
});
const withdraw: InspectionCommand = { type: "withdraw", reason: "the wrong complex" };

describe("an inspection", () => {
  it("that is carried out says when and with what result; a clean one needs no evidence", () => {
    expect(decideInspection(inspection(), carryOut({ evidence: 0, result: "clean" }), now)).toEqual({
      state: "carriedOut",
      fields: { result: "clean", carriedOutAt: now },
      event: "InspectionRecorded",
      screens: true,
    });
  });
  it.each<[string, Partial<Inspection>, InspectionCommand, string, string[], object?]>([
    ["problems without evidence", {}, carryOut({ evidence: 0 }), "inspection/evidence-missing", ["evidenceIds"]],
    [
      "in the future",
      {},
      carryOut({ carriedOutAt: new Date(now.getTime() + 1) }),
      "inspection/in-the-future",
      ["carriedOutAt"],
      { now: "2024-08-15 12:00" },
    ],
    ["of no complaint", { kind: "verification" }, carryOut(), "inspection/complaint-missing", ["complaintId"]],
    ["without a reason", {}, { type: "withdraw", reason: " " }, "inspection/reason-missing", ["reason"]],
    ["that found something", { standingFindings: 2 }, withdraw, "inspection/has-findings", [], { findings: 2 }],
    ["that proves something", { proves: 1 }, withdraw, "inspection/is-proof", []],
  ])("is neither recorded nor withdrawn %s", (_, over, command, code, field, facts) => {
    expect(() => decideInspection(inspection(over), command, now)).toThrow(refusal(code, field, facts));
  });
  it("that verifies names what it verifies", () => {
    const record = { carriedOutAt: now, result: "clean", evidence: 0 } as const;
    expect(() => recordInspection({ kind: "verification", complaintId: null }, record, now)).toThrow(
      "inspection/complaint-missing",
    );
    expect(recordInspection({ kind: "verification", complaintId: "c" }, record, now).screens).toBe(false);
  });
  it("screens the complex only when it is a screening", () => {
    const screens = (kind: Inspection["kind"]) =>
      decideInspection(inspection({ kind, complaintId: "c" }), carryOut(), now).screens;
    expect((["screening", "verification", "lookBack", "spotCheck", "provincial"] as const).filter(screens)).toEqual([
      "screening",
    ]);
  });
  it("is withdrawn with a reason, and not while anything rests on it", () => {
    expect(decideInspection(inspection(), withdraw, now)).toEqual({
      state: "withdrawn",
      fields: {},
      event: "InspectionWithdrawn",
      screens: false,
    });
    const offered = (over: Partial<Inspection>) => allowedInspectionCommands(inspection(over));
    expect(offered({})).toEqual(["carryOut", "withdraw"]);
    expect(offered({ state: "carriedOut" })).toEqual(["withdraw"]);
    for (const over of [{ standingFindings: 1 }, { proves: 1 }, { standingFindings: 1, proves: 1 }]) {
      expect(offered(over)).toEqual(["carryOut"]);
      expect(offered({ ...over, state: "carriedOut" })).toEqual([]);
    }
  });
});

it("the province's own inspection is nobody else's, and its only kind", () => {
  const kinds = ["screening", "verification", "lookBack", "spotCheck", "provincial"] as const;
  const mayBe = (provincial: boolean) =>
    kinds.filter((kind) => refused(() => requireKindOf({ provincial }, kind)) === undefined);
  expect(mayBe(true)).toEqual(["provincial"]);
  expect(mayBe(false)).toEqual(["screening", "verification", "lookBack", "spotCheck"]);
  expect(refused(() => requireKindOf({ provincial: true }, "screening"))).toBe(
    "inspection/kind-of-another-body at kind",
  );
});
