import { createHash } from "node:crypto";
import { realpath, unlink } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { platform, tmpdir } from "node:os";
import { join } from "node:path";
import { DataDirectoryBusy, EmbeddedRefusal } from "./refusal.ts";

export interface Hold {
  release(): Promise<void>;
}

/**
 * Lets one process at a time have a directory. The lock is a listening socket named after the directory, because
 * the system takes it away with the process: after `kill -9` nothing stale is left, and no process id can be mistaken.
 */
export async function holdDirectory(directory: string): Promise<Hold> {
  const address = await socketOf(directory);
  for (let attempt = 0; attempt < 3; attempt++) {
    const server = await listen(address);
    if (server) return { release: () => new Promise((resolve) => server.close(() => resolve())) };
    const holder = await askHolder(address);
    if (holder) {
      throw new DataDirectoryBusy(
        `The hub is already running on ${directory} (process ${holder}). Stop that one first, or set HUB_DATA_DIR and PORT to run a second hub beside it.`,
      );
    }
    // Only a socket that is a file outlives its process.
    if (!address.startsWith("\0")) await unlink(address).catch(() => {});
  }
  throw new EmbeddedRefusal(`The lock of ${directory} (${address}) can neither be taken nor asked who holds it.`);
}

async function socketOf(directory: string): Promise<string> {
  const digest = createHash("sha256")
    .update(await realpath(directory))
    .digest("hex")
    .slice(0, 24);
  const name = `rectification-hub-${digest}`;
  // Linux has socket names without files. Elsewhere not in the data directory: such a path may be too long for a socket.
  return platform() === "linux" ? `\0${name}` : join(tmpdir(), `${name}.lock`);
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.end(String(process.pid));
    });
    server.unref();
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => resolve(server));
  });
}

function askHolder(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connect(address);
    // A holder that is busy still holds.
    socket.setTimeout(3_000, () => {
      resolve("unknown");
      socket.destroy();
    });
    socket.on("data", (chunk) => {
      said += chunk.toString();
    });
    socket.on("end", () => resolve(said || "unknown"));
    socket.on("error", () => resolve(undefined));
  });
}
