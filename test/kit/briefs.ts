/** A week as a brief tells of it, without a database: for the tests of its rules and of its files. */
import { Temporal } from "temporal-polyfill";
import { type City, provinceAccount } from "../../schema/brief/account.ts";
import { composeBrief, type Facts } from "../../schema/brief/document.ts";
import { rankingOf } from "../../schema/brief/ranking.ts";
import { allowedBriefCommands, type Brief, type Content, decideBrief, transitions } from "../../schema/brief/rules.ts";
import { type Account, countyAccount } from "../../schema/dispatch/account.ts";
import type { FigureDefinition } from "../../schema/dispatch/catalogue.ts";
import { at } from "./moments.ts";
import { notInThisState, walk } from "./walk.ts";

const figure = (name: string, zh: string, measure: FigureDefinition["measure"] = "flow"): FigureDefinition => ({
  name,
  zh,
  en: name,
  group: "ledger",
  measure,
});
export const someFigures = [
  figure("complex.inLedger", "台账小区数", "standing"),
  figure("complex.screened", "已排查小区数", "standing"),
  figure("complaint.received", "受理投诉数"),
  figure("rectification.ordered", "责令整改数"),
];

/** The counts of the figures, in their order, this week; twice as much to date. */
export const lineOf = (...counts: readonly number[]) => {
  const week = Object.fromEntries(someFigures.map(({ name }, index) => [name, counts[index] ?? 0]));
  const toDate = Object.fromEntries(
    someFigures.map(({ name, measure }, index) => [name, (counts[index] ?? 0) * (measure === "flow" ? 2 : 1)]),
  );
  return { week, toDate };
};

export const cityOf = (region: string, name: string, counts: readonly number[], over: Partial<City> = {}): City => ({
  region,
  name,
  heard: true,
  account: countyAccount(someFigures, lineOf(...counts), undefined),
  ...over,
});

/** With another number reported than was computed. */
export const adjusting = (counts: readonly number[], name: string, reported: number): Account =>
  countyAccount(someFigures, lineOf(...counts), {
    state: "submitted",
    adjustments: { whole: [{ figure: name, reported, explanation: "另行核对" }], own: [] },
  });

const names: Readonly<Record<string, string>> = {
  "14": "山西省",
  "1401": "太原市",
  "1402": "大同市",
  "1406": "朔州市",
};

export function someFacts(over: Partial<Facts> = {}): Facts {
  const account = provinceAccount(
    someFigures,
    "14",
    [
      cityOf("1401", "太原市", [10, 8, 30, 4]),
      cityOf("1402", "大同市", [5, 5, 10, 1], { heard: false }),
      cityOf("1406", "朔州市", [0, 0, 0, 0]),
    ],
    lineOf(0, 0, 2, 0),
  );
  return {
    week: {
      number: 16,
      isoWeek: 33,
      startsOn: Temporal.PlainDate.from("2024-08-12"),
      endsOn: Temporal.PlainDate.from("2024-08-18"),
    },
    cutOff: at("2024-08-15 18:00"),
    account,
    before: { "complex.inLedger": 14, "complaint.received": 50 },
    ranking: rankingOf(account.parts.filter(({ own }) => !own)),
    cases: [],
    narrative: { problems: "个别企业整改进度偏慢。\n部分小区资料移交不全。", nextSteps: "下周四前逐个督促。" },
    nameOf: (region) => names[region] ?? region,
    groupOf: () => "台账",
    ...over,
  };
}

export const issued = { issuer: "山西省住房和城乡建设厅", issue: "第3期", date: "2024年8月16日" };
export const someBrief = (over: Partial<Facts> = {}) => composeBrief(someFacts(over), issued);

export const due = at("2024-08-16 18:00");
export const draft: Brief = { state: "draft", dueAt: due, lateAt: null };
/** Nothing is missing. */
export const content: Content = {
  cutOff: { at: at("2024-08-15 18:00"), final: true },
  narrative: { problems: "进度偏慢", nextSteps: "逐个督促" },
  differences: [],
};

export const briefWalk = walk(transitions, {
  commands: { edit: "edit", approve: "approve" } as const,
  give: (state, command) => decideBrief({ ...draft, state }, command, content, at("2024-08-16 12:00")).state,
  offered: allowedBriefCommands,
  refusal: notInThisState("brief"),
});
