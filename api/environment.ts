import { resolve } from "node:path";
import { z } from "zod";
import type { DeliveryReceiver } from "../prisma/generated/enums.ts";
import { isAddressBlock } from "../schema/client/rules.ts";
import { isAddress } from "../schema/letter/rules.ts";
import { isAllowable } from "../schema/outbound/rules.ts";

/** A setting that cannot be used; the message says which and what it should be. */
export class EnvironmentRefused extends Error {
  override name = "EnvironmentRefused";
}

const blank = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const text = z.preprocess(blank, z.string().trim().optional());

const commaList = (list: string) =>
  list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const addressBlock = z
  .string()
  .refine(isAddressBlock, "a list of addresses or blocks such as 10.0.0.0/8, separated by commas");

const addressBlocks = z.preprocess(
  (value) => (typeof value === "string" ? commaList(value) : []),
  z.array(addressBlock),
);

/** What is sent is signed but says what it says: it travels encrypted, but for a receiver on this machine. */
const receiverUrl = z.preprocess(
  blank,
  z
    .url({ protocol: /^https?$/, error: "an address such as https://credit.example.gov.cn/pushes" })
    .refine((url) => isSafe(new URL(url)), "an https address without user and password")
    .optional(),
);

/** Encrypted from the start (smtps) or by STARTTLS (smtp), which is asked for but on this machine. */
const mailServer = z.preprocess(
  blank,
  z
    .url({ protocol: /^smtps?$/, error: "an address such as smtps://user@mail.example.gov.cn" })
    .refine(
      (url) => new URL(url).password === "" && ["", "/"].includes(new URL(url).pathname),
      "an address without a path, its password in a file (HUB_SMTP_PASSWORD_FILE)",
    )
    .optional(),
);

/** A folder of a server, and as whom. */
const sftpFolder = z.preprocess(
  blank,
  z
    .url({ protocol: /^sftp$/, error: "an address such as sftp://hub@files.example.gov.cn/briefs" })
    .refine(
      (url) => new URL(url).username !== "" && new URL(url).password === "",
      "an address with a user, whose key or password is in a file",
    )
    .optional(),
);

const isSafe = ({ protocol, hostname, username, password }: URL) =>
  username === "" &&
  password === "" &&
  (protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname));

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
  HUB_CREDIT_PLATFORM_URL: receiverUrl,
  HUB_CREDIT_PLATFORM_KEY_FILE: text,
  HUB_MARKET_REGULATION_URL: receiverUrl,
  HUB_MARKET_REGULATION_KEY_FILE: text,
  HUB_PUSH_ATTEMPTS: z.preprocess(blank, z.coerce.number("a number of attempts").int().min(1).max(1_000).default(48)),
  HUB_SMTP_URL: mailServer,
  HUB_SMTP_PASSWORD_FILE: text,
  HUB_MAIL_FROM: text.refine((from) => from === undefined || isAddress(from), "an address such as hub@example.gov.cn"),
  HUB_BRIEF_RECIPIENTS: z
    .string()
    .default("")
    .transform(commaList)
    .refine((list) => list.every(isAddress), "addresses such as office@example.gov.cn, separated by commas"),
  HUB_BRIEF_URL: receiverUrl,
  HUB_BRIEF_KEY_FILE: text,
  HUB_BRIEF_SFTP_URL: sftpFolder,
  HUB_BRIEF_SFTP_HOST_KEY: text.refine(
    (key) => key === undefined || /^SHA256:[A-Za-z0-9+/]{43}$/.test(key),
    "a fingerprint such as SHA256:… of 43 characters, as ssh-keygen -lf prints it",
  ),
  HUB_BRIEF_SFTP_KEY_FILE: text,
  HUB_BRIEF_SFTP_PASSWORD_FILE: text,
  HUB_MAIL_ATTEMPTS: z.preprocess(blank, z.coerce.number("a number of attempts").int().min(1).max(1_000).default(120)),
  HUB_OUTBOUND_ALLOW: z
    .string()
    .default("")
    .transform(commaList)
    .refine((list) => list.every(isAllowable), "hosts, host:port or blocks such as 10.0.0.0/8, separated by commas"),
  HUB_MAILBOXES_FILE: text,
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
  /** Where other bodies are told, and the file of the keys under which it is signed (absolute). */
  receivers: Readonly<Partial<Record<DeliveryReceiver, { url: string; keyFile: string }>>>;
  /** How often one thing is tried until it is a dead letter. */
  pushAttempts: number;
  /** Unset: no letter leaves. */
  mail?: MailServer;
  /** How often a letter is tried until it is a dead one. */
  mailAttempts: number;
  /** Mailboxes that every approved brief is sent to. */
  briefRecipients: readonly string[];
  /** Where it is posted as well, and the file of the keys that sign it (absolute). */
  briefReceiver?: { url: string; keyFile: string };
  /** The folder into which its files are put, the fingerprint of the server's key, and the file of our key or password (absolute). */
  briefFolder?: BriefFolder;
  /** Where what people enter may lead, beside the public addresses. */
  outboundAllow: readonly string[];
  /** Names the supervision mailboxes that are read (absolute). Unset: none is. */
  mailboxesFile?: string;
  logLevel?: string;
}

