/** What a brief says as long as it is a draft: the week's figures as they are reported by now, and its text. */
import type { Tx } from "../../prisma/client.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import { dateOf, dateOfColumn } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { isHeard, type ShownFigure } from "../dispatch/account.ts";
import { figureCatalogue, figureGroups, labelOf } from "../dispatch/catalogue.ts";
import { lineKey, readLines } from "../dispatch/ledger.ts";
import { readAccounts } from "../dispatch/reading.ts";
import { housingBody } from "../paper/bodies.ts";
import { writtenDay } from "../paper/document.ts";
import { type ProvinceAccount, provinceAccount } from "./account.ts";
import { type BriefDocument, composeBrief, type TypicalCase } from "./document.ts";
import type { BriefNarrative } from "./narrative.ts";
import { meanOfRates, rankingOf, type Score } from "./ranking.ts";
import type { Content } from "./rules.ts";

export const briefInclude = {
  week: true,
  revisions: { orderBy: { revision: "desc" }, take: 1 },
} satisfies Prisma.ProvincialBriefInclude;
export type LoadedBrief = Prisma.ProvincialBriefGetPayload<{ include: typeof briefInclude }>;
type Week = LoadedBrief["week"];

export interface Draft {
  content: Content;
  account: ProvinceAccount;
  /** @param issue running number of the year; none yet while it is a draft */
  compose(issue: number | null): BriefDocument;
}

/** Everything that a brief which is not approved yet is made of. */
export async function readDraft(tx: Tx, context: HubContext, brief: LoadedBrief): Promise<Draft> {
  const { regions, clock, locale } = context;
  const { week } = brief;
  const province = provinceIn(context);
  const account = await readProvince(tx, context, week.id);
  const before = await readBefore(tx, context, week);
  const latest = brief.revisions[0];
  const narrative = (latest?.narrative ?? {}) as BriefNarrative;
  const cases = await readCases(tx, context, latest?.findingIds ?? []);
  const nameOf = (region: string) => regions.require(region).name;
  const labels = new Map(account.figures.map(({ definition }) => [definition.name, labelOf(definition, locale)]));
  const ranking = rankingOf(
    account.parts.filter(({ own }) => !own),
    await scoreIn(tx, week.id),
  );
  return {
    account,
    content: {
      cutOff: { at: week.countyDue, final: week.cutOffPosition !== null },
      narrative,
      differences: account.differences.map((difference) => ({
        ...difference,
        figure: labels.get(difference.figure) ?? difference.figure,
      })),
    },
    compose: (issue) =>
      composeBrief(
        {
          week: {
            number: week.number,
            isoWeek: week.isoWeek,
            startsOn: dateOfColumn(week.startsOn),
            endsOn: dateOfColumn(week.endsOn),
          },
          cutOff: week.countyDue,
          account,
          before,
          ranking,
          cases,
          narrative,
          nameOf,
          groupOf: ({ definition }) => figureGroups[definition.group].zh,
        },
        {
          issuer: housingBody(regions, province),
          issue: issue === null ? null : `第${issue}期`,
          date: writtenDay(dateOf(clock.now())),
        },
      ),
  };
}

export const provinceIn = ({ regions }: HubContext): string =>
  [...regions.all()].find(({ level }) => level === "province")?.code ?? "";

/** The account of all cities and of the province's own line, as of the week's cut-off. */
async function readProvince(tx: Tx, context: HubContext, weekId: string): Promise<ProvinceAccount> {
  const { regions, db } = context;
  const province = provinceIn(context);
  const codes = regions.children(province).map(({ code }) => code);
  const keys = codes.map((regionCode) => ({ weekId, regionCode }));
  const accounts = await readAccounts(tx, context, keys);
  const own = await readLines(tx, [{ weekId, regionCode: province }]);
  const reports = await tx.dispatchReport.findMany({
    where: { weekId, level: "city" },
    select: { regionCode: true, state: true },
  });
  const heard = new Set(reports.filter(isHeard).map(({ regionCode }) => regionCode));
  const cities = codes.flatMap((region, index) => {
    const account = accounts[index];
    return account ? [{ region, name: regions.require(region).name, heard: heard.has(region), account }] : [];
  });
  return provinceAccount(await figureCatalogue(db, tx), province, cities, own.get(lineKey(weekId, province)));
}

/** The figures of the week before: as its brief was issued, else as they are reported. Null in the first week. */
async function readBefore(tx: Tx, context: HubContext, { campaignCode, number }: Week) {
  const week = await tx.dispatchWeek.findUnique({
    where: { campaignCode_number: { campaignCode, number: number - 1 } },
    include: { brief: { select: { document: true } } },
  });
  if (!week?.openedAt) return null;
  const issued = week.brief?.document as BriefDocument | null | undefined;
  if (issued)
    return Object.fromEntries(
      issued.sheet.rows.map(({ figure, values }) => [figure, values.reduce((sum, value) => sum + value, 0)]),
    );
  const { figures } = await readProvince(tx, context, week.id);
  return Object.fromEntries(figures.map(({ definition, reported }: ShownFigure) => [definition.name, reported]));
}

/** The progress index, once it is kept at the cut-off; before that the rates by themselves. */
async function scoreIn(tx: Tx, weekId: string): Promise<Score> {
  const kept = await tx.progressIndex.findMany({ where: { weekId }, select: { regionCode: true, score: true } });
  const scores = new Map(kept.map(({ regionCode, score }) => [regionCode, score]));
  const indexOf = (region: string) => {
    const hundredths = scores.get(region) ?? null;
    return hundredths === null ? null : hundredths / 100;
  };
  return kept.length > 0 ? (_, region) => indexOf(region) : meanOfRates;
}

const outcomes = {
  open: "尚未责令整改。",
  ordered: "已责令限期整改。",
  rectified: "现已整改到位。",
  unrectified: "仍未整改到位，后续处理已经启动。",
  withdrawn: "该问题已撤销。",
} as const;

async function readCases(tx: Tx, { regions }: HubContext, ids: readonly string[]): Promise<TypicalCase[]> {
  const found = await tx.finding.findMany({
    where: { id: { in: [...ids] } },
    include: { kind: true, complex: { select: { name: true } }, company: { select: { name: true } } },
  });
  const byId = new Map(found.map((finding) => [finding.id, finding]));
  return ids.flatMap((id) => {
    const finding = byId.get(id);
    if (!finding) return [];
    const { cityCode, countyCode, complex, company, kind, description, state } = finding;
    return [
      {
        city: regions.path(countyCode ?? cityCode),
        complex: complex.name,
        company: company?.name ?? null,
        kind: kind.title,
        description,
        outcome: outcomes[state],
      },
    ];
  });
}

/** The findings that cities have picked as typical in what they last reported. */
export async function pickedIn(tx: Tx, weekId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select distinct unnest(revision."findingIds") as "id" from "DispatchReport" report
    join "DispatchReportRevision" revision
      on revision."reportId" = report."id" and revision."revision" = report."revision"
    where report."weekId" = ${weekId}::uuid and report."level" = 'city' and report."state" <> 'returned' order by 1`;
  return rows.map(({ id }) => id);
}
