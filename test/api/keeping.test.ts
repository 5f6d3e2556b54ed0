import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { diskStore } from "../../api/evidence/disk-store.ts";
import { backUp } from "../../api/keeping/backup.ts";
import { KeepingRefused } from "../../api/keeping/refusal.ts";
import { restore } from "../../api/keeping/restore.ts";
import { openDatabase } from "../../prisma/client.ts";
import { positionOf, writeCursor } from "../../schema/activity/cursor.ts";
import { readEnd } from "../../schema/activity/event.ts";
import { openPersonalData } from "../../schema/complaint/personal-data.ts";
import { eraseAgain } from "../../schema/erasure/run.ts";
import { createHubToKeep, createTarget, sums, type Target } from "../kit/backed-up-hub.ts";
import { anEvent, appendTo } from "../kit/log.ts";

let kept: Awaited<ReturnType<typeof createHubToKeep>>;
let target: Target;

const asSuperuser = async (sql: string) => {
  const client = new pg.Client({ connectionString: inject("cluster").superuserUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};
const ownerRole = () => new URL(inject("cluster").ownerUrl).username;
const into = (to: Target, file: string, confirm = async (_held: string) => true) => {
  const lines: string[] = [];
  const done = restore({ environment: to.environment, file, say: (line) => lines.push(line), confirm });
  return done.then(() => lines);
};

beforeAll(async () => {
  await asSuperuser(`ALTER ROLE "${ownerRole()}" NOCREATEDB`);
  kept = await createHubToKeep();
  for (let index = 0; index < 5; index++) await kept.complain(`电梯坏了第${index}周`);
  await kept.upload();
  await kept.hub.prisma.session.create({
    data: { token: "secret-session", userId: kept.county.id ?? "", expiresAt: new Date("2099-01-01") },
  });
  target = await createTarget(kept.folder, kept.keyFile, "target");
});
afterAll(async () => {
  await target?.drop();
  await kept?.drop();
});

it("needs the right to make the database that takes the place of the old one, and says how to give it", async () => {
  const { file } = await kept.backUp("right.tar.gz");
  await expect(into(target, file)).rejects.toThrow(`ALTER ROLE "${ownerRole()}" CREATEDB`);
  await asSuperuser(`ALTER ROLE "${ownerRole()}" CREATEDB`);
});

it("puts everything back: rows, files, counters, numbers, sealed data; sessions end, cursors of before are refused", async () => {
  const context = kept.hub.as(kept.county);
  const end = await readEnd(kept.hub.pool);
  const cursor = writeCursor(kept.vault, { ...end, recordedAt: kept.hub.clock.now() });
  const { file, manifest } = await kept.backUp("round trip.tar.gz");
  expect(manifest.uploads).toMatchObject({ files: 1, missing: 0 });
  expect(manifest.masterKeys).toEqual(["k1"]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  for (const secret of ["secret-session", await readFile(kept.keyFile, "utf8")])
    expect((await readFile(file)).includes(secret)).toBe(false);

  const held: string[] = [];
  const lines = await into(target, file, async (what) => held.push(what) > 0);
  expect(held).toEqual(["the hub in use with 0 complaints and 0 events"]);
  expect(lines.join("\n")).not.toContain("WARNING");

  const before = await sums(async (sql) => (await kept.hub.pool.query(sql)).rows as never);
  const after = await sums(target.query);
  const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
  expect(changed.sort()).toEqual(["Hub", "Session", "_prisma_migrations"].sort());
  expect(after.Session).toBe("0 ");
  expect(after.FigureTotal?.startsWith("0 ")).toBe(false);

  const restored = openDatabase({ url: target.url, poolSize: 3 });
  try {
    const there = { ...context, vault: kept.vault, db: restored.prisma, pool: restored.pool };
    await expect(positionOf(there, cursor)).rejects.toMatchObject({ code: "activity/cursor-foreign" });
    const secret = await restored.prisma.complaintSecret.findFirstOrThrow({ orderBy: { complaintId: "asc" } });
    expect(openPersonalData(kept.vault, secret)?.name).toBe("张三丰");
    const evidence = await restored.prisma.evidence.findFirstOrThrow();
    const sealed = await diskStore(join(target.environment.dataDir, "uploads")).read(evidence.id);
    expect(kept.vault.open(sealed, "evidence").length).toBeGreaterThan(100);
    await appendTo(restored.prisma, [anEvent()]);
    expect((await readEnd(restored.pool)).id).toBeGreaterThan(end.id);
    await expect(restored.pool.query(`DELETE FROM "ActivityEvent"`)).rejects.toThrow(/append-only|permission/);
    const { rows } = await restored.pool.query(
      `select count(*)::int as resting from pg_trigger where tgenabled = 'D' and not tgisinternal`,
    );
    expect(rows).toEqual([{ resting: 0 }]);
    const keys = `select count(*)::int as keys from pg_constraint where contype = 'f'`;
    expect((await restored.pool.query(keys)).rows).toEqual((await kept.hub.pool.query(keys)).rows);
  } finally {
    await restored.close();
  }
  expect(await target.query("select datname from pg_database where datname ~ '(_restoring|_replaced)$'")).toEqual([]);
});

it("what was destroyed since the backup is known to the restored hub, which destroys it again at its start", async () => {
  const { file } = await kept.backUp("older.tar.gz");
  const { id, number } = await kept.hub.prisma.complaint.findFirstOrThrow();
  await into(target, file);
  await target.query(`with run as (
      insert into "ErasureRun" ("id", "ground", "reason", "cityCode", "retentionMonths", "startedAt")
      values (gen_random_uuid(), 'request', 'consentWithdrawn', '1401', 24, now()) returning "id")
    insert into "ErasureProof" ("id", "runId", "complaintId", "number", "cityCode", "countyCode", "closedAt", "erasedAt",
      "notes", "revisions", "files", "answers", "digest")
    select gen_random_uuid(), "id", '${id}', '${number}', '1401', '140105', now(), now(), 0, 0, 0, 0, sha256('') from run`);
  const lines = await into(target, file);
  expect(lines.join("\n")).toContain("Personal data of 1 complaints was destroyed since the backup");
  expect(await target.query(`select "number" from "ErasureProof"`)).toEqual([{ number }]);
  const restored = openDatabase({ url: target.url, poolSize: 3 });
  try {
    const context = { ...kept.hub.as(kept.hub.hub), db: restored.prisma, pool: restored.pool, vault: kept.vault };
    expect(await eraseAgain(context)).toBe(1);
    const secret = await restored.prisma.complaintSecret.findUniqueOrThrow({ where: { complaintId: id } });
    expect(secret).toMatchObject({ wrappedKey: null, content: null, phoneHash: null });
  } finally {
    await restored.close();
  }
});

it("warns when the keys at hand do not open what is inside", async () => {
  const { file } = await kept.backUp("keys.tar.gz");
  const strange = join(kept.folder, "strange keys");
  await writeFile(strange, `k1 ${randomBytes(32).toString("base64url")}\n`);
  for (const [secretKeyFile, sentence] of [
    [strange, "does not hold master key k1, or another one of that name"],
    [join(kept.folder, "no such file"), "cannot be read without"],
  ] as const) {
    const lines = await into({ ...target, environment: { ...target.environment, secretKeyFile } }, file);
    expect(lines.join("\n")).toContain(sentence);
  }
});

it("a file is never overwritten unasked, and a place that cannot be written is named", async () => {
  const { file } = await kept.backUp("once.tar.gz");
  const options = { databaseUrl: kept.hub.url, uploads: kept.uploads };
  await expect(backUp({ ...options, file })).rejects.toThrow("exists already");
  await backUp({ ...options, file, force: true });
  await expect(backUp({ ...options, file: kept.folder })).rejects.toThrow("is a folder");
  const nowhere = join(kept.folder, "no folder", "x");
  await expect(backUp({ ...options, file: nowhere })).rejects.toThrow("the folder or file does not exist");
  await expect(backUp({ ...options, file: join(file, "x") })).rejects.toBeInstanceOf(KeepingRefused);
  expect((await readdir(kept.folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

it("a file that was changed, cut short or is something else is refused, and nothing is changed", async () => {
  const { file } = await kept.backUp("whole.tar.gz");
  const whole = await readFile(file);
  const before = await sums(target.query);
  const damaged = join(kept.folder, "damaged");
  const refused = async (bytes: Buffer) => {
    await writeFile(damaged, bytes);
    await expect(into(target, damaged)).rejects.toBeInstanceOf(KeepingRefused);
  };
  for (const part of [0.02, 0.3, 0.6, 0.95]) {
    const changed = Buffer.from(whole);
    const at = Math.floor(whole.length * part);
    changed[at] = (changed[at] ?? 0) ^ 0x40;
    await refused(changed);
    await refused(whole.subarray(0, at));
  }
  await refused(Buffer.from("nothing of the kind"));
  await refused(Buffer.alloc(0));
  await truncate(damaged, 0);
  await expect(into(target, join(kept.folder, "absent"))).rejects.toThrow("does not exist");
  await expect(into(target, kept.folder)).rejects.toThrow("it is a folder");
  expect(await sums(target.query)).toEqual(before);
});

it("is refused while a hub works on the database, and when the operator thinks better of it", async () => {
  const { file } = await kept.backUp("busy.tar.gz");
  const before = await sums(target.query);
  await expect(into(target, file, async () => false)).rejects.toThrow("Nothing was changed");
  const running = openDatabase({ url: target.url });
  await running.pool.query("select 1");
  await expect(into(target, file)).rejects.toThrow("stop every process of the hub first");
  await running.close();
  expect(await sums(target.query)).toEqual(before);
});

it("killed at any moment, the old hub is whole or the new one is, and the restore can be given again", async () => {
  const { file } = await kept.backUp("kill.tar.gz");
  const own = await createTarget(kept.folder, kept.keyFile, "killed");
  const { environment } = own;
  const command = (killWhen?: { said: string; afterMs: number }) => {
    const child = spawn(process.execPath, [join("api", "keeping", "restore-command.ts"), file, "--yes"], {
      env: {
        ...process.env,
        DATABASE_URL: own.url,
        HUB_DATA_DIR: environment.dataDir,
        HUB_SECRET_KEY_FILE: kept.keyFile,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      const before = said;
      said += chunk.toString();
      if (killWhen && said.includes(killWhen.said) && !before.includes(killWhen.said))
        setTimeout(() => child.kill("SIGKILL"), killWhen.afterMs);
    });
    return (once(child, "close") as Promise<[number | null]>).then(([code]) => code);
  };
  const campaign = async () => (await own.query<{ code: string }>(`select "campaignCode" as code from "Hub"`))[0]?.code;
  const restored = (await kept.hub.prisma.hub.findFirstOrThrow()).campaignCode;
  for (const killWhen of [
    { said: "This replaces", afterMs: 1_000 },
    { said: "The database is loaded", afterMs: 0 },
    { said: "The database is loaded", afterMs: 40 },
  ]) {
    await own.query(`update "Hub" set "campaignCode" = 'old'`);
    const code = await command(killWhen);
    await expect.poll(() => connectionsTo(own.url), { timeout: 10_000 }).toBe(0);
    // A machine may be so fast that the restore was through when the signal came.
    expect(code === null ? ["old", restored] : [restored]).toContain(await campaign());
  }
  expect(await command()).toBe(0);
  expect(await own.query("select datname from pg_database where datname ~ '(_restoring|_replaced)$'")).toEqual([]);
  expect((await own.query(`select count(*)::int as n from "Complaint"`))[0]).toEqual({
    n: await kept.hub.prisma.complaint.count(),
  });
  await own.drop();
}, 120_000);

async function connectionsTo(url: string): Promise<number> {
  const { rows } = await kept.hub.pool.query<{ n: number }>(
    "select count(*)::int as n from pg_stat_activity where datname like $1",
    [`${new URL(url).pathname.slice(1)}%`],
  );
  return rows[0]?.n ?? 0;
}

it("under writers it is one moment of the hub: the counters are the sum of the log", async () => {
  let writing = true;
  const writers = Array.from({ length: 4 }, async () => {
    for (let index = 0; writing; index++) await kept.complain(`同时写入${index}`);
  });
  const { file, manifest } = await kept.backUp("busy writers.tar.gz");
  writing = false;
  await Promise.all(writers);
  const events = manifest.tables.find(({ name }) => name === "ActivityEvent")?.rows ?? 0;
  expect(events).toBeLessThan(await kept.hub.prisma.activityEvent.count());
  await into(target, file);
  const differing = await target.query(
    `with summed as (
       select region.code, figure.key, sum(figure.value::bigint) as value
       from "ActivityEvent" event cross join lateral jsonb_each_text(event."figures") as figure
       cross join lateral (select distinct left(event."regionCode", n) from unnest(array[2, 4, 6, 9]) as n) as region(code)
       group by 1, 2)
     select * from summed full join "FigureTotal" total on total."regionCode" = summed.code and total."figure" = summed.key
     where total."value" is distinct from summed.value`,
  );
  expect(differing).toEqual([]);
});
