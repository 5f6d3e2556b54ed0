import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeXlsx } from "hucre/xlsx";
import { openDatabase } from "../../prisma/client.ts";
import { importColumns } from "../../schema/import/columns.ts";
import { regions } from "../../seeds/regions.ts";
import { copyTemplate, startTestCluster } from "../kit/cluster.ts";
import { uscc } from "../kit/ledger.ts";
import { Child } from "./child.ts";
import type { Figure } from "./figure.ts";
import type { Taken } from "./importer.ts";

const [few, many] = [5_000, 20_000] as const;
const companies = 500;

/** A city's ledger, every column filled, with its companies and contracts: read, rehearsed and written. */
export async function importing(): Promise<Figure[]> {
  const cluster = await startTestCluster();
  const folder = await mkdtemp(join(tmpdir(), "hub-bench-"));
  try {
    const [small, large] = [await take(few), await take(many)];
    const megabytes = (bytes: number) => (bytes / 1024 ** 2).toFixed(0);
    const [read, rehearsed, written] = large.seconds.map((part) => part.toFixed(1));
    const seconds = large.seconds.reduce((sum, part) => sum + part, 0);
    return [
      {
        name: "seconds for 20,000 rows",
        measured: seconds,
        bar: { atMost: 60 },
        detail: `read in ${read}, rehearsed in ${rehearsed}, written in ${written} s`,
      },
      {
        name: "peak of heap with 20,000 rows, against 5,000",
        measured: large.heap / small.heap,
        bar: { atMost: 1.2 },
        detail: `${megabytes(large.heap)} of ${megabytes(small.heap)} MB`,
      },
    ];
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }

  async function take(rows: number): Promise<Taken> {
    const { url, drop } = await copyTemplate({ ...cluster, template: cluster.reference });
    const { prisma, close } = openDatabase({ url });
    await prisma.hub.create({ data: { id: 1, campaignCode: "property-2024" } });
    const person = { username: "bench", email: "bench@hub.invalid", name: "演示", role: "city" as const };
    await prisma.user.create({ data: { ...person, regionCode: "1401" } });
    await close();
    const file = join(folder, `${rows}.xlsx`);
    await writeFile(file, await ledgerOf(rows));
    const child = new Child("importer.ts");
    try {
      const taken = await child.call<Taken>("take", url, file, folder);
      if (taken.created !== rows) throw new Error(`${taken.created} of ${rows} rows were written`);
      return taken;
    } finally {
      await child.stop();
      await drop();
    }
  }
}

function ledgerOf(rows: number): Promise<Uint8Array> {
  const counties = regions.filter(({ code }) => code.length === 6 && code.startsWith("1401")).map(({ code }) => code);
  const lines = Array.from({ length: rows }, (_, n) => {
    const said: Partial<Record<(typeof importColumns)[number]["key"], string | number | Date>> = {
      name: `演示小区${n}`,
      region: counties[n % counties.length],
      address: `演示路 ${n} 号`,
      households: 100 + (n % 2000),
      area: 5000 + n / 4,
      serviceGrade: "三级",
      guidedPrice: n % 3 ? "是" : "否",
      charge: 1.2,
      responsiblePerson: `演示员${n % 300}`,
      company: `演示物业${n % companies}公司`,
      uscc: uscc(n % companies),
      contractKind: "业主大会选聘",
      contractStartsOn: new Date("2023-01-01T00:00:00Z"),
      contractEndsOn: new Date("2026-12-31T00:00:00Z"),
    };
    return importColumns.map(({ key }) => said[key] ?? null);
  });
  return writeXlsx({ sheets: [{ name: "台账", rows: [importColumns.map(({ heading }) => heading.zh), ...lines] }] });
}
