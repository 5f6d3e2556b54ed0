import { describe, expect, it } from "vitest";
import {
  allowedInspectionCommands,
  decideInspection,
  type Inspection,
  type InspectionCommand,
  recordInspection,
  requireKindOf,
} from "../../schema/inspection/rules.ts";
import { refused } from "../kit/refused.ts";

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
  it("that found problems needs evidence; a clean one does not", () => {
    expect(() => decideInspection(inspection(), carryOut({ evidence: 0 }), now)).toThrow("inspection/evidence-missing");
    expect(decideInspection(inspection(), carryOut({ evidence: 0, result: "clean" }), now)).toMatchObject({
      fields: { result: "clean", carriedOutAt: now },
      event: "InspectionRecorded",
    });
  });
  it("cannot lie in the future", () => {
    const future = carryOut({ carriedOutAt: new Date(now.getTime() + 1) });
    expect(() => decideInspection(inspection(), future, now)).toThrow(
      expect.objectContaining({ code: "inspection/in-the-future", facts: { now: "2024-08-15 12:00" } }),
    );
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
    expect(() => decideInspection(inspection(), { type: "withdraw", reason: "" }, now)).toThrow(
      "inspection/reason-missing",
    );
    const held = inspection({ state: "carriedOut", standingFindings: 2 });
    expect(() => decideInspection(held, withdraw, now)).toThrow(
      expect.objectContaining({ code: "inspection/has-findings", facts: { findings: 2 } }),
    );
    expect(allowedInspectionCommands(held)).toEqual([]);
    const proof = inspection({ state: "carriedOut", proves: 1 });
    expect(() => decideInspection(proof, withdraw, now)).toThrow("inspection/is-proof");
    expect(allowedInspectionCommands(proof)).toEqual([]);
    expect(decideInspection(inspection(), withdraw, now)).toMatchObject({
      event: "InspectionWithdrawn",
      screens: false,
    });
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
