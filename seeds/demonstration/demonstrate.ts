import { Temporal } from "temporal-polyfill";
import { columnOf, dateOf, instantAt, weekOf } from "../../schema/calendar/rules.ts";
import { startCampaign } from "../../schema/campaign/start.ts";
import type { HubContext } from "../../schema/context.ts";
import { complainBefore } from "./before.ts";
import { writeBrief } from "./brief.ts";
import { complain } from "./complaints.ts";
import { reportTasks, reportWeekly, weeksOwed } from "./dispatch.ts";
import { enterTwice } from "./duplicates.ts";
import { leave } from "./exit.ts";
import { exposeCases } from "./exposure.ts";
import { setGrades } from "./grade.ts";
import { reachTheGrassRoots } from "./grass-roots.ts";
import { seedLedger } from "./ledger.ts";
import { writeToMailboxes } from "./mailbox.ts";
import { penalise } from "./penalty.ts";
import { castDemonstration } from "./people.ts";
import { type LedgerLine, screenLedger } from "./screening.ts";
import { drawByLot } from "./spot-check.ts";
import { Stage } from "./stage.ts";
import { urge } from "./supervision.ts";
import { Timeline } from "./timeline.ts";
import { holdWebhook } from "./webhook.ts";

export interface Demonstration {
  /** Of the accounts. */
  password: string;
  /** Of the usual size. */
  share?: number;
  /** For so many weeks before this one counties and cities have reported; a report is a good part of a start's time. */
  weeksOfReports?: number;
  say(line: string): void;
}

/** How far the believable past reaches back, where the campaign has run that long. */
const weeksOfPast = 7;

/**
 * Fills a demonstration hub: accounts, the ledger, and a past in which people did their work, through the same commands
 * as a user's. Begun again it goes on where it stopped.
 *
 * @returns what the rules said no to: nothing, unless a scenario is wrong.
 */
export async function demonstrate(context: HubContext, options: Demonstration): Promise<readonly string[]> {
  const { password, say, share = 1, weeksOfReports = 3 } = options;
  say("Preparing the demonstration: accounts, companies, complexes and some weeks of work.");
  const cast = await castDemonstration(context, password);
  const stage = new Stage(context, cast, await spanOf(context));
  await holdWebhook(context, cast);
  await seedLedger(stage, share);
  await setGrades(stage);
  const timeline = new Timeline(stage);
  const ledger = await ledgerOf(stage);
  await complainBefore(stage, ledger);
  goOn(stage, timeline, ledger);
  await writeToMailboxes(stage, timeline);
  const firstReports = instantAt(weekOf(dateOf(stage.ends)).startsOn.subtract({ weeks: weeksOfReports }), "08:30");
  timeline.put(new Date(Math.max(firstReports.getTime(), stage.begins.getTime())), async (at) => {
    await startCampaign({ ...context, clock: { now: () => at } });
    const weeks = await weeksOwed(stage, at);
    reportWeekly(stage, timeline, weeks);
    for (const week of weeks) writeBrief(stage, timeline, week);
    await reportTasks(stage, timeline, at);
  });
  await timeline.run();
  await enterTwice(stage, ledger);
  return stage.refused;
}

/** What goes on beside the weekly reports. */
export function goOn(stage: Stage, timeline: Timeline, ledger: readonly LedgerLine[]): void {
  screenLedger(stage, timeline, ledger);
  complain(stage, timeline, ledger);
  leave(stage, timeline, ledger);
  penalise(stage, timeline, ledger);
  drawByLot(stage, timeline, ledger);
  reachTheGrassRoots(stage, timeline, ledger);
  exposeCases(stage, timeline);
  urge(stage, timeline);
}

/**
 * In an order that is the same on every machine, which that of ids is not; and the same when it is begun again, without
 * what is entered a second time at the end.
 */
export const ledgerOf = ({ db, ends }: Stage): Promise<LedgerLine[]> =>
  db.complex.findMany({
    where: { createdAt: { lt: ends } },
    select: { id: true, name: true, cityCode: true, countyCode: true },
    orderBy: [{ countyCode: "asc" }, { name: "asc" }, { households: "asc" }],
  });

/** From the Monday so many weeks back, and not before the campaign itself, up to now. */
async function spanOf({ db, campaign, clock }: HubContext) {
  const { startsOn } = await db.campaign.findUniqueOrThrow({ where: { code: campaign } });
  const ends = clock.now();
  const monday = weekOf(dateOf(ends)).startsOn.subtract({ weeks: weeksOfPast });
  const first = Temporal.PlainDate.from(startsOn.toISOString().slice(0, 10));
  const from = columnOf(monday) < startsOn ? first : monday;
  const begins = instantAt(from, "08:30");
  return { begins: begins < ends ? begins : new Date(ends.getTime() - 3_600_000), ends };
}
