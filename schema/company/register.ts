import type { Tx } from "../../prisma/client.ts";
import type { Company, CompanySource } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import { covers } from "../region/policy.ts";
import { laidOver } from "../source/rules.ts";
import type { UpsertStatus } from "../source/upsert.ts";
import { sourceOf } from "./policy.ts";

/** What a source may say of a company. */
export interface Attributes {
  name: string;
  legalRepresentative: string | null;
  registeredAddress: string | null;
  phone: string | null;
}

export const attributesOf = (row: Attributes): Attributes => ({
  name: row.name,
  legalRepresentative: row.legalRepresentative,
  registeredAddress: row.registeredAddress,
  phone: row.phone,
});
const unknown: Attributes = { name: "", legalRepresentative: null, registeredAddress: null, phone: null };

export interface Word {
  /** Checked. */
  uscc: string;
  /** A field that is left out stays as this source said it before. */
  attributes: Partial<Attributes> & { name: string };
}

type Known = Company & { sources: CompanySource[] };

/**
 * Writes what the viewer's city says of companies; no code may occur twice. What another source says stays untouched:
 * the first source holds until the province chooses.
 */
export async function registerCompanies(
  work: Work,
  words: readonly Word[],
): Promise<ReadonlyMap<string, { id: string; status: UpsertStatus }>> {
  const { tx, now } = work;
  const source = sourceOf(work.viewer);
  const usccs = words.map(({ uscc }) => uscc).sort();
  const known = await lockByUscc(tx, usccs);
  const created = await create(
    work,
    words.filter(({ uscc }) => !known.has(uscc)),
  );
  // Another city may have registered some of them between the two statements: theirs came first and holds.
  const late = usccs.filter((uscc) => !known.has(uscc) && !created.has(uscc));
  for (const [uscc, company] of await lockByUscc(tx, late)) known.set(uscc, company);

  const said: Omit<CompanySource, "id">[] = [];
  const held: Company[] = [];
  const touched: Touched[] = [];
  const results = new Map<string, { id: string; status: UpsertStatus }>();
  for (const { uscc, attributes } of words) {
    const isNew = created.has(uscc);
    const company: Company | undefined = created.get(uscc) ?? known.get(uscc);
    if (!company) throw new Error(`company ${uscc} vanished under its lock`);
    const own = known.get(uscc)?.sources.find(({ cityCode }) => cityCode === source);
    const { next, changed } = laidOver(own ? attributesOf(own) : unknown, attributes);
    results.set(uscc, { id: company.id, status: own ? (changed.length > 0 ? "updated" : "unchanged") : "created" });
    if (own && changed.length === 0) continue;
    const holds = own?.holds ?? isNew;
    said.push({ companyId: company.id, cityCode: source, ...next, holds, updatedAt: now });
    const heldChanged = holds && !isNew;
    if (heldChanged) held.push({ ...company, ...next });
    touched.push({ company, isNew, heldChanged, changed });
  }
  await saySources(tx, said);
  await writeHeld(work, held);
  await addPresences(
    tx,
    [...results.values()].map(({ id }) => ({ companyId: id, regions: presenceOf(work) })),
  );
  await announce(work, touched, source);
  return results;
}

/** In one order for all, so that two calls wait for each other instead of deadlocking. */
async function lockByUscc(tx: Tx, usccs: readonly string[]): Promise<Map<string, Known>> {
  if (usccs.length === 0) return new Map();
  await tx.$queryRaw`select 1 from "Company" where "uscc" = any(${usccs}) order by "uscc" for update`;
  const found = await tx.company.findMany({ where: { uscc: { in: [...usccs] } }, include: { sources: true } });
  return new Map(found.map((company) => [company.uscc, company]));
}

async function create({ tx, now }: Work, words: readonly Word[]): Promise<Map<string, Company>> {
  if (words.length === 0) return new Map();
  const data = [...words]
    .sort((a, b) => (a.uscc < b.uscc ? -1 : 1))
    .map(({ uscc, attributes }) => ({ uscc, ...attributes, createdAt: now, updatedAt: now }));
  const created = await tx.company.createManyAndReturn({ data, skipDuplicates: true });
  return new Map(created.map((company) => [company.uscc, company]));
}

