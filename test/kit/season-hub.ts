// A process of the season, by the environment's settings: timers, the approval of briefs, letters, until it is killed.
import { readEnvironment } from "../../api/environment.ts";
import { openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { createMailer } from "../../api/mail/mailer.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { type BriefCommand, instructBrief } from "../../schema/brief/commands.ts";
import { Stage } from "../../seeds/demonstration/stage.ts";
import { serve } from "../bench/child.ts";

const environment = readEnvironment();
const hub = await openHub({ environment, databaseUrl: environment.databaseUrl ?? "", log: createLogger("silent") });
// What was claimed by a process that is no more is soon taken up again.
const hurried = { timeoutMs: 1_500, marginMs: 500, patience: { most: 1_000, firstMs: 20, longestMs: 500 } };
const mailer = await createMailer(hub, hurried);
const begins = new Date(0);

serve({
  async tickUntil(at: Date) {
    const stage = new Stage(hub.ownContext(), new Map(), { begins, ends: at });
    const due = { dueAt: { lte: at } };
    // What the connection of a killed process still holds is passed over until the server has noticed.
    do await stage.tickUntil(at);
    while ((await hub.db.timer.count({ where: due })) > 0);
  },
  brief: (viewer: Viewer, at: Date, id: string, command: BriefCommand) => {
    const stage = new Stage(hub.ownContext(), new Map([["who", viewer]]), { begins, ends: at });
    return instructBrief(stage.as("who", at, `brief ${id} ${command.type}`), id, command);
  },
  /** Sends what waits; what comes to nothing is tried again with the next call, as the queue of jobs does. */
  async send() {
    const letters = await hub.db.letter.findMany({ where: { state: { not: "delivered" } }, select: { id: true } });
    for (const letter of letters) await mailer.send(letter).catch(() => {});
  },
});
