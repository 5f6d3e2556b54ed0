import { openDatabase } from "../../prisma/client.ts";
import type { DispatchWeek } from "../../prisma/generated/client.ts";
import { transact } from "../../schema/activity/transact.ts";
import { type Line, type ReportKey, readLines } from "../../schema/dispatch/ledger.ts";
import { cutOffWeek, openWeek, planWeeks } from "../../schema/dispatch/opening.ts";
import { readAccounts } from "../../schema/dispatch/reading.ts";
import { recountLines } from "../../schema/dispatch/recount.ts";
import type { TestHub } from "../kit/hub.ts";
import { planDuring } from "../kit/plans.ts";
import type { Figure } from "./figure.ts";
import { onFilled } from "./province-hub.ts";

const [once, twice] = [1_000_000, 2_000_000] as const;
const rounds = 25;

/** The figures of all counties and cities for a week, from a log of a million complaints and from one of two. */
export const week = (): Promise<Figure[]> =>
  onFilled(makeHub, "2024-04-28T20:00:00+08:00", async (hub) => {
    const weeks = await planned(hub);
    const middle = Math.floor(weeks.length / 2);
    await play(hub, weeks.slice(0, middle), once);
    const usual = await measure(hub, weeks[middle - 1]);
    await play(hub, weeks.slice(middle), twice - once);
    const double = await measure(hub, weeks.at(-1));
    return [
      {
        name: `a week of 117 counties from ${once.toLocaleString("en")} complaints, seconds`,
        measured: usual.ms / 1_000,
        bar: { atMost: 2 },
        detail: `as summed up from the log, which takes ${(usual.recountMs / 1_000).toFixed(1)} s`,
      },
      {
        name: "rows looked at for it, with twice the complaints",
        measured: double.looked / usual.looked,
        bar: { atMost: 1.5 },
        detail: `${double.looked} of ${usual.looked}; ${double.ms.toFixed(0)} of ${usual.ms.toFixed(0)} ms; from the log ${(double.recountMs / 1_000).toFixed(1)} s`,
      },
    ];
  });

async function measure(hub: TestHub, last: DispatchWeek | undefined) {
  const cities = hub.as(hub.hub).regions.children("14");
  const keys: ReportKey[] = cities.map(({ code }) => ({ weekId: last?.id ?? "", regionCode: code }));
  const beganAt = performance.now();
  compare(await readLines(hub.prisma, keys), await recountLines(hub.prisma, keys));
  const recountMs = performance.now() - beganAt;
  const read = () => readAccounts(hub.prisma, hub.as(hub.hub), keys);
  let ms = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const at = performance.now();
    await read();
    ms = Math.min(ms, performance.now() - at);
  }
  // A machine that has other work to do says of two readings, minutes apart, more about that than about them.
  const { looked } = await planDuring(hub.pool, read);
  return { ms, recountMs, looked };
}

async function makeHub(url: string): Promise<void> {
  const { prisma, close } = openDatabase({ url });
  await prisma.hub.create({ data: { id: 1, campaignCode: "property-2024" } });
  await close();
}

async function planned(hub: TestHub): Promise<DispatchWeek[]> {
  await transact(hub.as(hub.hub), planWeeks);
  return hub.prisma.dispatchWeek.findMany({ orderBy: { number: "asc" } });
}

/** The weeks are opened and cut off as the calendar does it. */
async function play(hub: TestHub, weeks: readonly DispatchWeek[], complaints: number): Promise<void> {
  const as = hub.as(hub.hub);
  for (const { id, startsOn, number } of weeks) {
    await transact(as, (work) => openWeek(work, id, startsOn));
    await hub.pool.query(complaintsOf, [Math.ceil(complaints / weeks.length), startsOn, number]);
    await transact(as, (work) => cutOffWeek(work, id));
  }
  await hub.pool.query("analyze");
}

/** Filings as the log has them, by a statement a week: its triggers count them as they count every event. */
const complaintsOf = `
  insert into "ActivityEvent" ("kind", "regionCode", "cityCode", "countyCode", "subjectType", "subjectId",
    "subjectVersion", "actorKind", "occurredAt", "recordedAt", "facts", "figures")
  select 'ComplaintFiled', "code", left("code", 4), "code", 'Complaint', uuidv7(), 1, 'hub', $2, $2, '{}',
    jsonb_build_object('complaint.received', 1, 'complaint.open', 1, 'complaint.received/source/hotline', i % 2,
      'complaint.received/source/' || (array['web', 'wechat', 'visit'])[1 + i % 3], 1)
  from generate_series(1, $1::int) i
  join (select "code", row_number() over (order by "code") as n from "Region" where "level" = 'county') county
    on county.n = 1 + (i * 7919::bigint + $3::int) % 117`;

function compare(told: Map<string, Line>, recounted: Map<string, Line>): void {
  if (recounted.size < 117) throw new Error(`${recounted.size} lines are not those of all counties`);
  for (const [key, line] of recounted)
    for (const measure of ["week", "toDate"] as const)
      for (const [figure, count] of Object.entries(line[measure])) {
        const kept = told.get(key)?.[measure][figure];
        if (kept !== count) throw new Error(`${key} ${figure}: ${kept} is not the ${count} of the log`);
      }
}
