import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Embedded, startEmbedded } from "./embedded.ts";

/** A server without durability on a folder of its own; `stop` removes it all. */
export async function startTemporary(): Promise<Embedded> {
  const dataDir = await mkdtemp(join(tmpdir(), "rectification-hub-"));
  // For PostgreSQL's own user, when the hub is root. The cluster inside is closed to everybody else.
  await chmod(dataDir, 0o755);
  const server = await startEmbedded({ dataDir, durable: false });
  const stop = async () => {
    await server.stop();
    await rm(server.directory, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...server, stop };
}
