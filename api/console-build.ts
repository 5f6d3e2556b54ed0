import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { StartRefused } from "./operator.ts";

const root = dirname(import.meta.dirname);
const source = join(root, "console");
const stampFile = join(source, "dist", ".built-from");

/** Builds the console when a source of it has changed since the last time. Returns whether it did. */
export async function buildConsoleIfStale(): Promise<boolean> {
  const stamp = await stampOf();
  if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) return false;
  await build();
  await writeFile(stampFile, stamp);
  return true;
}

async function stampOf(): Promise<string> {
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/](dist|node_modules)[\\/]|\.generated\./.test(file.slice(source.length)));
  const hash = createHash("sha256");
  for (const file of [...files, join(root, "schema", "schema.graphql"), join(root, "pnpm-lock.yaml")].sort()) {
    hash.update(`${file.slice(root.length)}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}

/** In a process of its own: the bundler's memory is not the hub's. */
function build(): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin", "vite.js");
  const child = spawn(process.execPath, [vite, "build", source, "--logLevel", "warn"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new StartRefused(`The console could not be built:\n${said.trim()}`)),
    );
  });
}
