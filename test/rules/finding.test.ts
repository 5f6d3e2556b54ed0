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
  it.each<[Partial<NewFinding>, string, string[]]>([
    [{ kindCode: "noise" }, "finding/kind-unknown", ["kind"]],
    [{ actCodes: [] }, "finding/act-missing", ["acts"]],
    [{ actCodes: ["services/order", "income/taken"] }, "finding/act-of-another-kind", ["acts", "1"]],
    [{ description: " " }, "finding/description-missing", ["description"]],
    [{ inspection: { state: "planned", evidence: 1 } }, "finding/inspection-not-carried-out", ["inspectionId"]],
    [{ inspection: { state: "withdrawn", evidence: 1 } }, "finding/inspection-not-carried-out", ["inspectionId"]],
    [{ inspection: { state: "carriedOut", evidence: 0 } }, "finding/evidence-missing", ["inspectionId"]],
  ])("is refused with %j: %s", (over, code, field) => {
    expect(() => establish(found(over), catalogue)).toThrow(expect.objectContaining({ code, field }));
  });

  it("is withdrawn by a person with a reason, and only while nothing was ordered", () => {
    expect(() => decideFinding("open", { type: "withdraw", reason: "" })).toThrow("finding/reason-missing");
    expect(
      (Object.keys(findingTransitions) as FindingState[]).filter(
        (state) => allowedFindingCommands(state, false).length,
      ),
    ).toEqual(["open"]);
    expect(allowedFindingCommands("open", true)).toEqual([]);
    expect(() => decideFinding("open", { type: "withdraw", reason: "重复" }, true)).toThrow("finding/is-ground");
  });
  it("is unsettled until it is rectified or withdrawn", () => {
    expect((Object.keys(findingTransitions) as FindingState[]).filter(isUnsettled)).toEqual([
      "open",
      "ordered",
      "unrectified",
    ]);
  });
});
