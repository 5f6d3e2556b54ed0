/**
 * When people are written to, and which office a case is in the hands of.
 *
 * Pure: the moment and the policy in, the moment out. No database, no clock.
 */
import type { Facts } from "../activity/event-kind.ts";
import { dateOf, instantAt, isWorkingDay, nextWorkingDay, statutory, wallClock } from "../calendar/rules.ts";
import type { Settings } from "../campaign/settings.ts";
import type { Concerned } from "./kinds.ts";

type Policy = Settings["notification"];

const minute = 60_000;

/** `18:00`, in Shanghai. */
const timeOf = (moment: Date) => wallClock(moment).slice(-5);

/** At night, and on days of rest. */
export function isQuiet(moment: Date, { quietFrom, quietUntil }: Policy, calendar = statutory): boolean {
  const time = timeOf(moment);
  return time >= quietFrom || time < quietUntil || !isWorkingDay(dateOf(moment), calendar);
}

/**
 * When what is to be mailed is put together: at the end of the window that runs, counted from midnight, so that all that
 * falls into it goes in one letter; in the morning of the next working day where that is at night. What is urgent does
 * not wait.
 */
export function digestAt(now: Date, policy: Policy, urgent: boolean, calendar = statutory): Date {
  if (urgent) return now;
  const midnight = instantAt(dateOf(now)).getTime();
  const window = policy.digestMinutes * minute;
  const end = new Date(midnight + (Math.floor((now.getTime() - midnight) / window) + 1) * window);
  if (!isQuiet(end, policy, calendar)) return end;
  const day = dateOf(end);
  const early = timeOf(end) < policy.quietUntil;
  return instantAt(nextWorkingDay(early ? day : day.add({ days: 1 }), calendar), policy.quietUntil);
}

/** The office in whose hands the cases of a region are: of a sub-district's, its county. */
export const bodyOf = (region: string): string => (region.length > 6 ? region.slice(0, 6) : region);

/** The office above that; the province has none. */
export function bodyAbove(region: string): string | null {
  const body = bodyOf(region);
  return body.length > 2 ? body.slice(0, -2) : null;
}

const roles = { 2: "office", 4: "city", 6: "county" } as const;

/** Who works in the office of a region. */
export const roleIn = (region: string) => roles[region.length as keyof typeof roles] ?? "subdistrict";

/** The offices that something concerns; whom it concerns by name, or as a department, is in none. */
export function officesOf(
  concerned: Concerned,
  { region, audienceRegions = [], facts = {} }: { region: string; audienceRegions?: readonly string[]; facts?: Facts },
): readonly string[] {
  const above = bodyAbove(region);
  const offices: Partial<Record<Concerned, readonly string[]>> = {
    own: [bodyOf(region)],
    above: above === null ? [] : [above],
    city: [region.slice(0, 4)],
    province: [region.slice(0, 2)],
    addressed: audienceRegions,
    asker: [String(facts.from ?? region)],
  };
  return offices[concerned] ?? [];
}
