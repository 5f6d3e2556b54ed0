import { resolve } from "node:path";
import { z } from "zod";
import { isAddressBlock } from "../schema/client/rules.ts";

/** A setting that cannot be used; the message says which and what it should be. */
export class EnvironmentRefused extends Error {
  override name = "EnvironmentRefused";
}

const blank = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const text = z.preprocess(blank, z.string().trim().optional());

const addressBlock = z
  .string()
  .refine(isAddressBlock, "a list of addresses or blocks such as 10.0.0.0/8, separated by commas");

const addressBlocks = z.preprocess(
  (value) =>
    typeof value === "string"
      ? value
          .split(",")
          .map((part) => part.trim())
          .filter((part) => part !== "")
      : [],
  z.array(addressBlock),
);

const variables = z.object({
  PORT: z.preprocess(blank, z.coerce.number("a port number").int().min(0).max(65_535).default(4000)),
  HOST: z.preprocess(blank, z.string().trim().default("127.0.0.1")),
  HUB_PUBLIC_URL: z.preprocess(
    blank,
    z
      .url({ protocol: /^https?$/, error: "an address such as https://hub.example.gov.cn" })
      .refine((url) => new URL(url).pathname === "/", "an address without a path")
      .optional(),
  ),
  HUB_TRUSTED_PROXIES: addressBlocks,
  HUB_METRICS_ADDRESSES: addressBlocks,
  DATABASE_URL: z.preprocess(
    blank,
    z.url({ protocol: /^postgres(ql)?$/, error: "postgresql://user:password@host:port/database" }).optional(),
  ),
  HUB_DATA_DIR: z.preprocess(blank, z.string().default("var")),
  HUB_SECRET_KEY_FILE: text,
  HUB_ROLE: z.preprocess(blank, z.enum(["all", "api", "worker"], "all, api or worker").default("all")),
  HUB_DEMO_PASSWORD: z.preprocess(blank, z.string().min(8, "at least 8 characters").max(128).optional()),
  HUB_DEMO: z.preprocess(blank, z.enum(["0", "1"], "0 or 1").default("1")),
  HUB_CLOCK: z.preprocess(
    blank,
    z.iso.datetime({ offset: true, error: "an instant such as 2024-08-15T09:00:00+08:00" }).optional(),
  ),
  HUB_LOG_LEVEL: z.preprocess(
    blank,
    z
      .enum(["fatal", "error", "warn", "info", "debug", "silent"], "fatal, error, warn, info, debug or silent")
      .optional(),
  ),
});

/** What the hub is told by its surroundings; every name is documented in the README. */
export interface Environment {
  port: number;
  host: string;
  /** Origin under which browsers reach the hub, where that is not the address it listens on. */
  publicUrl?: string;
  trustedProxies: readonly string[];
  /** Who may read `/metrics`, beside this machine. */
  metricsAddresses: readonly string[];
  /** Unset: the embedded server. */
  databaseUrl?: string;
  /** Absolute. */
  dataDir: string;
  /** Absolute. */
  secretKeyFile: string;
  role: "all" | "api" | "worker";
  demo: boolean;
  demoPassword?: string;
  /** Where the clock of a new hub starts; unset: real time. */
  clockStart?: Date;
  logLevel?: string;
}

const demonstrationStart = "2024-08-15T09:00:00+08:00";

/** @throws {EnvironmentRefused} that names every setting which is wrong. */
export function readEnvironment(given: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${String(issue.path[0])} must be ${wanted(issue)}.`);
    throw new EnvironmentRefused([...new Set(lines)].join("\n"));
  }
  const env = parsed.data;
  if (env.HUB_ROLE !== "all" && !env.DATABASE_URL) {
    throw new EnvironmentRefused(
      `HUB_ROLE=${env.HUB_ROLE} is one part of a hub that runs as several processes: they need a common DATABASE_URL.`,
    );
  }
  const dataDir = resolve(env.HUB_DATA_DIR);
  const demo = env.HUB_DEMO === "1";
  const start = env.HUB_CLOCK ?? (demo ? demonstrationStart : undefined);
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.HUB_PUBLIC_URL && new URL(env.HUB_PUBLIC_URL).origin,
    trustedProxies: env.HUB_TRUSTED_PROXIES,
    metricsAddresses: env.HUB_METRICS_ADDRESSES,
    databaseUrl: env.DATABASE_URL,
    dataDir,
    secretKeyFile: env.HUB_SECRET_KEY_FILE ? resolve(env.HUB_SECRET_KEY_FILE) : resolve(dataDir, "secret-keys"),
    role: env.HUB_ROLE,
    demo,
    demoPassword: env.HUB_DEMO_PASSWORD,
    clockStart: start ? new Date(start) : undefined,
    logLevel: env.HUB_LOG_LEVEL,
  };
}

/** Zod's own sentences speak of types; ours say what to write. */
function wanted(issue: z.core.$ZodIssue): string {
  return /^(Invalid|Too)/.test(issue.message) ? `valid (${issue.message})` : issue.message;
}
