import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { type Environment, readEnvironment } from "../../api/environment.ts";
import { diskStore } from "../../api/evidence/disk-store.ts";
import { backUp } from "../../api/keeping/backup.ts";
import { Vault } from "../../schema/privacy/vault.ts";
import { copyTemplate } from "./cluster.ts";
import { createTestHub } from "./hub.ts";
import { asFile, telephonePhoto } from "./pictures.ts";

/** A hub with a key file and stored files of its own, as a real one has. */
export async function createHubToKeep() {
  const folder = await mkdtemp(join(tmpdir(), "hub 备份-"));
  const uploads = join(folder, "uploads");
  const key = randomBytes(32);
  const keyFile = join(folder, "keys");
  await writeFile(keyFile, `k1 ${key.toString("base64url")}\n`);
  const hub = await createTestHub();
  const vault = new Vault({ current: "k1", keys: new Map([["k1", key]]) });
  const own = { vault, evidence: diskStore(uploads) };
  const county = await hub.person("county", "140105");
  const complex = await hub.prisma.complex.create({
    data: { name: "演示苑", cityCode: "1401", countyCode: "140105", households: 400 },
  });
  const complain = (text: string) =>
    hub.ask<{ recordComplaint: { complaint: { id: string } | null; errors: object[] } }>(
      county,
      `mutation ($input: RecordComplaintInput!) { recordComplaint(input: $input) { complaint { id } errors { code } } }`,
      {
        input: {
          source: "HOTLINE",
          complexId: Buffer.from(`Complex:${complex.id}`).toString("base64"),
          kind: "services-not-as-contracted",
          complainant: { name: "张三丰", phone: "138-0013-8000", text },
        },
      },
      own,
    );
  const upload = async () =>
    hub.ask(
      county,
      "mutation ($input: UploadEvidenceInput!) { uploadEvidence(input: $input) { evidence { id } errors { code } } }",
      { input: { files: [asFile(await telephonePhoto(), "现场.jpg", "image/jpeg")] } },
      own,
    );
  return {
    hub,
    vault,
    folder,
    uploads,
    keyFile,
    county,
    complain,
    upload,
    /** Backs it up under this name. */
    backUp: async (name: string) => {
      const file = join(folder, name);
      return { file, manifest: await backUp({ databaseUrl: hub.url, uploads, file }) };
    },
    async drop() {
      await hub.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Target {
  url: string;
  environment: Environment;
  /** Of the database, as its owner. */
  query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]>;
  drop(): Promise<void>;
}

/** A database and data directory to restore to, in which a hub was started once and then stopped. */
export async function createTarget(folder: string, keyFile: string, name: string): Promise<Target> {
  const { url, drop } = await copyTemplate(inject("cluster"));
  const query = async <Row extends pg.QueryResultRow>(sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  await query(`INSERT INTO "Hub" ("incarnation", "campaignCode") VALUES (gen_random_uuid(), '${name}')`);
  const dataDir = join(folder, name);
  await mkdir(dataDir, { recursive: true });
  const environment = readEnvironment({ DATABASE_URL: url, HUB_DATA_DIR: dataDir, HUB_SECRET_KEY_FILE: keyFile });
  return { url, environment, query, drop };
}

/** What each table holds, as one sum; rows that a restore renews or leaves out count as they are. */
export async function sums(query: Target["query"]): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as sum from "${name}" t`,
    );
    found[name] = row?.sum ?? "";
  }
  return found;
}
