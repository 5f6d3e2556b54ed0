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
  const deadline = setTimeout(() => void worker.terminate(), longestMs);
  const next = listen(worker);
  try {
    for (;;) {
      const said = await next();
      if ("refused" in said) throw new Refusal(said.refused.code, ["file"], said.refused.facts);
      yield said.rows;
      if (said.end) return;
      worker.postMessage("more");
    }
  } finally {
    clearTimeout(deadline);
    await worker.terminate();
  }
}

function listen(worker: Worker): () => Promise<Reading> {
  let settle: ((said: Reading) => void) | undefined;
  const waiting: Reading[] = [];
  const hear = (said: Reading) => {
    if (settle) settle(said);
    else waiting.push(said);
    settle = undefined;
  };
  const fail = (refusal: Refusal) => hear({ refused: refusal });
  worker.on("message", hear);
  worker.on("error", (error: NodeJS.ErrnoException) =>
    fail(
      error.code === "ERR_WORKER_OUT_OF_MEMORY"
        ? refuse("import/unfolds-too-large", [], { megabytes: mostUnfolded / 1024 ** 2 })
        : refuse("import/unreadable"),
    ),
  );
  // Terminated at the deadline.
  worker.on("exit", () => fail(refuse("import/unreadable")));
  return () =>
    new Promise((resolve) => {
      const said = waiting.shift();
      if (said) resolve(said);
      else settle = resolve;
    });
}
