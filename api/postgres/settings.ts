import { appendFile, chown, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Account } from "./account.ts";

const file = "hub.conf";

export interface Settings {
  port: number;
  /** false only where the data may be lost with the machine: tests. */
  durable: boolean;
}

/** Written at each start; what an operator sets with ALTER SYSTEM comes after it and wins. */
export async function writeSettings(cluster: string, settings: Settings, account: Account | undefined): Promise<void> {
  const lines = [
    "# Written by the hub at each start. Use ALTER SYSTEM for settings of your own.",
    "listen_addresses = '127.0.0.1'",
    `port = ${settings.port}`,
    // A socket's path may be too long, and nobody but the hub is meant to come in.
    "unix_socket_directories = ''",
    "password_encryption = 'scram-sha-256'",
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "max_connections = 120",
    // For two cores and a machine that also runs the hub and a browser.
    "shared_buffers = '256MB'",
    "effective_cache_size = '1GB'",
    "work_mem = '8MB'",
    "maintenance_work_mem = '64MB'",
    "max_wal_size = '2GB'",
    "checkpoint_completion_target = 0.9",
    "random_page_cost = 1.1",
    "jit = off",
    "max_parallel_workers_per_gather = 1",
    // A crowd of small transactions: no waiting for replicas that do not exist.
    "wal_level = 'minimal'",
    "max_wal_senders = 0",
    "max_logical_replication_workers = 0",
    // Statements and their values hold personal data, which does not belong in a log.
    "logging_collector = off",
    "log_min_messages = 'log'",
    "log_error_verbosity = 'terse'",
    "log_checkpoints = off",
    ...(settings.durable ? [] : ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]),
  ];
  const path = join(cluster, file);
  await writeFile(path, `${lines.join("\n")}\n`, { mode: 0o600 });
  if (account) await chown(path, account.uid, account.gid);
}

/** Once, after initdb. */
export async function includeSettings(cluster: string): Promise<void> {
  await appendFile(join(cluster, "postgresql.conf"), `\ninclude_if_exists = '${file}'\n`);
}
