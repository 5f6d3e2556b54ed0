import { createAccount } from "../schema/account/commands.ts";
import { startCampaign } from "../schema/campaign/start.ts";
import { campaigns } from "../seeds/campaigns.ts";
import { seedReference } from "../seeds/reference.ts";
import { seed } from "../seeds/seed.ts";
import { demonstrationPassword } from "./demonstration-password.ts";
import type { Hub } from "./hub.ts";

/** Any number will do, as long as all processes use the same. */
const seedLock = 7_275_620_240_816n;

/** Fills a new hub; of two processes that start at once one does, and the other waits for it. */
export async function seedOnFirstStart(hub: Hub, say: (line: string) => void): Promise<void> {
  if (hub.seeded) return;
  const client = await hub.pool.connect();
  try {
    // Filling a demonstration takes the other process longer than a statement usually may.
    await client.query("set statement_timeout = 0");
    await client.query("select pg_advisory_lock($1)", [seedLock]);
    await hub.refresh();
    if (!hub.seeded) await fillNewHub(hub, say);
  } finally {
    // Ending the session releases the lock, whatever happened.
    client.release(true);
  }
  await hub.refresh();
}

async function fillNewHub(hub: Hub, say: (line: string) => void) {
  const campaign = campaignAt(hub.clock.now());
  await seedReference(hub.db);
  await hub.db.hub.update({ where: { id: 1 }, data: { campaignCode: campaign } });
  await hub.refresh();
  await fill(hub, say);
  // A demonstration has begun the campaign where its past begins; then this adds nothing.
  await startCampaign(hub.ownContext());
  await hub.db.hub.update({ where: { id: 1 }, data: { seededAt: new Date() } });
}

/** The campaign that runs on that day by the hub's clock, or else the latest there is. */
function campaignAt(now: Date): string {
  const day = now.toISOString().slice(0, 10);
  const running = campaigns.find(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
  const latest = [...campaigns].sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1))[0];
  const chosen = running ?? latest;
  if (!chosen) throw new Error("there is no campaign to seed");
  return chosen.code;
}

async function fill(hub: Hub, say: (line: string) => void) {
  const { demonstration, environment } = hub;
  if (!demonstration) {
    await seed(hub.ownContext(), { demonstration });
    return makeFirstAdministrator(hub, say);
  }
  const { password, file } = await demonstrationPassword(environment);
  const refused = await seed(hub.ownContext(), { demonstration, password, say });
  if (refused.length > 0) hub.log.warn({ refused }, "the demonstration met refusals");
  say(
    `Sign in:  leader, province, city-1401, county-140105, subdistrict-140105001, department-credit, discipline or admin, all with ${file ? `the password ${password} (kept in ${file})` : "the password in HUB_DEMO_PASSWORD"}`,
  );
}

/** A hub for real work begins with one account, which makes the others. */
async function makeFirstAdministrator(hub: Hub, say: (line: string) => void) {
  if ((await hub.db.user.count({ where: { role: "administrator" } })) > 0) return;
  const context = hub.ownContext();
  const region = [...context.regions.all()].find(({ level }) => level === "province")?.code ?? "";
  const account = { username: "admin", name: "系统管理员", role: "administrator", region, department: null } as const;
  const { result } = await createAccount(context, account);
  say(`Sign in:  admin, with the password ${result.password} (shown this once)`);
}
