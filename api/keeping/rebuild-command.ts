// npm run rebuild: the counters, made anew from the event log, while the hub runs or not.
import { openDatabase } from "../../prisma/client.ts";
import { pendingMigrations } from "../../prisma/migrate.ts";
import { rebuildCounters } from "../../schema/activity/rebuild.ts";
import { readEnvironment } from "../environment.ts";
import { run, say } from "./command-line.ts";
import { KeepingRefused } from "./refusal.ts";
import { openSource } from "./source.ts";

await run(async () => {
  const source = await openSource(readEnvironment(), say);
  const { pool, close } = openDatabase({ url: source.databaseUrl, poolSize: 1, applicationName: "hub-rebuild" });
  try {
    if ((await pendingMigrations(pool)).length > 0)
      throw new KeepingRefused(
        "The database is of an older version of the hub: start the hub once, which upgrades it.",
      );
    const corrected = await rebuildCounters(pool);
    for (const { week, regionCode, figure, held, counted } of corrected)
      say(
        `${week === null ? "" : `week ${week}: `}${regionCode} ${figure}: ${held ?? "no counter"}, by the log ${counted ?? "none"}`,
      );
    say(
      corrected.length > 0 ? `${corrected.length} counters were wrong and are right now.` : "Every counter was right.",
    );
  } finally {
    await close();
    await source.close();
  }
});
