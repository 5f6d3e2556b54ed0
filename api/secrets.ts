import { randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { MasterKeys } from "../schema/privacy/vault.ts";
import { EnvironmentRefused } from "./environment.ts";

/**
 * The master keys, one per line as `name key`, the key being 32 bytes in base64url. The first one seals, all of them
 * open: to rotate, put a new line on top and restart every process; take an old line away only when nothing is sealed
 * under it any more. Look-up hashes rest on the name that sorts first, so names begin with their date.
 */
export async function readMasterKeys(file: string): Promise<MasterKeys> {
  return masterKeys((await readIfThere(file)) ?? (await generate(file, masterKeysAre)), file);
}

/**
 * The keys under which what goes to one receiver is signed, written like master keys: the first one signs. To rotate,
 * give the receiver the new one, then put it on top and restart every process.
 */
export async function readSigningKeys(file: string): Promise<MasterKeys> {
  return masterKeys((await readIfThere(file)) ?? (await generate(file, signingKeysAre)), file);
}

const masterKeysAre =
  "Master keys of this hub: keep a copy apart from the backups. The first key seals, all of them open.";
const signingKeysAre = "Keys that sign what this hub sends: the receiver needs the first one, and nobody else.";

/** The same without making any where there are none. */
export async function heldMasterKeys(file: string): Promise<MasterKeys | undefined> {
  const text = await readIfThere(file);
  return text === undefined ? undefined : masterKeys(text, file);
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new EnvironmentRefused(`${file} cannot be read: ${error.message}`);
  });
}

function masterKeys(text: string, file: string): MasterKeys {
  const keys = parse(text, file);
  const current = keys.keys().next().value;
  if (!current)
    throw new EnvironmentRefused(`${file} holds no key. Restore it: without it nothing sealed can be read.`);
  return { current, keys };
}

function parse(text: string, file: string): Map<string, Buffer> {
  const keys = new Map<string, Buffer>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [name = "", encoded = "", ...rest] = line.trim().split(/\s+/);
    const key = Buffer.from(encoded, "base64url");
    if (!/^[\w.-]{1,40}$/.test(name) || key.length !== 32 || rest.length > 0 || keys.has(name)) {
      throw new EnvironmentRefused(
        `${file}, line ${index + 1}: expected a name that occurs once and 32 bytes in base64url.`,
      );
    }
    keys.set(name, key);
  }
  return keys;
}

async function generate(file: string, title: string): Promise<string> {
  const name = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const text = `# ${title}\n${name} ${randomBytes(32).toString("base64url")}\n`;
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // Takes its name whole or not at all: a process that starts at the same moment may have been faster, and its key counts.
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(draft);
  return readFile(file, "utf8");
}
