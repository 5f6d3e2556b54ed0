// npm test: the whole suite, or what is named (`npm test -- test/rules`).
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { generateIfStale } from "../prisma/generate.ts";

await generateIfStale();
const root = dirname(import.meta.dirname);
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const child = spawn(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  // Hubs are started by the dozen: what one has compiled serves the next.
  env: { ...process.env, NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "compiled") },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