/** How the other end of a brief is called where people see it: what follows the path may let anybody in. */
export const shownPlace = ({ url }: { url: string }): string => url.replace(/[?#].*/, "");

export interface BriefFolder {
  url: string;
  hostKey: string;
  keyFile?: string;
  passwordFile?: string;
}

export interface MailServer {
  host: string;
  port: number;
  /** Encrypted from the start. */
  secure: boolean;
  user?: string;
  /** Absolute. */
  passwordFile?: string;
  from: string;
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
  if ((env.HUB_SMTP_URL === undefined) !== (env.HUB_MAIL_FROM === undefined))
    throw new EnvironmentRefused("HUB_SMTP_URL and HUB_MAIL_FROM are set together: by which server, and as whom.");
  if (env.HUB_SMTP_URL && new URL(env.HUB_SMTP_URL).username !== "" && !env.HUB_SMTP_PASSWORD_FILE)
    throw new EnvironmentRefused("HUB_SMTP_URL names a user: HUB_SMTP_PASSWORD_FILE names the file of the password.");
  if (env.HUB_BRIEF_SFTP_URL && !env.HUB_BRIEF_SFTP_HOST_KEY)
    throw new EnvironmentRefused(
      "HUB_BRIEF_SFTP_URL needs HUB_BRIEF_SFTP_HOST_KEY: the server is known by nothing else.",
    );
  if (
    env.HUB_BRIEF_SFTP_URL &&
    (env.HUB_BRIEF_SFTP_KEY_FILE === undefined) === (env.HUB_BRIEF_SFTP_PASSWORD_FILE === undefined)
  )
    throw new EnvironmentRefused(
      "HUB_BRIEF_SFTP_URL needs one of HUB_BRIEF_SFTP_KEY_FILE and HUB_BRIEF_SFTP_PASSWORD_FILE.",
    );
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
    receivers: {
      ...receiver("creditPlatform", env.HUB_CREDIT_PLATFORM_URL, env.HUB_CREDIT_PLATFORM_KEY_FILE, dataDir),
      ...receiver("marketRegulation", env.HUB_MARKET_REGULATION_URL, env.HUB_MARKET_REGULATION_KEY_FILE, dataDir),
    },
    pushAttempts: env.HUB_PUSH_ATTEMPTS,
    mail: env.HUB_SMTP_URL && env.HUB_MAIL_FROM ? mailOf(env.HUB_SMTP_URL, env.HUB_MAIL_FROM, env) : undefined,
    mailAttempts: env.HUB_MAIL_ATTEMPTS,
    briefRecipients: env.HUB_BRIEF_RECIPIENTS,
    briefReceiver: env.HUB_BRIEF_URL
      ? { url: env.HUB_BRIEF_URL, keyFile: resolve(env.HUB_BRIEF_KEY_FILE ?? resolve(dataDir, "brief-key")) }
      : undefined,
    briefFolder: briefFolderOf(env),
    outboundAllow: env.HUB_OUTBOUND_ALLOW,
    mailboxesFile: env.HUB_MAILBOXES_FILE && resolve(env.HUB_MAILBOXES_FILE),
    clockStart: start ? new Date(start) : undefined,
    logLevel: env.HUB_LOG_LEVEL,
  };
}

/** Named in the data directory by the receiver: `credit-platform-key`. */
function receiver(name: DeliveryReceiver, url: string | undefined, keyFile: string | undefined, dataDir: string) {
  const ownName = `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-key`;
  return url === undefined ? {} : { [name]: { url, keyFile: resolve(keyFile ?? resolve(dataDir, ownName)) } };
}

function briefFolderOf(env: z.infer<typeof variables>): BriefFolder | undefined {
  if (!env.HUB_BRIEF_SFTP_URL || !env.HUB_BRIEF_SFTP_HOST_KEY) return undefined;
  return {
    url: env.HUB_BRIEF_SFTP_URL,
    hostKey: env.HUB_BRIEF_SFTP_HOST_KEY,
    keyFile: env.HUB_BRIEF_SFTP_KEY_FILE && resolve(env.HUB_BRIEF_SFTP_KEY_FILE),
    passwordFile: env.HUB_BRIEF_SFTP_PASSWORD_FILE && resolve(env.HUB_BRIEF_SFTP_PASSWORD_FILE),
  };
}

function mailOf(url: string, from: string, { HUB_SMTP_PASSWORD_FILE: file }: { HUB_SMTP_PASSWORD_FILE?: string }) {
  const { protocol, hostname, port, username } = new URL(url);
  const secure = protocol === "smtps:";
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (secure ? 465 : 587) : Number(port),
    secure,
    from,
    ...(username !== "" && { user: decodeURIComponent(username) }),
    ...(file !== undefined && { passwordFile: resolve(file) }),
  };
}

/** Zod's own sentences speak of types; ours say what to write. */
function wanted(issue: z.core.$ZodIssue): string {
  return /^(Invalid|Too)/.test(issue.message) ? `valid (${issue.message})` : issue.message;
}
