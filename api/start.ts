// npm start: everything from an empty folder to a running hub. What needs generated code is imported after it is made.
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { generateIfStale } from "../prisma/generate.ts";

// Half of a later start would be spent on compiling what has not changed.
enableCompileCache(join(import.meta.dirname, "..", "node_modules", ".cache", "compiled"));

// What a package tells its developers says nothing to those who run a hub.
process.noDeprecation = true;

const say = (line: string) => process.stdout.write(`${line}\n`);
const began = performance.now();

try {
  if (await generateIfStale()) say("Generated the database client.");
  const { readEnvironment } = await import("./environment.ts");
  const { requireServer } = await import("./postgres/reach.ts");
  const environment = readEnvironment();
  // All that rests on a database takes longer to load than finding out that there is none.
  if (environment.databaseUrl) await requireServer(environment.databaseUrl);
  const { launch } = await import("./launch.ts");
  const running = await launch(environment, say);
  say(`Ready after ${((performance.now() - began) / 1000).toFixed(1)} s. Ctrl-C stops everything.`);
  endWith(running.stop, running.ended);
} catch (error) {
  await fail(error);
}

/** Ends on Ctrl-C, on the supervisor's wish, or when a part that everything rests on has gone; a second Ctrl-C at once. */
function endWith(stop: () => Promise<void>, ended: Promise<string>) {
  let stopping = false;
  const end = async (code: number) => {
    if (stopping) process.exit(130);
    stopping = true;
    await stop();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(0));
  void ended.then((reason) => {
    if (stopping) return;
    process.stderr.write(`${reason}\n`);
    void end(1);
  });
}

/** What an operator can put right is said in a sentence; anything else with its stack. */
async function fail(error: unknown): Promise<never> {
  const { isForOperator } = await import("./operator.ts");
  const text = isForOperator(error) ? error.message : error instanceof Error ? (error.stack ?? error.message) : error;
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
