import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { DeadlineSummary } from "../../ui/deadline.ts";
import type { Tone } from "../../ui/tone.ts";
import { PolicyPage_policyDocument, PolicyRow_policyDocument } from "./operations.ts";

export type PolicyRow = ResultOf<typeof PolicyRow_policyDocument>;
export type PolicyDocument = PolicyRow & ResultOf<typeof PolicyPage_policyDocument>;
export type PolicyState = PolicyRow["state"];
export type Level = PolicyRow["reading"][number]["level"];

export function wholeOf(masked: FragmentOf<typeof PolicyPage_policyDocument> | null): PolicyDocument | null {
  const page = readFragment(PolicyPage_policyDocument, masked);
  return page && { ...readFragment(PolicyRow_policyDocument, page), ...page };
}

export const policyTones: Readonly<Record<PolicyState, Tone>> = { ISSUED: "info", REPLACED: "idle", WITHDRAWN: "idle" };
export const policyStates = Object.keys(policyTones) as readonly PolicyState[];

/** The levels below one, down to the last. */
export const levelsBelow = (level: Level): readonly Level[] => {
  const all: readonly Level[] = ["PROVINCE", "CITY", "COUNTY", "SUBDISTRICT"];
  return all.slice(all.indexOf(level) + 1);
};

/** How far the reading has come, over all levels in sight. */
export function progressOf({ reading }: Pick<PolicyRow, "reading">) {
  const sum = (of: (one: PolicyRow["reading"][number]) => number) => reading.reduce((all, one) => all + of(one), 0);
  return { addressed: sum(({ addressed }) => addressed), read: sum(({ read }) => read) };
}

/** Of one's own receipt, while it is owed. */
export const deadlineOf = ({
  receipt,
  dueAt,
  workingDays,
  calendarPublished,
}: PolicyRow): DeadlineSummary | undefined =>
  receipt?.owed ? { at: dueAt, unit: "workingDay", workingDays, provisional: !calendarPublished } : undefined;
