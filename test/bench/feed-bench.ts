import { createHash, randomBytes } from "node:crypto";
import { type Database, openDatabase } from "../../prisma/client.ts";
import { hubViewer } from "../../schema/account/viewer.ts";
import { append } from "../../schema/activity/log.ts";
import { copyTemplate, startTestCluster } from "../kit/cluster.ts";
import { numbered } from "../kit/log.ts";
import { Child } from "./child.ts";

/** A database with one complex and company that the events are about, and keys of the provincial office's systems. */
export interface FeedBench {
  url: string;
  database: Database;
  greetings: { authorization: string }[];
  child(...args: ConstructorParameters<typeof Child>): Child;
  /** Appends events with these numbers in one transaction, as a command does. */
  append(versions: readonly number[]): Promise<void>;
  /** Tells the processes that read the log, as the one that wrote would. */
  wake(): Promise<unknown>;
  close(): Promise<void>;
}

export async function openFeedBench(): Promise<FeedBench> {
  const cluster = await startTestCluster();
  const { url, drop } = await copyTemplate({ ...cluster, template: cluster.reference });
  const database = openDatabase({ url });
  const { prisma } = database;
  await prisma.hub.create({ data: { id: 1, campaignCode: "property-2024" } });
  const company = await prisma.company.create({
    data: { uscc: "91350100M000100Y43", name: "演示幸福物业服务有限公司" },
  });
  const complex = await prisma.complex.create({
    data: { name: "演示阳光花园", cityCode: "1401", countyCode: "140105", households: 800, companyId: company.id },
  });
  const greetings = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => ({
      authorization: `Bearer ${await keyOf(database, `bench ${index}`)}`,
    })),
  );
  const children: Child[] = [];
  return {
    url,
    database,
    greetings,
    child(...args) {
      const child = new Child(...args);
      children.push(child);
      return child;
    },
    async append(versions) {
      await prisma.$transaction((tx) =>
        append(
          tx,
          versions.map((version) =>
            numbered(version, {
              kind: "ComplaintFiled",
              facts: { source: "hotline", kind: "services-not-as-contracted" },
              complexId: complex.id,
              companyId: company.id,
            }),
          ),
          hubViewer,
          new Date(),
        ),
      );
    },
    wake: () => database.pool.query("notify hub_activity"),
    async close() {
      await Promise.all(children.map((child) => child.stop()));
      await database.close();
      await drop();
      await cluster.stop();
    },
  };
}

async function keyOf({ prisma }: Database, name: string): Promise<string> {
  const { id } = await prisma.apiClient.create({ data: { name, regionCode: "14", scopes: ["read"], addresses: [] } });
  const key = `hub_${randomBytes(32).toString("base64url")}`;
  await prisma.apiKey.create({
    data: {
      clientId: id,
      start: key.slice(0, 8),
      hash: new Uint8Array(createHash("sha256").update(key).digest()),
      expiresAt: new Date(Date.now() + 86_400_000),
    },
  });
  return key;
}
