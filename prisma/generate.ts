import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { readSchema } from "./migration-files.ts";

const root = dirname(import.meta.dirname);
const generatedFolder = join(import.meta.dirname, "generated");
const stampFile = join(generatedFolder, ".made-from");

/** Makes `prisma/generated` from the schema folder. */
export async function generate(): Promise<void> {
  const cli = createRequire(import.meta.url).resolve("prisma/build/index.js");
  const result = spawnSync(process.execPath, [cli, "generate"], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      // Generators are found on the path.
      PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
      // Generating needs no schema engine, but the command would try to download one.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (result.status !== 0) throw new Error(`prisma generate failed:\n${result.stdout}\n${result.stderr}`);
  await writeFile(stampFile, await stamp());
}

/** Returns whether anything had to be made. */
export async function generateIfStale(): Promise<boolean> {
  const made = await readFile(stampFile, "utf8").catch(() => undefined);
  if (made === (await stamp()) && existsSync(join(generatedFolder, "pothos.ts"))) return false;
  await generate();
  return true;
}

async function stamp(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of (await readSchema()).files) hash.update(file.content).update("\0");
  const versions = await Promise.all(["prisma", "@pothos/plugin-prisma"].map(versionOf));
  return hash.update(versions.join(" ")).digest("hex");
}

async function versionOf(name: string): Promise<string> {
  return (JSON.parse(await readFile(join(root, "node_modules", name, "package.json"), "utf8")) as { version: string })
    .version;
}

if (import.meta.main) await (process.argv.includes("--if-stale") ? generateIfStale() : generate());
