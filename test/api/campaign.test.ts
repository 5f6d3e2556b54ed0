import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { startCampaign } from "../../schema/campaign/start.ts";
import { give, refusals } from "../kit/commands.ts";
import { figureOf } from "../kit/figures.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { statementsDuring } from "../kit/statements.ts";

let hub: TestHub;
let office: Viewer;
let taiyuan: Viewer;
let datong: Viewer;
let xiaodian: Viewer;

beforeAll(async () => {
  hub = await createTestHub("2024-05-06T09:00:00+08:00");
  office = await hub.person("office", "14");
  taiyuan = await hub.person("city", "1401");
  datong = await hub.person("city", "1402");
  xiaodian = await hub.person("county", "140105");
  await startCampaign(hub.as(hub.hub));
});
afterAll(() => hub?.drop());

const figure = (name: string, regionCode = "14") => figureOf(hub, regionCode, name);

interface Cell {
  standing: string;
  owed: number;
  done: number;
  late: number;
  returnId: string | null;
}
const matrix = async (viewer: Viewer, within?: string) => {
  const data = await hub.ask<{
    phaseTasks: {
      columns: { code: string }[];
      rows: { task: { code: string }; own: Cell | null; cells: (Cell | null)[] }[];
    };
  }>(
    viewer,
    `query ($within: String) { phaseTasks(within: $within) { columns { code } rows {
      task { code title phase { code } owedBy } own { standing owed } cells { standing owed done late returnId } } } }`,
    { within },
  );
  return data.phaseTasks;
};
const cellOf = async (viewer: Viewer, task: string, region: string, within?: string) => {
  const { columns, rows } = await matrix(viewer, within);
  const row = rows.find((one) => one.task.code === task);
  return row?.cells[columns.findIndex(({ code }) => code === region)] ?? null;
};

describe("tasks of the phases", () => {
  it("are owed by the province, every city or every county", async () => {
    expect(await cellOf(office, "leading-group", "1401")).toMatchObject({
      standing: "OWED",
      owed: 1,
      done: 0,
      late: 0,
    });
    expect(await cellOf(office, "screening", "1410")).toMatchObject({ standing: "OWED", owed: 17, returnId: null });
    const { rows } = await matrix(office);
    expect(rows.find(({ task }) => task.code === "provincial-inspection")?.own).toEqual({ standing: "OWED", owed: 1 });
    expect(await hub.prisma.phaseTaskReturn.count()).toBe(117 + 1 + 15 * 11);
    await startCampaign(hub.as(hub.hub));
    expect(await hub.prisma.phaseTaskReturn.count()).toBe(117 + 1 + 15 * 11);
  });

  it("are done with proof, by who owes them, once", async () => {
    const { returnId: id } = (await cellOf(office, "leading-group", "1401")) as Cell;
    const complete = (viewer: Viewer, input: object) =>
      give(hub, viewer, "completePhaseTask", "task", { id, ...input });
    expect(refusals(await complete(datong, { proof: "x" }))).toEqual(["not-found"]);
    expect(refusals(await complete(office, { proof: "x" }))).toEqual(["forbidden"]);
    expect(refusals(await complete(taiyuan, { proof: " " }))).toEqual(["invalid/required at proof"]);
    expect(refusals(await complete(taiyuan, { proof: "x", doneAt: "2024-05-07T00:00:00+08:00" }))).toEqual([
      "task/done-in-future at doneAt",
    ]);
    expect(
      (await complete(taiyuan, { proof: "演示建发〔2024〕7号", doneAt: "2024-05-05T10:00:00+08:00" })).errors,
    ).toEqual([]);
    expect(refusals(await complete(taiyuan, { proof: "x" }))).toEqual(["task/done-already"]);
    expect(await cellOf(office, "leading-group", "1401")).toMatchObject({ standing: "DONE_ON_TIME", done: 1 });
    expect(await figure("task.done", "1401")).toBe(1);
  });

  it("are late with the end of their day, once, and done late they are no longer late now", async () => {
    hub.clock.set("2024-05-20T23:59:59.999+08:00");
    await hub.tick();
    expect(await figure("task.late")).toBe(0);
    hub.clock.set("2024-05-21T00:00:05+08:00");
    await hub.tick();
    await hub.tick();
    // Six tasks of eleven cities, but for the one that is done.
    expect(await figure("task.late")).toBe(65);
    const events = await hub.prisma.activityEvent.findMany({ where: { kind: "PhaseTaskLate" } });
    expect(new Set(events.map(({ occurredAt }) => occurredAt.toISOString()))).toEqual(
      new Set(["2024-05-20T16:00:00.000Z"]),
    );
    const { returnId: id } = (await cellOf(taiyuan, "clue-list", "1401", "1401")) ?? { returnId: null };
    expect(id).toBeNull();
    const list = await hub.ask<{ phaseTaskReturns: { totalCount: number; edges: { node: { id: string } }[] } }>(
      taiyuan,
      `{ phaseTaskReturns(filter: { late: true, task: "clue-list" }) { totalCount edges { node { id allowedCommands } } } }`,
    );
    expect(list.phaseTaskReturns.totalCount).toBe(1);
    const late = list.phaseTaskReturns.edges[0]?.node.id;
    const done = { id: late, proof: "演示清单", doneAt: "2024-05-19T10:00:00+08:00" };
    expect((await give(hub, taiyuan, "completePhaseTask", "task", done)).errors).toEqual([]);
    expect(await cellOf(office, "clue-list", "1401")).toMatchObject({ standing: "DONE_LATE", late: 0 });
    expect([await figure("task.late"), await figure("task.lateNow")]).toEqual([65, 64]);
  });

  it("are seen by who owes them and those above, in two statements", async () => {
    expect((await matrix(taiyuan)).columns).toHaveLength(10);
    const county = await matrix(xiaodian);
    expect(county.columns).toEqual([]);
    expect(county.rows.filter(({ own }) => own).map(({ task }) => task.code)).toEqual(["screening"]);
    await expect(matrix(datong, "1401")).rejects.toMatchObject({ code: "not-found" });
    expect(
      await statementsDuring(hub.pool, () => hub.ask(office, "{ phaseTasks { rows { cells { standing } } } }")),
    ).toHaveLength(2);
  });
});

