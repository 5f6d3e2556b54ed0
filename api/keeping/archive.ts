import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { extract, type Header, pack } from "tar-stream";
import { KeepingRefused } from "./refusal.ts";

/** A gzipped tar, so that what is inside can be looked at without the hub. Entries are small: each is held in memory. */
export interface ArchiveWriter {
  add(name: string, bytes: Buffer): Promise<void>;
  /** Ends the archive; it is on the disk then. */
  close(): Promise<void>;
  abandon(): Promise<void>;
}

const largestEntry = 256 * 1024 * 1024;

/** @param path must not exist yet */
export function writeArchive(path: string, at: Date): ArchiveWriter {
  const tar = pack();
  const piped = pipeline(
    tar,
    createGzip({ level: 4 }),
    createWriteStream(path, { flags: "wx", mode: 0o600, flush: true }),
  );
  const broken = new Promise<never>((_, reject) => {
    piped.catch(reject);
  });
  broken.catch(() => {});
  return {
    async add(name, bytes) {
      const added = new Promise<void>((resolve, reject) => {
        const entry = tar.entry({ name, size: bytes.length, mode: 0o600, mtime: at }, (error) =>
          error ? reject(error) : resolve(),
        );
        entry.on("error", reject);
        entry.end(bytes);
      });
      added.catch(() => {});
      await Promise.race([broken, added]);
    },
    async close() {
      tar.finalize();
      await piped;
    },
    async abandon() {
      tar.destroy();
      await piped.catch(() => {});
    },
  };
}

/** The entries of an archive, one after the other. @throws {KeepingRefused} when it is no archive or a damaged one */
export async function* readArchive(path: string): AsyncGenerator<{ name: string; bytes: Buffer }> {
  const source = createReadStream(path);
  const tar = extract();
  const piped = pipeline(source, createGunzip(), tar);
  piped.catch(() => {});
  try {
    for await (const entry of tar) yield { name: entry.header.name, bytes: await contentOf(entry, entry.header) };
    await piped;
  } catch (cause) {
    if (cause instanceof KeepingRefused || isOfTheSystem(cause)) throw cause;
    throw new KeepingRefused(`${path} is damaged or cut short, or no backup: ${(cause as Error).message}.`, { cause });
  } finally {
    tar.destroy();
    source.destroy();
  }
}

const isOfTheSystem = (cause: unknown) => cause instanceof Error && "syscall" in cause;

async function contentOf(entry: AsyncIterable<unknown>, { name, size = 0 }: Header): Promise<Buffer> {
  if (size > largestEntry) throw new Error(`${name} is larger than anything the hub writes`);
  const parts: Buffer[] = [];
  for await (const part of entry) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
