import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { EvidenceStore } from "../../schema/evidence/store.ts";

const isId = (name: string) => /^[0-9a-f-]{36}$/.test(name);

/** Stored files below a folder of the data directory, spread over 256 folders by the last characters of their id. */
export function diskStore(folder: string): EvidenceStore {
  const place = (id: string) => {
    if (!isId(id)) throw new Error("not the id of a stored file");
    return { folder: join(folder, id.slice(-2)), file: join(folder, id.slice(-2), id) };
  };
  return {
    async write(id, bytes) {
      const target = place(id);
      await mkdir(target.folder, { recursive: true, mode: 0o700 });
      const partial = `${target.file}.part`;
      try {
        const handle = await open(partial, "w", 0o600);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(partial, target.file);
      } catch (error) {
        // On a disk that is full, what was written of it is in the way of everything else.
        await rm(partial, { force: true });
        throw error;
      }
      await syncFolder(target.folder);
    },
    read: async (id) => readFile(place(id).file),
    remove: async (id) => rm(place(id).file, { force: true }),
  };
}

/** A file's name is as durable as its bytes only once its folder was written too. */
async function syncFolder(folder: string) {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Ids of the files that were written so many seconds ago or earlier, a folder at a time; what a killed process left half
 * written is removed on the way.
 */
export async function* storedBefore(folder: string, seconds: number): AsyncGenerator<string[]> {
  const before = Date.now() - seconds * 1000;
  for (const part of await readdir(folder).catch(() => [])) {
    const ids: string[] = [];
    for (const name of await readdir(join(folder, part)).catch(() => [])) {
      const file = join(folder, part, name);
      const found = await stat(file).catch(() => undefined);
      if (!found || found.mtimeMs > before) continue;
      if (name.endsWith(".part")) await rm(file, { force: true });
      else if (isId(name)) ids.push(name);
    }
    if (ids.length > 0) yield ids;
  }
}
