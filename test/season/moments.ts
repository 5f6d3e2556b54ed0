import { expectedWeeks } from "./calendar.ts";
import type { Season } from "./season.ts";

export interface Moments {
  /** What is not as the calendar says. */
  wrong: string[];
  reports: number;
  onTime: number;
  late: number;
  missing: number;
  returned: number;
  adjusted: number;
  lateBriefs: number;
}

/** Every week, report and brief against the published calendar: opened, due, and late if and only if it was. */
export async function checkMoments({ hub: { db }, ends }: Season, count: number): Promise<Moments> {
  const found: Moments = {
    ...{ wrong: [], reports: 0, onTime: 0, late: 0, missing: 0, returned: 0, adjusted: 0, lateBriefs: 0 },
  };
  const same = (what: string, is: unknown, should: unknown) => {
    const [told, expected] = [JSON.stringify(is), JSON.stringify(should)];
    if (told !== expected) found.wrong.push(`${what}: ${told} instead of ${expected}`);
  };
  const events = await db.activityEvent.findMany({
    where: { kind: { in: ["DispatchWeekOpened", "DispatchWeekCutOff", "DispatchReportLate", "ProvincialBriefLate"] } },
    select: { kind: true, subjectId: true, occurredAt: true },
  });
  const told = Map.groupBy(events, ({ kind, subjectId }) => `${kind} ${subjectId}`);
  const momentsOf = (kind: string, id: string) => (told.get(`${kind} ${id}`) ?? []).map(({ occurredAt }) => occurredAt);
  /** Those that have come by the end. */
  const byNow = (...moments: readonly Date[]) => moments.filter((at) => at <= ends);

  const weeks = await db.dispatchWeek.findMany({
    orderBy: { number: "asc" },
    take: count,
    include: { brief: true, reports: { include: { revisions: { orderBy: { revision: "asc" } } } } },
  });
  const returned = await db.activityEvent.groupBy({ by: ["subjectId"], where: { kind: "DispatchReportReturned" } });
  const wasReturned = new Set(returned.map(({ subjectId }) => subjectId));
  for (const [index, expected] of expectedWeeks(count).entries()) {
    const week = weeks[index];
    if (!week) {
      found.wrong.push(`no week of ${expected.monday}`);
      continue;
    }
    same(`Monday of week ${index + 1}`, week.startsOn.toISOString().slice(0, 10), expected.monday);
    same(`opening of ${expected.monday}`, momentsOf("DispatchWeekOpened", week.id), [expected.opens]);
    same(`cut-off of ${expected.monday}`, momentsOf("DispatchWeekCutOff", week.id), byNow(expected.county));
    same(
      `reports of ${expected.monday}`,
      ["county", "city"].map((level) => week.reports.filter((report) => report.level === level).length),
      [117, 11],
    );
    for (const { id, level, regionCode, dueAt, lateAt, revisions } of week.reports) {
      const what = `${regionCode} of ${expected.monday}`;
      const due = expected[level as "county" | "city"];
      const first = revisions[0]?.submittedAt;
      const late = first ? first >= due : due <= ends;
      same(`${what} is due`, dueAt, due);
      same(`${what} is late`, lateAt, late ? due : null);
      same(`${what} is told to be late`, momentsOf("DispatchReportLate", id), late ? [due] : []);
      found.reports++;
      if (late) found[first ? "late" : "missing"]++;
      else found.onTime++;
      if (wasReturned.has(id)) found.returned++;
      if (revisions.some(({ adjustments }) => JSON.stringify(adjustments).includes("explanation"))) found.adjusted++;
    }
    const { brief } = week;
    const late = !brief?.approvedAt || brief.approvedAt >= expected.province;
    same(`brief of ${expected.monday}`, [brief?.state, brief?.issue], ["approved", index + 1]);
    same(`brief of ${expected.monday} is due`, brief?.dueAt, expected.province);
    same(`brief of ${expected.monday} is late`, brief?.lateAt, late ? expected.province : null);
    const told = momentsOf("ProvincialBriefLate", brief?.id ?? "");
    same(`brief of ${expected.monday} is told to be late`, told, late ? [expected.province] : []);
    if (late) found.lateBriefs++;
  }
  return found;
}
