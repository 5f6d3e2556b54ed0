// npm run check: everything that can be told without running the hub. All at once, each told as a whole when it is done.
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

const root = join(import.meta.dirname, "..");
const checks: Readonly<Record<string, string>> = {
  "the console's types": "vue-tsc -p console",
  types: "node node_modules/typescript-native/bin/tsc",
  "what nothing uses": "knip --no-config-hints",
  "rooms and their directions":
    "depcruise --config .dependency-cruiser.mjs prisma schema api seeds console --output-type err",
  "style and lint": "biome check .",
  "the printed schema": "node schema/print.ts --check",
  "the console's documents": "node test/house/check-documents.ts",
};

const PATH = [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter);

async function run(name: string, command: string): Promise<void> {
  const child = spawn(command, { cwd: root, shell: true, env: { ...process.env, PATH, FORCE_COLOR: "1" } });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      said += text;
    });
  const code = await new Promise((resolve) => child.on("close", resolve));
  process.stdout.write(code === 0 ? `ok  ${name}\n` : `\nNOT OK  ${name}: ${command}\n${said}\n`);
  if (code !== 0) process.exitCode = 1;
}

await Promise.all(Object.entries(checks).map(([name, command]) => run(name, command)));
