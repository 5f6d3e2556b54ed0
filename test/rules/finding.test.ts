import { describe, expect, it } from "vitest";
import {
  allowedFindingCommands,
  type Catalogue,
  decideFinding,
  establish,
  type FindingState,
  findingTransitions,
  isUnsettled,
  type NewFinding,
} from "../../schema/finding/rules.ts";
import { refusal } from "../kit/refused.ts";

describe("a finding", () => {
  const catalogue: Catalogue = new Map([
    ["services", new Set(["services/cleaning", "services/order"])],
    ["income", new Set(["income/taken"])],
  ]);
  const found = (over: Partial<NewFinding> = {}): NewFinding => ({
    kindCode: "services",
    actCodes: ["services/order"],
    description: "three lamps dark",
    inspection: { state: "carriedOut", evidence: 1 },
    ...over,
  });
  it("names a kind and at least one act of that kind, each once", () => {
    expect(establish(found({ actCodes: ["services/order", "services/order"] }), catalogue)).toEqual({
      state: "open",
      actCodes: ["services/order"],
      event: "FindingEstablished",
    });
  });
  it.each<[Partial<NewFinding>, string, string[], object?]>([
    [{ kindCode: "noise" }, "finding/kind-unknown", ["kind"], { kind: "noise" }],
    [{ actCodes: [] }, "finding/act-missing", ["acts"]],
    [
      { actCodes: ["services/order", "income/taken"] },
      "finding/act-of-another-kind",
      ["acts", "1"],
      { act: "income/taken", kind: "services" },
    ],
    [{ description: " " }, "finding/description-missing", ["description"]],
    [{ inspection: { state: "planned", evidence: 1 } }, "finding/inspection-not-carried-out", ["inspectionId"]],
    [{ inspection: { state: "withdrawn", evidence: 1 } }, "finding/inspection-not-carried-out", ["inspectionId"]],
    [{ inspection: { state: "carriedOut", evidence: 0 } }, "finding/evidence-missing", ["inspectionId"]],
  ])("is refused with %j: %s", (over, code, field, facts = {}) => {
    expect(() => establish(found(over), catalogue)).toThrow(expect.objectContaining({ code, field, facts }));
  });

  it("is withdrawn by a person with a reason, and only while nothing was ordered", () => {
    expect(() => decideFinding("open", { type: "withdraw", reason: " " })).toThrow(
      refusal("finding/reason-missing", ["reason"]),
    );
    expect(decideFinding("open", { type: "withdraw", reason: "重复" })).toBe("withdrawn");
    expect(
      (Object.keys(findingTransitions) as FindingState[]).filter(
        (state) => allowedFindingCommands(state, false).length,
      ),
    ).toEqual(["open"]);
    expect(allowedFindingCommands("open", true)).toEqual([]);
    expect(() => decideFinding("open", { type: "withdraw", reason: "重复" }, true)).toThrow("finding/is-ground");
  });
  it("is ordered, and ordered again once it was not put right; being a ground does not hinder it", () => {
    expect(decideFinding("open", { type: "order" }, true)).toBe("ordered");
    expect(decideFinding("ordered", { type: "rectify" })).toBe("rectified");
    expect(decideFinding("ordered", { type: "fail" })).toBe("unrectified");
    expect(decideFinding("unrectified", { type: "order" })).toBe("ordered");
  });
  it("is unsettled until it is rectified or withdrawn", () => {
    expect((Object.keys(findingTransitions) as FindingState[]).filter(isUnsettled)).toEqual([
      "open",
      "ordered",
      "unrectified",
    ]);
  });
});
