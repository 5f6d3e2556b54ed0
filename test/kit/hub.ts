import { randomBytes } from "node:crypto";
import { type DocumentNode, execute, parse, validate } from "graphql";
import { press } from "../../api/brief/press.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Role } from "../../prisma/generated/enums.ts";
import { hubViewer, publicViewer, type Scope, scopes, type Viewer } from "../../schema/account/viewer.ts";
import type { HubContext } from "../../schema/context.ts";
import { allowedBy } from "../../schema/outbound/rules.ts";
import { Vault } from "../../schema/privacy/vault.ts";
import { RegionBook } from "../../schema/region/book.ts";
import { schema } from "../../schema/schema.ts";
import { tick } from "../../schema/timer/tick.ts";
import { createReferenceDatabase, type TestDatabase } from "./database.ts";

/** A hub without its server: a database with reference data, a clock that is driven, and people to act as. */
export interface TestHub extends TestDatabase {
  clock: { now(): Date; set(instant: string | Date): void };
  vault: Vault;
  /** What commands and queries are given when this viewer acts. */
  as(viewer: Viewer): HubContext;
  /** Makes an account and acts as it. */
  person(role: Role, region: string, more?: Partial<Prisma.UserUncheckedCreateInput>): Promise<Viewer>;
  client(region: string, scopes?: readonly Scope[]): Promise<Viewer>;
  readonly public: Viewer;
  readonly hub: Viewer;
  /** Executes a document as the viewer, as the server would. */
  ask<Data = Record<string, never>>(
    viewer: Viewer,
    document: string,
    variables?: object,
    over?: Partial<HubContext>,
  ): Promise<Data>;
  /** What lies in the store of evidence. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Fires what is due by the clock, until nothing is. */
  tick(): Promise<number>;
  /** How often the feed was told that the log had grown. */
  wakes: number;
}

const validated = new Map<string, DocumentNode>();

/** Validating the largest documents takes longer than answering them, and they are asked by one viewer after the other. */
function valid(source: string): DocumentNode {
  const known = validated.get(source);
  if (known) return known;
  const document = parse(source);
  const [error] = validate(schema, document);
  if (error) throw error;
  validated.set(source, document);
  return document;
}
/** What it takes to make things happen on a hub, whichever it is. */
export type Acting = Pick<TestHub, "prisma" | "clock" | "ask" | "person">;

export async function createTestHub(start = "2024-08-15T09:00:00+08:00"): Promise<TestHub> {
  const database = await createReferenceDatabase();
  await database.prisma.hub.create({ data: { id: 1, campaignCode: "property-2024" } });
  return testHubOn(database, start, new Vault({ current: "test", keys: new Map([["test", randomBytes(32)]]) }));
}

/** On a database that has its hub already, with the keys of what is in it. */
export async function testHubOn(database: TestDatabase, start: string, vault: Vault): Promise<TestHub> {
  const { prisma, pool } = database;
  const regions = await RegionBook.load(prisma);
  const files = new Map<string, Buffer>();
  let now = new Date(start);
  const clock = {
    now: () => now,
    set: (instant: string | Date) => {
      now = new Date(instant);
    },
  };
  let people = 0;
  const hub: TestHub = {
    ...database,
    clock,
    vault,
    wakes: 0,
    files,
    public: publicViewer,
    hub: hubViewer,
    as: (viewer) => ({
      db: prisma,
      pool,
      clock,
      viewer,
      locale: "zh",
      regions,
      vault,
      evidence: {
        write: async (id, bytes) => void files.set(id, Buffer.from(bytes)),
        read: async (id) => files.get(id) ?? Promise.reject(new Error(`no file ${id}`)),
        remove: async (id) => void files.delete(id),
      },
      unfinished: { read: async () => null, remove: async () => {} },
      press,
      receivers: new Set(),
      mails: false,
      outbound: allowedBy([]),
      briefRecipients: [],
      campaign: "property-2024",
      address: "127.0.0.1",
      wake: () => void hub.wakes++,
    }),
    ask: async (viewer, source, variableValues, over) => {
      const result = await execute({
        schema,
        document: valid(source),
        variableValues: variableValues as Record<string, unknown>,
        contextValue: { ...hub.as(viewer), ...over },
      });
      if (result.errors) throw result.errors[0]?.originalError ?? result.errors[0];
      return result.data as never;
    },
    tick: async () => {
      for (let fired = 0; ; ) {
        const result = await tick(hub.as(hubViewer));
        if (result.failed[0]) throw result.failed[0].error;
        fired += result.fired;
        if (result.fired === 0) return fired;
      }
    },
    person: async (role, region, more = {}) => {
      const username = `person-${++people}`;
      const data = {
        username,
        email: `${username}@hub.invalid`,
        name: `演示${people}`,
        role,
        regionCode: region,
        ...more,
      };
      const { id, name, department } = await prisma.user.create({ data });
      return { kind: "user", id, name, role, region, department, scopes: [] };
    },
    client: async (region, granted = scopes) => {
      const { id, name } = await prisma.apiClient.create({
        data: { name: `${region} system`, regionCode: region, scopes: [...granted] },
      });
      return { kind: "client", id, name, role: "system", region, department: null, scopes: granted };
    },
  };
  return hub;
}
