import { cp, rm } from "node:fs/promises";
import { inject } from "vitest";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { template } from "./demonstration-keys.ts";
import { filledTemplate, newFolder } from "./demonstration-template.ts";
import { type HubProcess, startHubProcess } from "./process.ts";

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

/**
 * A started hub with a demonstration.
 *
 * @param more variables of its environment, from the folder where its keys are
 */
export async function startDemonstration(
  more: (folder: string) => Promise<Record<string, string>> = async () => ({}),
): Promise<DemonstrationHub> {
  const keys = await filledTemplate(inject("cluster").superuserUrl);
  const database = await createTestDatabase(template);
  const folder = await newFolder();
  await cp(keys, folder, { recursive: true });
  const variables = { DATABASE_URL: database.url, HUB_DATA_DIR: folder, ...(await more(folder)) };
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
