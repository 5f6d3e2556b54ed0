import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Environment } from "../environment.ts";
import { addressOfRunning, startEmbedded } from "../postgres/embedded.ts";
import { requireServer } from "../postgres/reach.ts";
import { DataDirectoryBusy } from "../postgres/refusal.ts";
import { explain, KeepingRefused } from "./refusal.ts";

export interface Source {
  databaseUrl: string;
  close(): Promise<void>;
}

/** The database of the hub, running or stopped; a stopped embedded server is started for as long as it is needed. */
export async function openSource({ databaseUrl, dataDir }: Environment, say: (line: string) => void): Promise<Source> {
  if (databaseUrl) {
    await requireServer(databaseUrl);
    return { databaseUrl, close: async () => {} };
  }
  const stored = await addressOfRunning(dataDir);
  if (!stored) throw new KeepingRefused(`There is no hub in ${dataDir}: set HUB_DATA_DIR to where it is.`);
  try {
    const embedded = await startEmbedded({ dataDir, log: say });
    return { databaseUrl: embedded.url, close: embedded.stop };
  } catch (error) {
    if (!(error instanceof DataDirectoryBusy)) throw error;
    return { databaseUrl: await answering(dataDir), close: async () => {} };
  }
}

/** A hub that is just starting has the directory before its server answers, and may still choose another port. */
async function answering(dataDir: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const url = (await addressOfRunning(dataDir)) ?? "";
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    try {
      await client.connect();
      return url;
    } catch (cause) {
      if (attempt === 20) throw explain(`The hub on ${dataDir} is starting or stopping; try again`, cause);
      await sleep(500);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
