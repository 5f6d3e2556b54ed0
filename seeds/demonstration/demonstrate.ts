import { Temporal } from "temporal-polyfill";
import { columnOf, dateOf, instantAt, weekOf } from "../../schema/calendar/rules.ts";
import { startCampaign } from "../../schema/campaign/start.ts";
import type { HubContext } from "../../schema/context.ts";
import { reportTasks, reportWeekly } from "./dispatch.ts";
import { seedLedger } from "./ledger.ts";
import { castDemonstration } from "./people.ts";
import { Stage } from "./stage.ts";
import { Timeline } from "./timeline.ts";

/** How far the believable past reaches back, where the campaign has run that long. */
const weeksOfPast = 7;

/**
 * Fills a demonstration hub: accounts, the ledger, and a past in which people did their work, through the same commands
 * as a user's. Begun again it goes on where it stopped.
 */
export async function demonstrate(context: HubContext, password: string, say: (line: string) => void): Promise<void> {
  say("Preparing the demonstration: accounts, companies, complexes and some weeks of work.");
  const cast = await castDemonstration(context, password);
  const stage = new Stage(context, cast, await spanOf(context));
  await startCampaign({ ...context, clock: { now: () => stage.begins } });
  await seedLedger(stage);
  const timeline = new Timeline(stage);
  await reportWeekly(stage, timeline);
  await reportTasks(stage, timeline);
  await timeline.run();
}

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
