/**
 * The campaign as it goes, week by week by the hub's timers: the demonstration's people do their work through its own
 * commands, and the process that fires timers, issues briefs and sends them is killed at random points.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readEnvironment } from "../../api/environment.ts";
import { type Hub, openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import type { DispatchWeek } from "../../prisma/generated/client.ts";
import { startCampaign } from "../../schema/campaign/start.ts";
import { type goOn, ledgerOf } from "../../seeds/demonstration/demonstrate.ts";
import { reportTasks, reportWeekly, weeksOwed } from "../../seeds/demonstration/dispatch.ts";
import { setGrades } from "../../seeds/demonstration/grade.ts";
import { seedLedger } from "../../seeds/demonstration/ledger.ts";
import { castDemonstration } from "../../seeds/demonstration/people.ts";
import type { Random } from "../../seeds/demonstration/random.ts";
import { Stage } from "../../seeds/demonstration/stage.ts";
import { Timeline } from "../../seeds/demonstration/timeline.ts";
import { type MailServer, startMailServer } from "../kit/smtp.ts";
import { expectedWeeks } from "./calendar.ts";
import { Worker } from "./worker.ts";

export interface SeasonOptions {
  /** Of a database with reference data. */
  databaseUrl: string;
  seed: string;
  /** From the first of the campaign on. */
  weeks: number;
  /** Of the usual ledger; counties in which no complex of it lies report nothing, and owe it all the same. */
  share: number;
  /** What goes on beside the weekly reports. */
  life: typeof goOn;
}

export interface Season {
  hub: Hub;
  mail: MailServer;
  recipients: readonly string[];
  /** When it ended. */
  ends: Date;
  kills: number;
  /** What the rules said no to. */
  refused: readonly string[];
}

const recipients = ["office@centre.example", "duty@centre.example"];
const minutes = (count: number) => count * 60_000;

/** Plays a season and gives it to whoever looks at what came of it. */
export async function withSeason<Result>(options: SeasonOptions, look: (season: Season) => Promise<Result>) {
  const folder = await mkdtemp(join(tmpdir(), "rectification-hub-season-"));
  const mail = await startMailServer();
  const variables = {
    ...mail.variables,
    DATABASE_URL: options.databaseUrl,
    HUB_DATA_DIR: folder,
    HUB_BRIEF_RECIPIENTS: recipients.join(","),
    HUB_DEMO: "0",
  };
  const log = createLogger("silent");
  const hub = await openHub({ environment: readEnvironment(variables), databaseUrl: options.databaseUrl, log });
  await hub.db.hub.update({ where: { id: 1 }, data: { campaignCode: "property-2024" } });
  await hub.refresh();
  const worker = new Worker(variables);
  try {
    const played = await play(hub, mail, worker, options);
    return await look({ hub, mail, recipients, kills: worker.kills, ...played });
  } finally {
    await worker.stop();
    await hub.close();
    await mail.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function play(hub: Hub, mail: MailServer, worker: Worker, { weeks: count, share, seed, life }: SeasonOptions) {
  const expected = expectedWeeks(count);
  const begins = new Date("2024-04-28T10:00:00+08:00");
  const ends = new Date((expected.at(-1)?.opens.getTime() ?? 0) + minutes(7 * 24 * 60 - 1));
  const context = hub.ownContext();
  const beginning = { ...context, clock: { now: () => begins } };
  const cast = await castDemonstration(beginning, "of the season");
  const stage = new KilledStage(context, cast, { begins, ends }, seed, worker);
  await seedLedger(stage, share);
  await setGrades(stage);
  await startCampaign(beginning);
  const ledger = await ledgerOf(stage);
  const timeline = new Timeline(stage);
  life(stage, timeline, ledger);
  const weeks = await weeksOwed(stage, begins);
  reportWeekly(stage, timeline, weeks, new Set(ledger.map(({ countyCode }) => countyCode)));
  await reportTasks(stage, timeline, begins);
  for (const week of weeks) issue(stage, timeline, mail, week);
  await timeline.run();
  return { ends, refused: stage.refused };
}

/** In each week one thing that the other process does by itself is broken off. */
const broken = ["opening", "approval", "cutOff", "letter"] as const;
const breakIn = ({ number }: DispatchWeek) => broken[number % broken.length];

/** A stage whose timers another process fires, and which may be killed over it. */
class KilledStage extends Stage {
  readonly worker: Worker;
  readonly #kills: { at: Date; ms: number }[] = [];

  constructor(...[context, cast, span, seed, worker]: [...ConstructorParameters<typeof Stage>, Worker]) {
    super(context, cast, span, seed);
    this.worker = worker;
  }

  /** With the next timers that are fired at this moment or after it. */
  killAt(at: Date, ms: number) {
    this.#kills.push({ at, ms });
  }

  override tickUntil(at: Date): Promise<void> {
    const next = this.#kills.findIndex((kill) => kill.at <= at);
    const [kill] = next < 0 ? [] : this.#kills.splice(next, 1);
    return kill ? this.worker.callAndKill(kill.ms, "tickUntil", at) : this.worker.call("tickUntil", at);
  }
}

/** The office writes the brief, a leader approves it, in time but for once in five weeks; it leaves. */
function issue(stage: KilledStage, timeline: Timeline, mail: MailServer, week: DispatchWeek): void {
  const random = stage.randomFor(`season ${week.isoWeek}`);
  const place = breakIn(week);
  if (place === "opening") stage.killAt(week.startsOn, random.int(1, 150));
  if (place === "cutOff") stage.killAt(week.countyDue, random.int(1, 150));
  const due = week.provinceDue.getTime();
  timeline.put(new Date(due - minutes(70)), async (at) => {
    const narrative = { overview: "排查整改有序推进。", problems: "个别地方进度偏慢。", nextSteps: "逐个督促。" };
    const id = await briefOf(stage, week);
    await stage.worker.call("brief", stage.who("province"), at, id, { type: "edit", narrative, findingIds: [] });
  });
  const late = week.number % 5 === 0;
  timeline.put(new Date(due + minutes(late ? random.int(1, 50) : -random.int(1, 9))), async (at) => {
    const id = await briefOf(stage, week);
    await approve(stage, mail, { id, at, place, random });
    await arrived(stage, id);
  });
}

async function approve(
  stage: KilledStage,
  mail: MailServer,
  { id, at, place, random }: { id: string; at: Date; place: (typeof broken)[number] | undefined; random: Random },
) {
  const { worker } = stage;
  const asked = ["brief", stage.who("leader"), at, id, { type: "approve" }] as const;
  if (place === "approval") return worker.callAndKill(random.int(1, 400), ...asked);
  if (place !== "letter") return worker.call(...asked);
  // The mail server takes it, and whoever sent it does not live to hear so. Alarms that wait go before.
  await worker.call("send");
  const before = mail.kept.length;
  mail.troubles.push("keepAndStall");
  await worker.call(...asked);
  const sending = worker.call("send");
  while (mail.kept.length === before) await sleep(5);
  await worker.kill();
  await sending;
}

const briefOf = async ({ db }: Stage, { id: weekId }: DispatchWeek) =>
  (await db.provincialBrief.findUniqueOrThrow({ where: { weekId }, select: { id: true } })).id;

/** Waits until every recipient has the brief, and the record says so. */
async function arrived({ db, worker }: KilledStage, id: string): Promise<void> {
  const where = { subjectId: id, purpose: "brief", state: "delivered" } as const;
  while ((await db.letter.count({ where })) < recipients.length) {
    await worker.call("send");
    await sleep(20);
  }
}
