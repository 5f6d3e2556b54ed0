/**
 * A brief as it is printed: what is composed of a week's figures and text, what is kept of an approved one, and what the
 * renderers set. Plain data, so that an issued brief outlives its template. Pure.
 */
import type { Temporal } from "temporal-polyfill";
import type { ShownFigure } from "../dispatch/account.ts";
import { ratioLabels } from "../dispatch/catalogue.ts";
import { type RatioName, ratios } from "../dispatch/figures.ts";
import { type Block, heading, paragraph, subheading, table, writtenDay, writtenMoment } from "../paper/document.ts";
import type { ProvinceAccount } from "./account.ts";
import type { BriefNarrative } from "./narrative.ts";
import { type Ranked, rankedRates } from "./ranking.ts";

export interface BriefDocument {
  /** In red, above the rule. */
  masthead: string;
  /** （2024年）第3期; null while it is a draft. */
  issue: string | null;
  issuer: string;
  date: string;
  title: string;
  body: readonly Block[];
  /** 主送 and 抄送, at the end. */
  sentTo: string;
  copies: readonly string[];
  sheet: Sheet;
}

/** Its figures, for the workbook: a column for each city and for the province's own line. */
export interface Sheet {
  columns: readonly string[];
  rows: readonly {
    figure: string;
    group: string;
    label: string;
    values: readonly number[];
    /** Of the week before; null where there was none. */
    before: number | null;
    toDate: number;
  }[];
  /** Each of two rows. */
  ratios: readonly { label: string; numerator: string; denominator: string }[];
}

export interface Facts {
  week: { number: number; isoWeek: number; startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate };
  cutOff: Date;
  account: ProvinceAccount;
  /** As the week before was reported, by figure. */
  before: Readonly<Record<string, number>> | null;
  ranking: readonly Ranked[];
  cases: readonly TypicalCase[];
  narrative: BriefNarrative;
  nameOf(region: string): string;
  groupOf(figure: ShownFigure): string;
}

export interface TypicalCase {
  city: string;
  complex: string;
  company: string | null;
  kind: string;
  description: string;
  outcome: string;
}

/** What every reader looks for first. */
const chief = [
  "complex.inLedger",
  "complex.screened",
  "complaint.received",
  "complaint.closed",
  "finding.established",
  "rectification.ordered",
  "rectification.accepted",
  "rectification.overdueNow",
  "penalty.filed",
  "penalty.yuan",
  "exit.opened",
  "credit.recorded",
] as const;
/** Of each city, as many as a line has room for. */
const ofCities = [
  "complex.screened",
  "complaint.received",
  "finding.established",
  "rectification.ordered",
  "rectification.accepted",
  "rectification.overdueNow",
] as const;

const numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
const percent = (rate: number | null) => (rate === null ? "—" : `${(rate * 100).toFixed(1)}%`);
const difference = (now: number, before: number) => (now > before ? `+${now - before}` : String(now - before));

export function composeBrief(
  facts: Facts,
  issued: { issuer: string; issue: string | null; date: string },
): BriefDocument {
  const { week, cutOff, account, narrative } = facts;
  const chapters: (readonly [title: string, blocks: readonly Block[]])[] = [
    ["总体情况", [...said(narrative.overview), ...totals(facts)]],
    ["各市情况", cities(facts)],
    ["工作进展排名", ranking(facts)],
    ["典型案例", cases(facts)],
    ["存在问题", said(narrative.problems)],
    ["下一步工作", said(narrative.nextSteps)],
  ];
  return {
    ...issued,
    masthead: "物业服务突出问题专项行动简报",
    title: `全省物业服务专项行动第${week.number}周进展情况`,
    body: [
      paragraph(
        `现将${week.startsOn.year}年第${week.isoWeek}周（${writtenDay(week.startsOn)}至${writtenDay(week.endsOn)}）全省专项行动进展情况报告如下，数据截至${writtenMoment(cutOff)}。`,
      ),
      ...chapters
        .filter(([, blocks]) => blocks.length > 0)
        .flatMap(([title, blocks], index) => [heading(`${numerals[index]}、${title}`), ...blocks]),
    ],
    sentTo: "省集中整治办",
    copies: account.parts.flatMap(({ region, own }) => (own ? [] : [`${facts.nameOf(region)}住房和城乡建设局`])),
    sheet: sheetOf(facts),
  };
}

const said = (text: string | undefined): readonly Block[] => (text?.trim() ? [paragraph(text.trim())] : []);

function totals({ account, before }: Facts): readonly Block[] {
  const shown = chief.flatMap((name) => account.figures.filter(({ definition }) => definition.name === name));
  const rows = shown.map(({ definition, reported, toDate }) => {
    const last = before?.[definition.name];
    return [
      definition.zh,
      String(reported),
      last === undefined ? "—" : String(last),
      last === undefined ? "—" : difference(reported, last),
      String(toDate),
    ];
  });
  return [table(["指标", "本周", "上周", "增减", "累计"], rows)];
}

function cities({ account, nameOf }: Facts): readonly Block[] {
  const columns = ofCities.map((name) => account.figures.findIndex(({ definition }) => definition.name === name));
  const numbers = (figures: readonly ShownFigure[]) => columns.map((index) => String(figures[index]?.reported ?? 0));
  const head = columns.map((index) => account.figures[index]?.definition.zh ?? "");
  const rows = account.parts.map(({ region, own, standsIn, figures }) => [
    `${own ? "省本级" : nameOf(region)}${standsIn ? "*" : ""}`,
    ...numbers(figures),
  ]);
  const unheard = account.parts.filter(({ standsIn }) => standsIn).map(({ region }) => nameOf(region));
  return [
    table(["地区", ...head], [...rows, ["合计", ...numbers(account.figures)]]),
    ...(unheard.length > 0 ? [paragraph(`注：带*的${unheard.join("、")}截至汇总时未报送，以系统计算数代替。`)] : []),
  ];
}

const ranking = ({ ranking: ranked, nameOf }: Facts): readonly Block[] => [
  table(
    ["名次", "地区", ...rankedRates.map((name) => ratioLabels[name].zh), "指数"],
    ranked.map(({ region, rank, rates, score }) => [
      rank === null ? "—" : String(rank),
      nameOf(region),
      ...rankedRates.map((name) => percent(rates[name])),
      score === null ? "—" : score.toFixed(2),
    ]),
  ),
];

const cases = ({ cases: typical }: Facts): readonly Block[] =>
  typical.flatMap(({ city, complex, company, kind, description, outcome }, index) => [
    subheading(`（${numerals[index] ?? index + 1}）${city}${complex}`),
    paragraph(`${company ? `${company}：` : ""}${kind}。${description.replace(/。?$/, "。")}${outcome}`),
  ]);

function sheetOf({ account, before, nameOf, groupOf }: Facts): Sheet {
  return {
    columns: account.parts.map(({ region, own, standsIn }) =>
      own ? "省本级" : `${nameOf(region)}${standsIn ? "（系统计算）" : ""}`,
    ),
    rows: account.figures.map((figure, index) => ({
      figure: figure.definition.name,
      group: groupOf(figure),
      label: figure.definition.zh,
      values: account.parts.map(({ figures }) => figures[index]?.reported ?? 0),
      before: before ? (before[figure.definition.name] ?? 0) : null,
      toDate: figure.toDate,
    })),
    ratios: (Object.keys(ratios) as RatioName[]).map((name) => ({
      label: ratioLabels[name].zh,
      numerator: ratios[name][0],
      denominator: ratios[name][1],
    })),
  };
}
