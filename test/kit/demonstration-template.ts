/** A demonstration that is filled once for a run: whoever wants one gets a copy. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironment } from "../../api/environment.ts";
import { openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { seed } from "../../seeds/seed.ts";
import { asSuperuser } from "./cluster.ts";
import { createReferenceDatabase } from "./database.ts";
import { keysOf, template } from "./demonstration-keys.ts";

export const demonstrationPassword = "demonstration-of-tests";

/** A part of the usual: every scenario, in a few seconds. */
export const demonstrationOptions = {
  demonstration: true,
  password: demonstrationPassword,
  share: 0.03,
  weeksOfReports: 1,
  say: () => {},
} as const;

/** @returns the folder with the keys of what the template holds */
export const filledTemplate = (superuserUrl: string): Promise<string> =>
  asSuperuser(superuserUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext($1))", [template]);
    const held = await keysOf(client);
    if (held) return held;
    const database = await createReferenceDatabase();
    const keys = await newFolder();
    await fill(database.url, keys);
    await Promise.all([database.prisma.$disconnect(), database.pool.end()]);
    const name = new URL(database.url).pathname.slice(1);
    await client.query(`comment on database ${name} is '${keys}'`);
    await client.query(`alter database ${name} rename to ${template}`);
    return keys;
  });

export const newFolder = () => mkdtemp(join(tmpdir(), "rectification-hub-demonstration-"));

/** The accounts of a demonstration with a part of its usual ledger and past. */
async function fill(databaseUrl: string, folder: string): Promise<void> {
  const variables = { DATABASE_URL: databaseUrl, HUB_DATA_DIR: folder };
  const hub = await openHub({
    environment: readEnvironment({ PORT: "0", ...variables }),
    databaseUrl,
    log: createLogger("silent"),
  });
  await hub.db.hub.update({ where: { id: 1 }, data: { campaignCode: "property-2024" } });
  await hub.refresh();
  const refused = await seed(hub.ownContext(), demonstrationOptions);
  if (refused.length > 0) throw new Error(`the demonstration met refusals: ${refused.join("; ")}`);
  await hub.db.hub.update({ where: { id: 1 }, data: { seededAt: new Date() } });
  await hub.close();
}