describe("settings of the campaign", () => {
  interface Settings {
    settings: { path: string; value: string; default: string; min: number | null }[];
    history: { holdsFrom: string; reason: string; changes: { path: string; before: string; after: string }[] }[];
  }
  const settings = async (viewer: Viewer, on?: string) => {
    const data = await hub.ask<{ campaignSettings: Settings }>(
      viewer,
      `query ($on: Date) { campaignSettings(on: $on) {
        mayChange settings { path label unit source value default min max }
        history { holdsFrom reason author { name } changes { path before after } } } }`,
      { on },
    );
    return data.campaignSettings;
  };
  const valueOn = async (path: string, on?: string) =>
    (await settings(office, on)).settings.find((setting) => setting.path === path)?.value;
  const change = async (viewer: Viewer, holdsFrom: string, changes: object[], reason = "会议决定") => {
    const data = await hub.ask<{
      changeCampaignSettings: { errors: { code: string; path: string[]; message: string }[] };
    }>(
      viewer,
      `mutation ($input: ChangeCampaignSettingsInput!) { changeCampaignSettings(input: $input) {
        result { settings { path } } errors { code path message } } }`,
      { input: { holdsFrom, changes, reason } },
    );
    return data.changeCampaignSettings.errors;
  };
  const verify = (value: string) => ({ path: "complaint.verifyWorkingDays", value });

  it("are told with their default, unit and source", async () => {
    const { settings: all, history } = await settings(taiyuan);
    expect(all.find(({ path }) => path === "complaint.verifyWorkingDays")).toMatchObject({
      label: "核查时限",
      unit: "WORKING_DAYS",
      value: "7",
      default: "7",
      min: 1,
      max: 250,
    });
    expect(history).toEqual([]);
  });

  it("are refused at the field that is wrong, and change nothing", async () => {
    const cases: [string, object[], string, string][] = [
      ["2024-05-20", [verify("6")], "settings/holds-from-past", "holdsFrom"],
      ["2024-06-01", [{ path: "complaint.coffee", value: "1" }], "settings/unknown", "changes.0.path"],
      ["2024-06-01", [verify("6"), verify("soon")], "invalid/format", "changes.1.value"],
      ["2024-06-01", [verify("0")], "invalid/out-of-range", "changes.0.value"],
      ["2024-06-01", [verify("99")], "settings/contradictory", "changes.0.value"],
      ["2024-06-01", [{ path: "dispatch.county.time", value: "25:00" }], "invalid/format", "changes.0.value"],
      ["2024-06-01", [{ path: "exit.rollHolidays", value: "1" }], "invalid/format", "changes.0.value"],
      [
        "2024-06-01",
        [verify("6"), { path: "progress.weights.coverage", value: "21" }],
        "settings/contradictory",
        "changes.1.value",
      ],
      ["2024-06-01", [{ path: "dispatch.county.weekday", value: "6" }], "settings/contradictory", "changes.0.value"],
      ["2024-06-01", [verify("7")], "settings/unchanged", "changes"],
    ];
    for (const [holdsFrom, changes, code, path] of cases)
      expect(await change(office, holdsFrom, changes)).toMatchObject([{ code, path: path.split(".") }]);
    expect(await change(taiyuan, "2024-06-01", [verify("6")])).toMatchObject([{ code: "forbidden" }]);
    expect(await change(office, "2024-06-01", [verify("6")], " ")).toMatchObject([{ code: "invalid/required" }]);
    expect(await hub.prisma.campaignSettings.count()).toBe(0);
    const [weights] = await change(office, "2024-06-01", [{ path: "progress.weights.coverage", value: "21" }]);
    expect(weights?.message).toBe("与其他参数矛盾：各项权重之和应为 100。");
  });

  it("hold from their date; one that was settled for later keeps its own and takes the others", async () => {
    expect(
      await change(office, "2024-08-01", [verify("10"), { path: "rectification.cityWorkingDays", value: "4" }]),
    ).toEqual([]);
    expect(
      await change(office, "2024-06-01", [verify("8"), { path: "complaint.answerDays", value: "12" }], "试行"),
    ).toEqual([]);
    expect(await valueOn("complaint.verifyWorkingDays")).toBe("7");
    expect(await valueOn("complaint.verifyWorkingDays", "2024-06-01")).toBe("8");
    expect(await valueOn("complaint.verifyWorkingDays", "2024-08-01")).toBe("10");
    expect(await valueOn("complaint.answerDays", "2024-08-01")).toBe("12");
    expect(await valueOn("rectification.cityWorkingDays", "2024-06-30")).toBe("3");
    const { history } = await settings(office);
    expect(history.map(({ holdsFrom, changes }) => [holdsFrom, changes])).toEqual([
      ["2024-08-01", [{ path: "complaint.answerDays", before: "10", after: "12" }]],
      [
        "2024-08-01",
        [
          { path: "complaint.verifyWorkingDays", before: "7", after: "10" },
          { path: "rectification.cityWorkingDays", before: "3", after: "4" },
        ],
      ],
      [
        "2024-06-01",
        [
          { path: "complaint.verifyWorkingDays", before: "7", after: "8" },
          { path: "complaint.answerDays", before: "10", after: "12" },
        ],
      ],
    ]);
  });

  it("move the due times of weeks that have not opened", async () => {
    expect(await change(office, "2024-07-01", [{ path: "dispatch.county.time", value: "12:00" }])).toEqual([]);
    const due = async (isoWeek: number) =>
      (await hub.prisma.dispatchWeek.findFirstOrThrow({ where: { isoWeek } })).countyDue.toISOString();
    expect(await due(26)).toBe("2024-06-27T10:00:00.000Z");
    expect(await due(27)).toBe("2024-07-04T04:00:00.000Z");
    expect(await hub.prisma.timer.count({ where: { kind: "dispatchWeekOpen" } })).toBe(23);
  });
});
