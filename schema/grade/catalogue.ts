/** A city's grades of service with the charge of each, as the city publishes them. */
import { transact } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { requireWithin } from "../refusal.ts";
import { refuse } from "./refusals.ts";
import type { Grade } from "./states.ts";

export interface GradeEntry {
  name: string;
  /** Fen per m2 and month. */
  chargeFen: number;
  standard: string;
}

/** 100 yuan per m2 and month: beyond it somebody has mistaken the unit. */
const mostFen = 10_000;

/**
 * The grades from the highest to the lowest, each charged less than the one before.
 *
 * @throws {Refusal} `grade/…`, `invalid/out-of-range`
 */
export function gradesOf(entries: readonly GradeEntry[]): (Grade & GradeEntry)[] {
  if (entries.length === 0) throw refuse("grade/none", ["grades"]);
  return entries.map(({ name, chargeFen, standard }, index) => {
    const path = ["grades", String(index)];
    const before = entries.slice(0, index);
    if (before.some((other) => other.name.trim() === name.trim()))
      throw refuse("grade/name-repeated", [...path, "name"], { name: name.trim() });
    requireWithin([...path, "chargeFen"], chargeFen, { min: 1, max: mostFen });
    if (chargeFen >= (before.at(-1)?.chargeFen ?? mostFen + 1))
      throw refuse("grade/charge-not-falling", [...path, "chargeFen"]);
    return { position: index + 1, name: name.trim(), chargeFen, standard };
  });
}

/** Puts a city's whole catalogue in the place of the one there is; open reviews keep the charge they were made with. */
export const setServiceGrades = (context: HubContext, entries: readonly GradeEntry[]) =>
  transact(context, async (work) => {
    work.require("grade.set");
    const cityCode = work.viewer.region.slice(0, 4);
    const grades = gradesOf(entries);
    await work.tx.$queryRaw`select 1 from "Region" where "code" = ${cityCode} for update`;
    await work.tx.serviceGrade.deleteMany({ where: { cityCode } });
    await work.tx.serviceGrade.createMany({ data: grades.map((grade) => ({ cityCode, ...grade })) });
    return { result: { cityCode } };
  });