async function saySources(tx: Tx, said: readonly Omit<CompanySource, "id">[]) {
  if (said.length === 0) return;
  await tx.$executeRaw`
    insert into "CompanySource" ("id", "companyId", "cityCode", "name", "legalRepresentative", "registeredAddress",
      "phone", "holds", "updatedAt")
    select gen_random_uuid(), "companyId", "cityCode", "name", "legalRepresentative", "registeredAddress", "phone",
      "holds", "updatedAt"
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as ("companyId" uuid, "cityCode" text, "name" text,
      "legalRepresentative" text, "registeredAddress" text, "phone" text, "holds" boolean, "updatedAt" timestamptz)
    on conflict ("companyId", "cityCode") do update set "name" = excluded."name",
      "legalRepresentative" = excluded."legalRepresentative", "registeredAddress" = excluded."registeredAddress",
      "phone" = excluded."phone", "updatedAt" = excluded."updatedAt"`;
}

/** Only this raises the version: a word that does not hold is its city's, and other cities see the company's version. */
async function writeHeld({ tx, now }: Work, companies: readonly Company[]) {
  if (companies.length === 0) return;
  const rows = companies.map((company) => ({ id: company.id, ...attributesOf(company) }));
  await tx.$executeRaw`
    update "Company" set "version" = "version" + 1, "name" = word."name",
      "legalRepresentative" = word."legalRepresentative", "registeredAddress" = word."registeredAddress",
      "phone" = word."phone", "updatedAt" = ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as word("id" uuid, "name" text, "legalRepresentative" text,
      "registeredAddress" text, "phone" text)
    where "Company"."id" = word."id"`;
}

/** The province registers a company without saying where it works. */
const presenceOf = ({ viewer }: Work) =>
  [4, 6].filter((n) => viewer.region.length >= n).map((n) => viewer.region.slice(0, n));

/** Once present a company stays so: its record in that place does not end with its last contract. */
export async function addPresences(tx: Tx, places: readonly { companyId: string; regions: readonly string[] }[]) {
  const pairs = new Set(places.flatMap(({ companyId, regions }) => regions.map((region) => `${companyId} ${region}`)));
  if (pairs.size === 0) return;
  const [companies, regions] = [0, 1].map((part) => [...pairs].map((pair) => pair.split(" ")[part]));
  await tx.$executeRaw`
    insert into "CompanyPresence" ("companyId", "regionCode", "cityCode")
    select "companyId", "regionCode", left("regionCode", 4)
    from unnest(${companies}::uuid[], ${regions}::text[]) as place("companyId", "regionCode")
    order by 1, 2 on conflict do nothing`;
}

interface Touched {
  company: Company;
  isNew: boolean;
  /** The attributes that hold are others now, not only what this source says. */
  heldChanged: boolean;
  changed: readonly string[];
}

async function announce(work: Work, touched: readonly Touched[], source: string) {
  const shared = touched.filter(({ heldChanged }) => heldChanged).map(({ company }) => company.id);
  const places = await presencesOf(work.tx, shared);
  for (const { company, isNew, heldChanged, changed } of touched) {
    const subject = { type: "Company" as const, id: company.id, version: company.version + (heldChanged ? 1 : 0) };
    const about = { subject, companyId: company.id };
    if (isNew) work.record({ ...about, kind: "CompanyRegistered", region: source });
    else work.record({ ...about, kind: "CompanyChanged", region: source, facts: { changed } });
    const elsewhere = places.get(company.id)?.filter((region) => !covers(source, region)) ?? [];
    // What holds is seen wherever the company works; who said it is not for other cities to know.
    if (heldChanged && elsewhere.length > 0)
      work.record({
        ...about,
        kind: "CompanyChanged",
        region: source.slice(0, 2),
        audienceRegions: elsewhere,
        anonymous: true,
      });
  }
}

/** Regions in which companies are present, by company. */
export async function presencesOf(tx: Tx, companyIds: readonly string[]): Promise<Map<string, string[]>> {
  if (companyIds.length === 0) return new Map();
  const presences = await tx.companyPresence.findMany({ where: { companyId: { in: [...companyIds] } } });
  const byCompany = Map.groupBy(presences, ({ companyId }) => companyId);
  return new Map([...byCompany].map(([id, rows]) => [id, rows.map(({ regionCode }) => regionCode)]));
}
