import { describe, expect, it } from "vitest";
import { provinceAccount } from "../../schema/brief/account.ts";
import { rankingOf } from "../../schema/brief/ranking.ts";
import {
  allowedBriefCommands,
  type Brief,
  type Content,
  decideBrief,
  lapseBrief,
  missingIn,
  notOut,
  openBrief,
} from "../../schema/brief/rules.ts";
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { adjusting, cityOf, content, draft, due, lineOf, someBrief, someFigures } from "../kit/briefs.ts";
import { at } from "../kit/moments.ts";
import { refused } from "../kit/refused.ts";

const unchanged = { state: "draft", fields: {}, events: [], setTimers: [], cancelTimers: [] };
const late = { kind: "ProvincialBriefLate", occurredAt: due };

describe("a brief", () => {
  it("opens with a reminder, an alarm and its due time", () => {
    const timer = (kind: string, text: string) => ({
      kind,
      dueAt: at(text),
      calendarPublished: true,
      calendarYears: [],
    });
    expect(openBrief(due, defaultSettings.dispatch)).toEqual({
      ...unchanged,
      fields: { dueAt: due },
      setTimers: [
        timer("briefReminder", "2024-08-15 18:00"),
        timer("briefAlarm", "2024-08-16 16:00"),
        timer("briefDue", "2024-08-16 18:00"),
      ],
    });
  });

  it("is edited as a draft whatever is missing, and stays one", () => {
    const empty = { ...content, cutOff: { ...content.cutOff, final: false }, narrative: {} };
    expect(decideBrief(draft, "edit", empty, at("2024-08-13 09:00"))).toEqual({
      ...unchanged,
      events: [{ kind: "ProvincialBriefEdited", facts: undefined }],
    });
  });

  it("is approved in time until its due minute, and late from it on, for good", () => {
    const approved = (now: Date, over: Partial<Brief> = {}) =>
      decideBrief({ ...draft, ...over }, "approve", content, now);
    const told = (inTime: boolean) => ({ kind: "ProvincialBriefApproved", facts: { inTime } });
    const before = at("2024-08-16 17:59");
    expect(approved(before)).toEqual({
      ...unchanged,
      state: "approved",
      fields: { approvedAt: before },
      events: [told(true)],
      cancelTimers: ["briefReminder", "briefDue"],
    });
    expect(approved(due)).toMatchObject({ fields: { approvedAt: due, lateAt: due }, events: [late, told(false)] });
    expect(approved(at("2024-08-17 09:00"), { lateAt: due }).events).toEqual([told(false)]);
  });

  it("lapses once, and only as a draft", () => {
    expect(lapseBrief(draft, due)).toEqual({ ...unchanged, fields: { lateAt: due }, events: [late] });
    expect(lapseBrief(draft, new Date(due.getTime() - 1))).toEqual(unchanged);
    expect(lapseBrief({ ...draft, lateAt: due }, due)).toEqual(unchanged);
    expect(lapseBrief({ ...draft, state: "approved" }, due)).toEqual({ ...unchanged, state: "approved" });
    expect(decideBrief(draft, "edit", content, due).events).toEqual([
      late,
      { kind: "ProvincialBriefEdited", facts: undefined },
    ]);
  });

  it("says all that is missing, and is refused with the first", () => {
    const wanting: Content = {
      cutOff: { at: at("2024-08-15 18:00"), final: false },
      narrative: { problems: " ", overview: "总体平稳" },
      differences: [{ region: "太原市", figure: "台账小区数", whole: 12, parts: 11 }],
    };
    expect(missingIn(wanting).map(({ code, field, facts }) => ({ code, field, facts }))).toEqual([
      { code: "brief/before-cut-off", field: [], facts: { cutOff: "2024-08-15 18:00" } },
      { code: "brief/problems-missing", field: ["narrative"], facts: {} },
      { code: "brief/next-steps-missing", field: ["narrative"], facts: {} },
      { code: "brief/parts-differ", field: [], facts: wanting.differences[0] },
    ]);
    expect(missingIn(content)).toEqual([]);
    expect(missingIn({ ...content, narrative: {} }).map(({ code }) => code)).toEqual([
      "brief/problems-missing",
      "brief/next-steps-missing",
    ]);
    expect(refused(() => decideBrief(draft, "approve", wanting, due))).toBe("brief/before-cut-off");
    expect(refused(() => decideBrief({ ...draft, state: "approved" }, "edit", content, due))).toBe(
      "brief/not-in-this-state",
    );
    expect([allowedBriefCommands("draft"), allowedBriefCommands("approved")]).toEqual([["edit", "approve"], []]);
  });

  it("is not out as a draft, nor before anything has left", () => {
    const [gone, waits] = [{ state: "delivered" }, { state: "waiting" }];
    expect([notOut("draft", []), notOut("draft", [gone])]).toEqual(["draft", "draft"]);
    expect([[], [waits], [waits, gone], [gone, waits], [gone, gone]].map((sent) => notOut("approved", sent))).toEqual([
      "undelivered",
      "undelivered",
      "undelivered",
      "undelivered",
      null,
    ]);
  });
});

