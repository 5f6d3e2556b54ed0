import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironment } from "../../api/environment.ts";
import { openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { seedReference } from "../../seeds/reference.ts";
import { seed } from "../../seeds/seed.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { type HubProcess, startHubProcess } from "./process.ts";

export const demonstrationPassword = "demonstration-of-tests";

export interface DemonstrationHub {
  url: string;
  process: HubProcess;
  database: TestDatabase;
  /** A folder of its own, for files that the test makes. */
  folder: string;
  /** Takes the hub's clock forward, as one does in a drill: all its processes follow within some seconds. */
  moveClockTo(instant: Date): Promise<void>;
  close(): Promise<void>;
}

/** A started hub with the accounts of a demonstration and a part of its usual ledger and past. */
export async function startDemonstration(share: number, weeksOfReports: number): Promise<DemonstrationHub> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "rectification-hub-demonstration-"));
  const variables = { DATABASE_URL: database.url, HUB_DATA_DIR: folder };
  const hub = await openHub({
    environment: readEnvironment({ PORT: "0", ...variables }),
    databaseUrl: database.url,
    log: createLogger("silent"),
  });
  await seedReference(hub.db, "property-2024");
  await hub.db.hub.update({ where: { id: 1 }, data: { campaignCode: "property-2024" } });
  await hub.refresh();
  const password = demonstrationPassword;
  const refused = await seed(hub.ownContext(), { demonstration: true, password, share, weeksOfReports, say: () => {} });
  if (refused.length > 0) throw new Error(`the demonstration met refusals: ${refused.join("; ")}`);
  await hub.db.hub.update({ where: { id: 1 }, data: { seededAt: new Date() } });
  await hub.close();

  const process = startHubProcess(variables);
  const [, url = ""] = await process.until(/GraphQL:\s+(\S+)\/graphql/);
  await process.until(/Ready after/);
  return {
    url,
    process,
    database,
    folder,
    async moveClockTo(instant) {
      const clockOffsetMs = BigInt(instant.getTime() - Date.now());
      await database.prisma.hub.update({ where: { id: 1 }, data: { clockOffsetMs } });
    },
    async close() {
      await process.interrupt();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
