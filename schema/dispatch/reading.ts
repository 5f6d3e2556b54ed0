import type { Tx } from "../../prisma/client.ts";
import type { HubContext } from "../context.ts";
import { perAnswer } from "../loader.ts";
import { type Account, type Adjustments, cityAccount, countyAccount, type Statement } from "./account.ts";
import { figureCatalogue } from "./catalogue.ts";
import { lineKey, type ReadLine, type ReportKey, readLines } from "./ledger.ts";
import type { State } from "./rules.ts";

/**
 * The accounts of reports, in the order of the keys: two statements, however many they are.
 *
 * @param supposed as if the reports that are asked for said this
 */
export async function readAccounts(
  tx: Pick<Tx, "$queryRaw" | "violationKind">,
  { regions, db }: Pick<HubContext, "regions" | "db">,
  keys: readonly ReportKey[],
  supposed?: Statement,
): Promise<(Account & Pick<ReadLine, "position">)[]> {
  const catalogue = await figureCatalogue(db, tx);
  const lines = await readLines(tx, keys);
  const statements = await readStatements(tx, keys);
  if (supposed) for (const { weekId, regionCode } of keys) statements.set(lineKey(weekId, regionCode), supposed);
  // One statement, one moment; where nothing has been counted the log need not have begun.
  const position = lines.values().next().value?.position ?? 0n;
  const account = ({ weekId, regionCode }: ReportKey) => {
    const lineOf = (region: string) => lines.get(lineKey(weekId, region));
    const statementOf = (region: string) => statements.get(lineKey(weekId, region));
    if (regionCode.length === 6) return countyAccount(catalogue, lineOf(regionCode), statementOf(regionCode));
    return cityAccount(catalogue, {
      city: regionCode,
      counties: regions.children(regionCode).map(({ code }) => code),
      lineOf,
      statementOf,
      nameOf: (region) => regions.require(region).name,
    });
  };
  return keys.map((key) => ({ ...account(key), position }));
}

/** What was last said of each region of the reports' cities. */
async function readStatements(tx: Pick<Tx, "$queryRaw">, keys: readonly ReportKey[]) {
  const weeks = [...new Set(keys.map(({ weekId }) => weekId))];
  const cities = [...new Set(keys.map(({ regionCode }) => regionCode.slice(0, 4)))];
  const rows = await tx.$queryRaw<
    { weekId: string; regionCode: string; state: State; adjustments: Adjustments | null }[]
  >`
    select report."weekId", report."regionCode", report."state"::text as "state", revision."adjustments"
    from "DispatchReport" report
    left join "DispatchReportRevision" revision
      on revision."reportId" = report."id" and revision."revision" = report."revision"
    where report."weekId" = any(${weeks}::uuid[]) and report."cityCode" = any(${cities}::text[])`;
  return new Map<string, Statement>(
    rows.map(({ weekId, regionCode, state, adjustments }) => [lineKey(weekId, regionCode), { state, adjustments }]),
  );
}

/** The account of a report; those of one list are read together. */
export const accountOf = perAnswer((context, reports: readonly ReportKey[]) =>
  readAccounts(context.db, context, reports),
);
