import { createHash } from "node:crypto";
import pg from "pg";
import { migrate } from "../../prisma/migrate.ts";
import { Vault } from "../../schema/privacy/vault.ts";
import type { Environment } from "../environment.ts";
import { diskStore } from "../evidence/disk-store.ts";
import { uploadsFolder } from "../hub.ts";
import { heldMasterKeys } from "../secrets.ts";
import { readArchive } from "./archive.ts";
import { carryProofs } from "./carry-proofs.ts";
import { load } from "./load.ts";
import type { Manifest } from "./manifest.ts";
import { openPlace } from "./place.ts";
import { KeepingRefused } from "./refusal.ts";
import { migrationsOf, uploadOf, verify } from "./verify.ts";

export interface RestoreOptions {
  environment: Environment;
  /** Absolute. */
  file: string;
  say: (line: string) => void;
  /** Asked before a hub that holds anything is replaced. */
  confirm(what: string): Promise<boolean>;
}

/**
 * Puts the hub of a backup in the place of the one there is. Until everything is complete the old database is in use and
 * whole: whatever ends this on the way, the hub starts as before, and the restore can be given again.
 *
 * @throws {KeepingRefused} and the errors of migrating and of the embedded server, all of them sentences
 */
export async function restore({ environment, file, say, confirm }: RestoreOptions): Promise<Manifest> {
  say(`Reading ${file}`);
  const manifest = await verify(file);
  const files = await migrationsOf(manifest);
  say(`It is whole: made ${manifest.madeAt} by version ${manifest.hubVersion}. ${contents(manifest)}`);
  const place = await openPlace(environment, say);
  try {
    const held = await describeHeld(place.currentUrl);
    if (held && !(await confirm(held))) throw new KeepingRefused("Nothing was changed.");
    const url = await place.prepare();
    await migrate({ url, files });
    await load(url, file, manifest);
    say("The database is loaded.");
    await migrate({ url, log: say });
    const carried = await carryProofs(place.currentUrl, url);
    if (carried > 0)
      say(
        `Personal data of ${carried} complaints was destroyed since the backup: it is destroyed again at the next start.`,
      );
    for (const line of await keysAtHand(url, manifest, environment.secretKeyFile)) say(line);
    await restoreUploads(file, uploadsFolder(environment));
    await place.takeOver();
    return manifest;
  } finally {
    await place.close();
  }
}

function contents({ tables, uploads }: Manifest): string {
  const rows = (name: string) => tables.find((table) => table.name === name)?.rows ?? 0;
  return `${rows("Complaint")} complaints, ${rows("Complex")} complexes, ${rows("ActivityEvent")} events, ${uploads.files} stored files.`;
}

/** What would be lost; undefined where no hub was ever started. */
async function describeHeld(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ found: boolean }>(`select to_regclass('"Hub"') is not null as found`);
    if (!rows[0]?.found || !(await client.query(`select 1 from "Hub"`)).rowCount) return undefined;
    const { rows: counts } = await client.query<{ complaints: string; events: string }>(
      `select (select count(*) from "Complaint") as complaints, (select count(*) from "ActivityEvent") as events`,
    );
    return `the hub in use with ${counts[0]?.complaints} complaints and ${counts[0]?.events} events`;
  } finally {
    await client.end();
  }
}

/** Sentences about keys that are missing or wrong: rows are whole without them, but what is sealed stays shut. */
async function keysAtHand(url: string, { masterKeys }: Manifest, file: string): Promise<string[]> {
  if (masterKeys.length === 0) return [];
  const put = `Put the master keys that belong to this backup into ${file} before the hub is started.`;
  const held = await heldMasterKeys(file);
  if (!held) return [`WARNING: there is no ${file}: the personal data of this backup cannot be read without. ${put}`];
  const vault = new Vault(held);
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ masterKey: string; wrappedKey: Buffer }>(
      `select distinct on ("masterKey") "masterKey", "wrappedKey" from "ComplaintSecret"
        where "wrappedKey" is not null order by "masterKey", "complaintId" desc`,
    );
    return rows
      .filter(({ masterKey, wrappedKey }) => !opens(vault, { masterKey, wrappedKey: new Uint8Array(wrappedKey) }))
      .map(
        ({ masterKey }) =>
          `WARNING: ${file} does not hold master key ${masterKey}, or another one of that name. ${put}`,
      );
  } finally {
    await client.end();
  }
}

function opens(vault: Vault, wrapped: Parameters<Vault["unwrap"]>[0]): boolean {
  try {
    vault.unwrap(wrapped);
    return true;
  } catch {
    return false;
  }
}

/**
 * Puts the files beside those that are there: a file keeps its id and bytes for good, so the old hub misses nothing should
 * this end half way. Files of the old hub alone are swept away in time, as nothing speaks of them any more.
 */
async function restoreUploads(file: string, folder: string): Promise<void> {
  const store = diskStore(folder);
  const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
  for await (const { name, bytes } of readArchive(file)) {
    const id = uploadOf(name);
    if (!id) continue;
    const there = await store.read(id).catch(() => undefined);
    if (!there || digest(there) !== digest(bytes)) await store.write(id, bytes);
  }
}
