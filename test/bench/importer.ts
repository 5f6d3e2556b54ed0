// A process that takes a spreadsheet in as its author would, and says what it took.
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { readEnvironment } from "../../api/environment.ts";
import { openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { carryOn } from "../../schema/import/carry.ts";
import { instructImport, sendLedger } from "../../schema/import/commands.ts";
import { serve } from "./child.ts";

export interface Taken {
  /** Read, rehearsed, written. */
  seconds: [number, number, number];
  /** Bytes in use after a collection, at their most. */
  heap: number;
  created: number;
  refused: number;
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
/** Each collection takes its time, which is not the import's. */
const batchesPerLook = 8;

serve({
  async take(databaseUrl: string, file: string, folder: string): Promise<Taken> {
    const environment = readEnvironment({ PORT: "0", HUB_DATA_DIR: folder || tmpdir(), DATABASE_URL: databaseUrl });
    const hub = await openHub({ environment, databaseUrl, log: createLogger("silent") });
    const { id, name, role, regionCode } = await hub.db.user.findFirstOrThrow({ where: { role: "city" } });
    const viewer: Viewer = { kind: "user", id, name, role, region: regionCode, department: null, scopes: [] };
    const context = hub.context({ viewer, locale: "zh", address: null });
    let heap = 0;
    let batches = 0;
    hub.onGrowth(() => {
      if (batches++ % batchesPerLook > 0) return;
      collect();
      heap = Math.max(heap, process.memoryUsage().heapUsed);
    });
    const seconds: number[] = [];
    const timed = async <Value>(run: () => Promise<Value>) => {
      const began = performance.now();
      const value = await run();
      seconds.push((performance.now() - began) / 1000);
      return value;
    };
    const sent = await timed(async () => sendLedger(context, new File([await readFile(file)], "ledger.xlsx")));
    await timed(() => carryOn(hub.ownContext(), sent.id));
    await timed(async () => {
      await instructImport(context, sent.id, { type: "apply" });
      await carryOn(hub.ownContext(), sent.id);
    });
    const { created, refused } = await hub.db.ledgerImport.findUniqueOrThrow({ where: { id: sent.id } });
    await hub.close();
    return { seconds: seconds as Taken["seconds"], heap, created, refused };
  },
});
