import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { EvidenceStore } from "../schema/evidence/store.ts";

/** Stored files below the data directory, spread over 256 folders by the last characters of their id. */
export function evidenceFiles(folder: string): EvidenceStore {
  const place = (id: string) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error("not the id of a stored file");
    return { folder: join(folder, id.slice(-2)), file: join(folder, id.slice(-2), id) };
  };
  return {
    async write(id, bytes) {
      const target = place(id);
      await mkdir(target.folder, { recursive: true, mode: 0o700 });
      const partial = `${target.file}.part`;
      const handle = await open(partial, "w", 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(partial, target.file);
    },
    read: async (id) => readFile(place(id).file),
    remove: async (id) => rm(place(id).file, { force: true }),
  };
}
