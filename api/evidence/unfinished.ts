import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { FileStore } from "@tus/file-store";
import type { Unfinished } from "../../schema/evidence/store.ts";

/** Uploads of one person that may be under way: the oldest gives way to the next. */
const mostOfOne = 20;

/** What was begun and not yet made evidence, below a folder of the data directory; a file's name begins with its author. */
export interface UnfinishedUploads extends Unfinished {
  readonly datastore: FileStore;
  /** The id of the author's next upload, with room for it. */
  begin(author: string): Promise<string>;
  isOf(author: string, id: string): boolean;
}

export function unfinishedUploads(folder: string): UnfinishedUploads {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const datastore = new FileStore({ directory: folder });
  const isOf = (author: string, id: string) => /^[\w.-]+$/.test(id) && id.startsWith(`${author}.`);
  // It may be gone already, swept or taken by the same command in another process.
  const remove = (id: string) => datastore.remove(id).catch(() => {});
  return {
    datastore,
    isOf,
    async begin(author) {
      const mine = await Promise.all(
        (await readdir(folder))
          .filter((name) => isOf(author, name) && !name.endsWith(".json"))
          .map(async (id) => ({ id, at: (await stat(join(folder, id)).catch(() => null))?.mtimeMs ?? 0 })),
      );
      const oldest = mine.sort((one, other) => one.at - other.at).slice(0, Math.max(0, mine.length - mostOfOne + 1));
      for (const { id } of oldest) await remove(id);
      return `${author}.${randomUUID()}`;
    },
    async read(author, id) {
      if (!isOf(author, id)) return null;
      const upload = await datastore.getUpload(id).catch(() => null);
      if (!upload || upload.size !== upload.offset) return null;
      const { filename, takenAt, sha256 } = upload.metadata ?? {};
      const at = new Date(takenAt ?? "");
      return {
        file: new File([await readFile(join(folder, id))], filename ?? ""),
        takenAt: Number.isNaN(at.getTime()) ? null : at,
        sha256: sha256 ?? null,
      };
    },
    remove: async (author, id) => {
      if (isOf(author, id)) await remove(id);
    },
  };
}

/** Removes what nobody went on with for so many seconds. Returns how many files that were. */
export async function sweepUnfinished(folder: string, seconds: number): Promise<number> {
  const before = Date.now() - seconds * 1000;
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    // What describes an upload is written once; its bytes say when it was last gone on with.
    const bytes = join(folder, name.replace(/\.json$/, ""));
    const found = await stat(bytes).catch(() => undefined);
    if (found && found.mtimeMs > before) continue;
    await rm(join(folder, name), { force: true });
    removed++;
  }
  return removed;
}
