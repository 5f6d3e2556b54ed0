/**
 * The checklist of an inspection: every act that the plan's catalogue lists (plan 二), and what was found of it. That
 * something was looked at and is in order is a fact of its own.
 */
import type { Catalogue } from "../finding/rules.ts";
import { refuse } from "./refusals.ts";
import type { InspectionKind, InspectionResult } from "./rules.ts";

export type ChecklistAnswer = "inOrder" | "notInOrder" | "notApplicable" | "notLookedAt";

/** An item as whoever was on the spot answered it. */
export interface Answered {
  act: string;
  answer: ChecklistAnswer;
  note?: string | null;
  /** Where it is not in order: breaks a law and not only a contract. */
  illegal?: boolean | null;
  /** Files that show this item. */
  evidenceIds: readonly string[];
}

export interface Inspected {
  kind: InspectionKind;
  /** Of the complaint that is verified, where it names one. */
  complaintKind: string | null;
  /** Files that show the inspection as a whole. */
  evidence: number;
  /** What came beside the checklist. */
  result?: InspectionResult | null;
  findings: number;
}

export interface Checked {
  result: InspectionResult;
  /** One of each act in the catalogue's order: what was not answered was not looked at. */
  items: { actCode: string; answer: ChecklistAnswer; note: string | null }[];
  /** Each item that is not in order is a finding of its own. */
  findings: { kindCode: string; actCodes: [string]; illegal: boolean; description: string }[];
}

/**
 * Acts that must have been looked at before nothing is said to be wrong: a screening goes through all of them, a
 * verification through those of the kind that was complained of; any other goes where it likes.
 */
function owed({ kind, complaintKind }: Inspected, catalogue: Catalogue): ReadonlySet<string> {
  if (kind === "screening") return new Set([...catalogue.values()].flatMap((acts) => [...acts]));
  if (kind === "verification") return catalogue.get(complaintKind ?? "") ?? new Set();
  return new Set();
}

/** @throws {Refusal} `inspection/…`; nothing has happened then. */
export function decideChecklist(answers: readonly Answered[], inspected: Inspected, catalogue: Catalogue): Checked {
  const kindOf = new Map([...catalogue].flatMap(([kind, acts]) => [...acts].map((act) => [act, kind] as const)));
  const answered = new Map<string, Answered>();
  answers.forEach((item, index) => {
    const at = (field: string) => ["checklist", String(index), field];
    const { act, answer, note } = item;
    if (!kindOf.has(act)) throw refuse("inspection/act-unknown", at("act"), { act });
    if (answered.has(act)) throw refuse("inspection/act-twice", at("act"), { act });
    answered.set(act, item);
    if (answer !== "notInOrder") return;
    if (!note?.trim()) throw refuse("inspection/note-missing", at("note"));
    if (item.evidenceIds.length + inspected.evidence === 0)
      throw refuse("inspection/item-evidence-missing", at("evidenceIds"));
  });
  const items = [...kindOf.keys()].map((actCode) => {
    const { answer = "notLookedAt", note } = answered.get(actCode) ?? {};
    return { actCode, answer, note: note?.trim() || null } as const;
  });
  const findings = answers
    .filter(({ answer }) => answer === "notInOrder")
    .map(({ act, note, illegal }) => ({
      kindCode: kindOf.get(act) ?? "",
      actCodes: [act] as [string],
      illegal: illegal ?? false,
      description: note ?? "",
    }));
  const result = findings.length > 0 ? "problems" : "clean";
  if (inspected.findings > 0) throw refuse("inspection/follows-from-checklist", ["findings"]);
  if (inspected.result && inspected.result !== result) throw refuse("inspection/follows-from-checklist", ["result"]);
  if (result === "clean") requireLookedAt(items, owed(inspected, catalogue));
  return { result, items, findings };
}

function requireLookedAt(items: Checked["items"], acts: ReadonlySet<string>) {
  const left = items.filter(({ answer }) => answer === "notLookedAt");
  if (left.length === items.length) throw refuse("inspection/nothing-looked-at", ["checklist"]);
  const missing = left.filter(({ actCode }) => acts.has(actCode)).length;
  if (missing > 0) throw refuse("inspection/not-looked-at", ["checklist"], { items: missing });
}
