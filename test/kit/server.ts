import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironment } from "../../api/environment.ts";
import { type Hub, openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { createHubServer, type HubServer } from "../../api/server.ts";
import { addAccount, type NewAccount } from "../../schema/account/commands.ts";
import { hashOf } from "../../schema/account/password.ts";
import type { Scope } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { createApiClient } from "../../schema/client/commands.ts";
import { createReferenceDatabase, type TestDatabase } from "./database.ts";

export const password = "a-password-of-tests";
/** Made once for the files of a worker: hashing is meant to be dear. */
let hashed: Promise<string> | undefined;

/** One account per role, each named after it. */
const accounts: readonly NewAccount[] = [
  { username: "leader", role: "leader", region: "14" },
  { username: "province", role: "office", region: "14" },
  { username: "admin", role: "administrator", region: "14" },
  { username: "display", role: "display", region: "14" },
  { username: "discipline", role: "discipline", region: "14" },
  { username: "department-credit", role: "department", region: "14", department: "credit" as const },
  { username: "city-1401", role: "city", region: "1401" },
  { username: "city-1402", role: "city", region: "1402" },
  { username: "county-140105", role: "county", region: "140105" },
  { username: "subdistrict-140105001", role: "subdistrict", region: "140105001" },
].map((account) => ({ department: null, name: `演示 ${account.username}`, ...account }) as NewAccount);

export interface Answer<Data> {
  status: number;
  data?: Data | null;
  errors?: { message: string; path?: string[]; extensions: { code: string; [key: string]: unknown } }[];
  headers: Headers;
}

export interface TestClient {
  readonly headers: Readonly<Record<string, string>>;
  /** POSTs a document and gives back whatever came. */
  ask<Data = Record<string, unknown>>(
    query: string,
    variables?: object,
    headers?: Record<string, string>,
  ): Promise<Answer<Data>>;
}

export interface TestServer {
  url: string;
  hub: Hub;
  server: HubServer;
  database: TestDatabase;
  /** Signs in over HTTP as one of the accounts; null: the public. */
  client(as: string | null): Promise<TestClient>;
  /** With an API key. */
  keyClient(key: string): TestClient;
  /** A client of the province or a city, made as the command makes it. */
  apiKey(region: string, scopes?: Scope[], addresses?: string[]): Promise<{ id: string; key: string }>;
  close(): Promise<void>;
}

/** A hub's process without its launcher, on a database, a folder and a port of its own; `reach`: the way to the database. */
export async function startTestServer(
  variables: NodeJS.ProcessEnv = {},
  reach: (databaseUrl: string) => string = (url) => url,
): Promise<TestServer> {
  const database = await createReferenceDatabase();
  const folder = await mkdtemp(join(tmpdir(), "rectification-hub-server-"));
  const environment = readEnvironment({ PORT: "0", HUB_DATA_DIR: folder, DATABASE_URL: database.url, ...variables });
  const hub = await openHub({
    environment,
    databaseUrl: reach(database.url),
    log: createLogger("silent"),
    poolSize: 12,
  });
  await hub.db.hub.update({ where: { id: 1 }, data: { campaignCode: "property-2024" } });
  await hub.refresh();
  hashed ??= hashOf(password);
  const hash = await hashed;
  await transact(hub.ownContext(), async (work) => {
    for (const account of accounts) await addAccount(work, account, hash);
  });
  const server = await createHubServer(hub);
  const url = await server.listen();

  const clientWith = (headers: Record<string, string>): TestClient => ({
    headers,
    async ask(query, given = {}, more = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers, ...more },
        body: JSON.stringify({ query, variables: given }),
      });
      return { status: response.status, headers: response.headers, ...(await response.json()) };
    },
  });

  return {
    url,
    hub,
    server,
    database,
    async client(as) {
      if (as === null) return clientWith({});
      const response = await signIn(url, as, password);
      if (!response.ok) throw new Error(`${as} could not sign in: ${response.status}`);
      return clientWith({ cookie: cookieOf(response), origin: url });
    },
    keyClient: (key) => clientWith({ authorization: `Bearer ${key}` }),
    async apiKey(region, scopes = ["read", "ledger", "cases", "reports"], addresses = []) {
      const name = `演示 ${region}`;
      const made = await createApiClient(hub.ownContext(), { name, region, scopes, addresses, expiresInDays: 30 });
      return { id: made.id, key: made.result.key };
    },
    async close() {
      await server.close();
      await hub.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const signIn = (url: string, username: string, secret: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/auth/sign-in/username`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ username, password: secret }),
  });

export const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
