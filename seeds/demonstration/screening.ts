/** The full screening of the ledger, county by county, and what it finds. */
import type { Answered } from "../../schema/inspection/checklist.ts";
import { recordInspection } from "../../schema/inspection/commands.ts";
import { violationKinds } from "../catalogues.ts";
import { Case } from "./case.ts";
import { order, type Place } from "./rectification.ts";
import type { Stage } from "./stage.ts";
import type { Timeline } from "./timeline.ts";
import { type Violation, violation } from "./violations.ts";

/** The share of its complexes that each city has screened by now: some are quick, some are not. */
const screened: Readonly<Record<string, number>> = {
  "1401": 0.62,
  "1402": 0.49,
  "1403": 0.71,
  "1404": 0.6,
  "1405": 0.84,
  "1406": 0.52,
  "1407": 0.55,
  "1408": 0.43,
  "1409": 0.32,
  "1410": 0.5,
  "1411": 0.38,
};
const problems = 0.24;

export interface LedgerLine extends Place {
  id: string;
  name: string;
}

export function screenLedger(stage: Stage, timeline: Timeline, ledger: readonly LedgerLine[]): void {
  const span = stage.ends.getTime() - stage.begins.getTime();
  for (const line of ledger) {
    const course = new Case(stage, timeline, `screening ${line.countyCode} ${line.name}`);
    if (!course.random.chance(screened[line.cityCode] ?? 0.6)) continue;
    const from = new Date(stage.begins.getTime() + span * course.random.next());
    course.later(from, 1, (at) => screen(course, line, at));
  }
}

async function screen(course: Case, line: LedgerLine, at: Date) {
  const { random } = course;
  const county = `county-${line.countyCode}`;
  const record = { kind: "screening", complexId: line.id, carriedOutAt: at } as const;
  if (!random.chance(problems)) {
    await recordInspection(course.as(county, at), { ...record, checklist: checklist([]), evidenceIds: [] });
    return;
  }
  const photo = await course.photograph(county, at);
  const violations = Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => violation(random));
  const found = { ...record, checklist: checklist(violations), evidenceIds: [photo] };
  const { id: inspectionId } = await recordInspection(course.as(county, at), found);
  if (random.chance(0.08)) return;
  course.later(at, random.int(0, 2), async (then) => {
    const findings = await course.stage.db.finding.findMany({ where: { inspectionId }, orderBy: { id: "asc" } });
    await order(
      course,
      line,
      findings.map(({ id }) => id),
      then,
    );
  });
}

/** Every item looked at; what is wrong is said of its own act. Where nobody runs a business, there is no such income. */
const checklist = (violations: readonly Violation[]): Answered[] =>
  violationKinds.flatMap(({ category, acts }) =>
    acts.map(({ code: act }): Answered => {
      const found = violations.find(({ actCodes }) => actCodes.includes(act));
      if (!found) return { act, answer: category === "encroachment" ? "notApplicable" : "inOrder", evidenceIds: [] };
      const { description: note, illegal } = found;
      return { act, answer: "notInOrder", note, illegal, evidenceIds: [] };
    }),
  );
