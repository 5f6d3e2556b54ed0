import { on } from "node:events";
import { Worker } from "node:worker_threads";
import { Refusal, type RefusalFacts } from "../refusal.ts";
import { mostUnfolded } from "./packed.ts";
import { refuse } from "./refusals.ts";
import type { SheetRow } from "./sheet-rows.ts";

/** What the reading thread says. */
export type Reading = { rows: SheetRow[]; end?: true } | { refused: { code: string; facts: RefusalFacts } };

const chunk = 500;
/** A file that takes longer is made to. */
const longestMs = 60_000;
/** A sheet of twenty thousand rows takes a third of it. */
const memory = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 32 };

/**
 * The rows of a spreadsheet that somebody has sent, `most` of them, a few hundred at a time, as they are asked for.
 *
 * @throws {Refusal} `import/…` where it cannot be read, or takes more time or memory than any honest file
 */
export async function* readSheet(bytes: Uint8Array, most: number): AsyncGenerator<SheetRow[]> {
  const worker = new Worker(new URL("./sheet-worker.ts", import.meta.url), {
    workerData: { bytes, chunk, most },
    resourceLimits: memory,
    execArgv: [],
  });
  // It may fail once more after it was given up: nobody listens then, and an error that nobody hears ends the process.
  worker.on("error", () => {});
  const words = on(worker, "message", { close: ["exit"], signal: AbortSignal.timeout(longestMs) });
  try {
    for await (const [said] of words as AsyncIterable<[Reading]>) {
      if ("refused" in said) throw new Refusal(said.refused.code, ["file"], said.refused.facts);
      yield said.rows;
      if (said.end) return;
      worker.postMessage("more");
    }
    throw refuse("import/unreadable", ["file"]);
  } catch (error) {
    throw error instanceof Refusal ? error : failed(error as NodeJS.ErrnoException);
  } finally {
    await worker.terminate();
  }
}

/** The thread broke off, or took longer than it may. */
const failed = ({ code }: NodeJS.ErrnoException) =>
  code === "ERR_WORKER_OUT_OF_MEMORY"
    ? refuse("import/unfolds-too-large", ["file"], { megabytes: mostUnfolded / 1024 ** 2 })
    : refuse("import/unreadable", ["file"]);
