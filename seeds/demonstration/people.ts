import { Department } from "../../prisma/generated/enums.ts";
import { addAccount, type NewAccount } from "../../schema/account/commands.ts";
import { hashOf } from "../../schema/account/password.ts";
import { scopes, type Viewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { createApiClient } from "../../schema/client/commands.ts";
import type { HubContext } from "../../schema/context.ts";
import type { RegionBook } from "../../schema/region/book.ts";
import { personName } from "./names.ts";
import { randomFor } from "./random.ts";
import type { Cast } from "./stage.ts";

const province = "14";
/** Counties of which some sub-districts have an account too. */
const withSubdistricts = ["140105", "140106", "140212", "140702", "140802"];

/** The accounts of a demonstration hub, all with one password: a leader down to a handful of sub-districts. */
export function demonstrationAccounts(regions: RegionBook): NewAccount[] {
  const random = randomFor("people");
  const account = (
    username: string,
    role: NewAccount["role"],
    region: string,
    department: Department | null = null,
  ) => ({
    username,
    role,
    region,
    department,
    name: personName(random),
  });
  const cities = regions.children(province);
  const counties = cities.flatMap(({ code }) => regions.children(code));
  return [
    account("leader", "leader", province),
    account("province", "office", province),
    account("admin", "administrator", province),
    account("discipline", "discipline", province),
    ...Object.values(Department).map((department) =>
      account(`department-${kebab(department)}`, "department", province, department),
    ),
    ...cities.map(({ code }) => account(`city-${code}`, "city", code)),
    ...counties.map(({ code }) => account(`county-${code}`, "county", code)),
    ...withSubdistricts.flatMap((county) =>
      regions
        .children(county)
        .slice(0, 2)
        .map(({ code }) => account(`subdistrict-${code}`, "subdistrict", code)),
    ),
    // Who writes an exposure cannot approve it.
    ...cities.map(({ code }) => account(`reviewer-${code}`, "city", code)),
  ];
}

export const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Makes the accounts and a system for each city, those that are missing, and gives back all of them. */
export async function castDemonstration(context: HubContext, password: string): Promise<Cast> {
  await makeAccounts(context, password);
  await makeClients(context);
  const users = await context.db.user.findMany({ where: { role: { not: "system" } } });
  const clients = await context.db.apiClient.findMany({ where: { revokedAt: null } });
  return new Map<string, Viewer>([
    ...users.map(
      ({ id, username, name, role, regionCode: region, department }) =>
        [username, { kind: "user", id, name, role, region, department, scopes: [] }] as const,
    ),
    ...clients.map(
      ({ id, name, regionCode: region }) =>
        [`system-${region}`, { kind: "client", id, name, role: "system", region, department: null, scopes }] as const,
    ),
  ]);
}

const atOnce = 40;

async function makeAccounts(context: HubContext, password: string) {
  const known = new Set(
    (await context.db.user.findMany({ select: { username: true } })).map(({ username }) => username),
  );
  const missing = demonstrationAccounts(context.regions).filter(({ username }) => !known.has(username));
  if (missing.length === 0) return;
  // One password, so one hash does for all of them: it takes a twentieth of a second to make.
  const hash = await hashOf(password);
  // A few dozen at a time: a transaction has its time, however slow the machine.
  for (let first = 0; first < missing.length; first += atOnce)
    await transact(context, async (work) => {
      for (const account of missing.slice(first, first + atOnce)) await addAccount(work, account, hash);
    });
}

/** Their keys are given to nobody: who wants to act as a city's system has the province issue one. */
async function makeClients(context: HubContext) {
  const known = await context.db.apiClient.findMany({ select: { regionCode: true } });
  for (const { code, name } of context.regions.children(province)) {
    if (known.some(({ regionCode }) => regionCode === code)) continue;
    const client = { name: `${name}物业监管系统（演示）`, region: code, scopes: [...scopes], addresses: [] };
    await createApiClient(context, { ...client, expiresInDays: 365 });
  }
}
