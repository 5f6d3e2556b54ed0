import { describe, expect, it } from "vitest";
import { openFindings, screeningStateOf } from "../../schema/complex/rules.ts";
import {
  allowedFindingCommands,
  type Catalogue,
  decideFinding,
  establish,
  type FindingCommand,
  type FindingState,
  findingTransitions,
  isUnsettled,
  type NewFinding,
} from "../../schema/finding/rules.ts";
import {
  allowedInspectionCommands,
  decideInspection,
  type Inspection,
  type InspectionCommand,
  type InspectionState,
  inspectionTransitions,
  recordInspection,
} from "../../schema/inspection/rules.ts";

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
  for (const state of Object.keys(inspectionTransitions) as InspectionState[])
    for (const command of [carryOut(), withdraw]) {
      const next = inspectionTransitions[state][command.type];
      it(`${state} + ${command.type} ${next ? `leads to ${next}` : "is refused"}`, () => {
        const act = () => decideInspection(inspection({ state }), command, now);
        expect(allowedInspectionCommands(inspection({ state })).includes(command.type)).toBe(next !== undefined);
        if (next) expect(act().state).toBe(next);
        else expect(act).toThrow("inspection/not-in-this-state");
      });
    }
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

  const commands: FindingCommand[] = [
    { type: "order" },
    { type: "rectify" },
    { type: "fail" },
    { type: "withdraw", reason: "a mistake" },
  ];
  for (const state of Object.keys(findingTransitions) as FindingState[])
    for (const command of commands) {
      const next = findingTransitions[state][command.type];
      it(`${state} + ${command.type} ${next ? `leads to ${next}` : "is refused"}`, () => {
        if (next) expect(decideFinding(state, command)).toBe(next);
        else expect(() => decideFinding(state, command)).toThrow("finding/not-in-this-state");
      });
    }
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

describe("a line of the ledger", () => {
  it.each<[boolean, FindingState[], string]>([
    [false, [], "notScreened"],
    [false, ["open"], "notScreened"],
    [true, [], "clean"],
    [true, ["withdrawn"], "clean"],
    [true, ["rectified", "open"], "problemsOpen"],
    [true, ["ordered"], "problemsOpen"],
    [true, ["unrectified", "rectified"], "problemsOpen"],
    [true, ["rectified", "withdrawn"], "allRectified"],
  ])("screened %s with findings %j is %s", (screened, findings, state) => {
    expect(screeningStateOf(screened, findings)).toBe(state);
  });
  it("counts what is still to be put right", () => {
    expect(openFindings(["open", "ordered", "rectified", "unrectified", "withdrawn"])).toBe(3);
  });
});