describe("the figures of the province", () => {
  const differing = {
    ...adjusting([5, 5, 10, 1], "complaint.received", 12),
    differences: [{ figure: "x", whole: 2, parts: 1 }],
  };
  const account = (heard: boolean) =>
    provinceAccount(
      someFigures,
      "14",
      [cityOf("1401", "太原市", [10, 8, 30, 4]), cityOf("1402", "大同市", [], { heard, account: differing })],
      lineOf(0, 0, 2, 0),
    );
  const row = (heard: boolean) => {
    const found = account(heard).figures.find(({ definition }) => definition.name === "complaint.received");
    return [found?.computed, found?.reported, found?.toDate];
  };

  it("are what the cities report and its own line; who has not reported stands in with what was computed", () => {
    expect(row(true)).toEqual([42, 44, 84]);
    expect(row(false)).toEqual([42, 42, 84]);
    expect(account(false).parts.map(({ region, own, standsIn }) => [region, own, standsIn])).toEqual([
      ["1401", false, false],
      ["1402", false, true],
      ["14", true, false],
    ]);
    expect(account(false).parts[1]?.figures[2]).toMatchObject({ computed: 10, reported: 10, explanation: null });
  });

  it("show where a city that has reported does not add up", () => {
    expect(account(true).differences).toEqual([{ region: "大同市", figure: "x", whole: 2, parts: 1 }]);
    expect(account(false).differences).toEqual([]);
  });
});

describe("the ranking of the cities", () => {
  const parts = (...cities: (readonly [string, number[]])[]) =>
    cities.map(([region, counts]) => ({
      region,
      own: false,
      standsIn: false,
      figures: cityOf(region, region, counts).account.figures,
    }));

  it("has the best first; those that are level share a place; who has nothing to measure has none", () => {
    const ranked = rankingOf(parts(["1401", [10, 5]], ["1402", [0]], ["1406", [4, 3]], ["1409", [8, 6]]));
    expect(ranked.map(({ region, rank, score }) => [region, rank, score])).toEqual([
      ["1406", 1, 75],
      ["1409", 1, 75],
      ["1401", 3, 50],
      ["1402", null, null],
    ]);
    expect(ranked[0]?.rates).toMatchObject({ coverage: 0.75, rectified: null });
  });

  it("counts overdue work the other way, and nothing beyond the whole", () => {
    const [counts] = parts(["1401", []]);
    const figures = ["rectification.overdueNow", "rectification.open", "finding.rectified", "finding.ordered"].map(
      (name, index) => ({
        definition: { ...someFigures[0], name } as (typeof someFigures)[number],
        computed: 0,
        reported: [1, 4, 3, 2][index] as number,
        explanation: null,
        toDate: 0,
      }),
    );
    const [only] = rankingOf([{ ...(counts as NonNullable<typeof counts>), figures }]);
    expect(only).toMatchObject({ score: 87.5, rates: { overdue: 0.25, rectified: 1.5 } });
  });

  it("takes another measure where there is one", () => {
    const ranked = rankingOf(parts(["1401", [1, 1]], ["1402", [1, 1]]), (_, region) =>
      region === "1402" ? 61.26 : 40,
    );
    expect(ranked.map(({ region, score }) => [region, score])).toEqual([
      ["1402", 61.26],
      ["1401", 40],
    ]);
  });
});

describe("what a brief prints", () => {
  const text = (over = {}) =>
    someBrief(over).body.map((block) =>
      block.kind === "table" ? block.rows.map((row) => row.join(" ")) : `${block.kind} ${block.text}`,
    );

  it("tells of the week in chapters, with last week beside it and whoever stands in marked", () => {
    expect(text()).toEqual([
      "paragraph 现将2024年第33周（2024年8月12日至2024年8月18日）全省专项行动进展情况报告如下，数据截至2024年8月15日18时。",
      "heading 一、总体情况",
      [
        "指标 本周 上周 增减 累计",
        "台账小区数 15 14 +1 15",
        "已排查小区数 13 — — 13",
        "受理投诉数 42 50 -8 84",
        "责令整改数 5 — — 10",
      ],
      "heading 二、各市情况",
      [
        "地区 已排查小区数 受理投诉数  责令整改数  ",
        "太原市 8 30 0 4 0 0",
        "大同市* 5 10 0 1 0 0",
        "朔州市 0 0 0 0 0 0",
        "省本级 0 2 0 0 0 0",
        "合计 13 42 0 5 0 0",
      ],
      "paragraph 注：带*的大同市截至汇总时未报送，以系统计算数代替。",
      "heading 三、工作进展排名",
      [
        "名次 地区 排查覆盖率 整改率 逾期率 按时反馈率 满意率 按时报送率 指数",
        "1 大同市 100.0% — — — — — 100.00",
        "2 太原市 80.0% — — — — — 80.00",
        "— 朔州市 — — — — — — —",
      ],
      "heading 四、存在问题",
      "paragraph 个别企业整改进度偏慢。\n部分小区资料移交不全。",
      "heading 五、下一步工作",
      "paragraph 下周四前逐个督促。",
    ]);
  });

  it("has its first issue without a week before, an overview and cases where there are any", () => {
    const printed = text({
      before: null,
      narrative: { overview: "总体平稳。" },
      cases: [
        {
          city: "太原市小店区",
          complex: "演示小区",
          company: "演示物业公司",
          kind: "公共收益未公示",
          description: "三年未公示公共收益",
          outcome: "已责令限期整改。",
        },
        { city: "大同市平城区", complex: "演示花园", company: null, kind: "消防", description: "堵塞。", outcome: "" },
      ],
    });
    expect(printed).toContain("paragraph 总体平稳。");
    expect(printed.flat()).toContain("受理投诉数 42 — — 84");
    expect(printed.slice(-5)).toEqual([
      "heading 四、典型案例",
      "subheading （一）太原市小店区演示小区",
      "paragraph 演示物业公司：公共收益未公示。三年未公示公共收益。已责令限期整改。",
      "subheading （二）大同市平城区演示花园",
      "paragraph 消防。堵塞。",
    ]);
  });
});
