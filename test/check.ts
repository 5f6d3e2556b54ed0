// npm run check: everything that can be told without running the hub. As many at once as there are processors (more would
// push each other out of their caches), each told as a whole when it is done; what went well is not done again for the
// same files.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import pLimit from "p-limit";

interface Check {
  command: string;
  /** What has to be generated before. */
  after?: keyof typeof generators;
  /** What it looks at, where that is not everything. */
  reads?: RegExp;
}

const root = join(import.meta.dirname, "..");
/** On a fresh checkout there is nothing yet. */
const generators = {
  "the database client": "node prisma/generate.ts --if-stale",
  "the schema's types": "npm run -s graph",
};
// The longest first: on two processors it is what everything else is done beside.
const checks: Readonly<Record<string, Check>> = {
  "the console's types": {
    command: "node --max-semi-space-size=128 node_modules/vue-tsc/bin/vue-tsc.js -p console",
    after: "the schema's types",
    reads: /^(console\/|schema\/schema\.graphql$|[^/]+$)/,
  },
  // Each checker works out for itself what the generated client means: with more of them there is more to do. Memory is
  // given for a quarter of the time.
  types: {
    command: "GOGC=400 node node_modules/typescript-native/bin/tsc --checkers 1",
    after: "the database client",
  },
  "what nothing uses, and circles": { command: "knip --no-config-hints", after: "the database client" },
  "style, lint, rooms and their directions": { command: "biome check ." },
  "the printed schema": { command: "node schema/print.ts --check", after: "the database client" },
  "the console's documents": { command: "node test/house/check-documents.ts", after: "the schema's types" },
};

const atOnce = pLimit(Math.max(2, availableParallelism()));
const PATH = [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter);

/** Returns whether it went well; what it says is told as a whole. */
const run = (name: string, command: string): Promise<boolean> => atOnce(() => runNow(name, command));

async function runNow(name: string, command: string): Promise<boolean> {
  const child = spawn(command, { cwd: root, shell: true, env: { ...process.env, PATH, FORCE_COLOR: "1" } });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      said += text;
    });
  const code = await new Promise((resolve) => child.on("close", resolve));
  process.stdout.write(code === 0 ? `ok  ${name}\n` : `\nNOT OK  ${name}: ${command}\n${said}\n`);
  if (code !== 0) process.exitCode = 1;
  return code === 0;
}

const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => file && existsSync(join(root, file)))
  .map((file) => ({
    file,
    content: createHash("sha256")
      .update(readFileSync(join(root, file)))
      .digest("hex"),
  }));

/** Empty once it went well for files as they are. */
function stampOf({ command, reads = /./ }: Check): string {
  const key = createHash("sha256").update(command);
  for (const { file, content } of files) if (reads.test(file)) key.update(`${file} ${content}\n`);
  return join(root, "node_modules/.cache/checked", key.digest("hex"));
}

mkdirSync(join(root, "node_modules/.cache/checked"), { recursive: true });
const made = new Map(Object.entries(generators).map(([name, command]) => [name, run(name, command)]));
await Promise.all(
  Object.entries(checks).map(async ([name, check]) => {
    const stamp = stampOf(check);
    if (existsSync(stamp)) process.stdout.write(`ok  ${name}, as before\n`);
    else if ((!check.after || (await made.get(check.after))) && (await run(name, check.command)))
      writeFileSync(stamp, "");
  }),
);
