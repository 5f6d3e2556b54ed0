// A thread of its own reads what was sent: neither the time nor the memory that it takes is the hub's.
import { parentPort, workerData } from "node:worker_threads";
import { Refusal } from "../refusal.ts";
import type { Reading } from "./sheet.ts";
import { rowsOf, type SheetRow } from "./sheet-rows.ts";

const { bytes, chunk, most } = workerData as { bytes: Uint8Array; chunk: number; most: number };
const say = (message: Reading) => parentPort?.postMessage(message);
/** Each part waits until it is asked for. */
const asked = () => new Promise<void>((resolve) => parentPort?.once("message", () => resolve()));

try {
  let rows: SheetRow[] = [];
  for await (const row of rowsOf(bytes, most)) {
    rows.push(row);
    if (rows.length < chunk) continue;
    say({ rows });
    await asked();
    rows = [];
  }
  say({ rows, end: true });
} catch (error) {
  const { code, facts } = error instanceof Refusal ? error : new Refusal("import/unreadable");
  say({ refused: { code, facts } });
}
parentPort?.close();
