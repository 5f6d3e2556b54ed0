import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, seesRegion, within } from "../region/policy.ts";
import { visibleRows } from "../visible-rows.ts";
import type { CommandType, Kind } from "./states.ts";

/**
 * What lies in one's region, and what is addressed to it. A report to discipline inspection lies with the body that
 * reports, so the region that it is about has no part of it; discipline inspection has what was reported to it and
 * nothing else.
 */
export function visibleTo(viewer: Viewer): Prisma.SupervisionMatterWhereInput {
  const { role, region } = viewer;
  if (role === "hub") return {};
  if (role === "discipline") return { kind: "disciplineReport", toCode: { startsWith: region } };
  if (!seesRegion(viewer)) return nothing;
  if (region.length === 2) return {};
  return { OR: [within(region), { toCode: region, kind: { not: "disciplineReport" } }] };
}

/** The matters that are attached to a case. */
export const mattersOn = (column: "rectificationId" | "findingId") =>
  visibleRows("SupervisionMatter", column, visibleTo, { openedAt: "asc" });

/** Whoever is asked answers; everything else is for those who asked. What discipline inspection says on paper, they note. */
export const isFor = ({ role, region }: Viewer, command: CommandType, matter: { fromCode: string; toCode: string }) =>
  role === "hub" || region === (command === "answer" ? matter.toCode : matter.fromCode);

interface Addressed {
  kind: Kind;
  fromCode: string;
  toCode: string;
  aboutCode: string;
}

/** Who hears of it, beside those of the region in which it lies. */
export const audienceOf = ({ kind, toCode }: Pick<Addressed, "kind" | "toCode">) =>
  kind === "disciplineReport"
    ? { audienceDepartments: [...new Set([toCode, toCode.slice(0, 2)])].map((code) => `disciplineInspection:${code}`) }
    : { audienceRegions: [toCode] };

/** Where it lies: with the body that acts, or with the region whose difficulty or case it is. */
export const homeOf = ({ kind, fromCode, aboutCode }: Pick<Addressed, "kind" | "fromCode" | "aboutCode">) =>
  kind === "keySupervision" ? aboutCode : fromCode;

/** Cases under key supervision now, or the others: whoever sees a case sees its key supervision. */
export const keySupervised = (yes: boolean) => ({ matters: { [yes ? "some" : "none"]: { settledAt: null } } });
