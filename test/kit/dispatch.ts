import { expect } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { planWeeks } from "../../schema/dispatch/opening.ts";
import { give } from "./commands.ts";
import type { TestHub } from "./hub.ts";

/** A report as a page shows it. */
export interface Shown {
  id: string;
  version: number;
  standing: string;
  state: string;
  returnReason: string | null;
  allowedCommands: string[];
  figures: { figure: string; computed: number; reported: number; explanation: string | null; toDate: number }[];
  parts: { region: { code: string }; own: boolean; standsIn: boolean }[];
  differences: { figure: string; whole: number; parts: number }[];
}
export const figure = ({ figures }: Shown, name: string) => figures.find((row) => row.figure === name);
export const inLedger = (of: Shown) => {
  const found = figure(of, "complex.inLedger");
  return [found?.computed, found?.reported, found?.toDate];
};

/** What it takes to drive the weeks of a hub, which is made when the test begins. */
export function dispatchDesk(hub: () => TestHub) {
  const plan = () => transact(hub().as(hub().hub), planWeeks);
  const at = async (instant: string) => {
    hub().clock.set(instant);
    await hub().tick();
  };
  const register = async (county: Viewer, count: number) => {
    for (let index = 0; index < count; index++) {
      const answer = await give(hub(), county, "registerComplex", "complex", {
        name: `演示小区${crypto.randomUUID()}`,
        county: county.region,
        households: 300,
      });
      expect(answer.errors).toEqual([]);
    }
  };

  const report = async (viewer: Viewer, isoWeek: number, region: string): Promise<Shown | null> => {
    const { dispatchWeeks } = await hub().ask<{ dispatchWeeks: { id: string; isoWeek: number }[] }>(
      viewer,
      "{ dispatchWeeks { id isoWeek } }",
    );
    const week = dispatchWeeks.find((row) => row.isoWeek === isoWeek)?.id;
    const { dispatchReport } = await hub().ask<{ dispatchReport: Shown | null }>(
      viewer,
      `query ($week: ID!, $region: String!) { dispatchReport(week: $week, region: $region) {
        id version standing state returnReason allowedCommands
        figures { figure computed reported explanation toDate }
        parts { region { code } own standsIn } differences { figure whole parts }
      } }`,
      { week, region },
    );
    return dispatchReport;
  };
  const shown = async (viewer: Viewer, isoWeek: number, region: string) => {
    const found = await report(viewer, isoWeek, region);
    if (!found) throw new Error(`no report of ${region} for week ${isoWeek}`);
    return found;
  };
  const submit = (viewer: Viewer, { id }: Shown, over: object = {}) =>
    give(hub(), viewer, "submitDispatchReport", "report", { id, ...over });
  const late = () =>
    hub().prisma.activityEvent.findMany({ where: { kind: "DispatchReportLate" }, orderBy: { id: "asc" } });
  return { plan, at, register, report, shown, submit, late };
}
