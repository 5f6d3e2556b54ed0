/**
 * How long discredit is disclosed, by the rule in force on the day of the determining document: the national rules from
 * 2026-04-01 on, the campaign's own setting before.
 */
import { Temporal } from "temporal-polyfill";
import { endOf, endOfCivilPeriod } from "../calendar/rules.ts";
import type { Settings } from "../campaign/settings.ts";

export type Severity = "minor" | "general" | "severe";

interface Window {
  published: boolean;
  minMonths: number;
  maxMonths: number;
}

interface RuleSet {
  code: "campaign" | "national-2026";
  from: Temporal.PlainDate | null;
  windows: Readonly<Record<Severity, Window>>;
}

/** National rules on the disclosure and repair of credit information, in force from 2026-04-01. */
const national: RuleSet = {
  code: "national-2026",
  from: Temporal.PlainDate.from("2026-04-01"),
  windows: {
    minor: { published: false, minMonths: 0, maxMonths: 3 },
    general: { published: true, minMonths: 3, maxMonths: 12 },
    severe: { published: true, minMonths: 12, maxMonths: 36 },
  },
};

/** The newest rule set that holds on the day. */
function ruleOn(day: Temporal.PlainDate, settings: Settings["disclosure"]): RuleSet {
  const held = [national].find(({ from }) => from && Temporal.PlainDate.compare(from, day) <= 0);
  return held ?? { code: "campaign", from: null, windows: settings };
}

export interface Disclosure {
  /** The rule that it was computed by: kept with the event, since a case is judged by the rule of its own date. */
  rule: RuleSet["code"];
  /** Null: not published. */
  disclosedFrom: Temporal.PlainDate | null;
  /** From this day on the company may ask for repair. */
  repairableFrom: Temporal.PlainDate;
  /** The last day of disclosure, after which it ends by itself; null: not published. */
  disclosedUntil: Temporal.PlainDate | null;
  endsAt: Date | null;
}

/**
 * Whether an event is published. Only of a minor one may somebody decide otherwise than the rule does: what is general
 * or severe is published or not by the rule alone (domain 11), whatever was asked for.
 */
export const isPublished = (severity: Severity, byRule: boolean, asked?: boolean): boolean =>
  severity === "minor" ? (asked ?? byRule) : byRule;

/** @param publish what was asked for; heard of minor events only */
export function disclosureOf(
  severity: Severity,
  determinedOn: Temporal.PlainDate,
  settings: Settings["disclosure"],
  publish?: boolean,
): Disclosure {
  const { code, windows } = ruleOn(determinedOn, settings);
  const { published, minMonths, maxMonths } = windows[severity];
  // Months end on the day of the same number or on the last of a shorter month (Civil Code 202).
  const after = (months: number) => endOfCivilPeriod(determinedOn, { months }, { rollHolidays: false }).lastDay;
  const disclosedUntil = isPublished(severity, published, publish) ? after(maxMonths) : null;
  return {
    rule: code,
    disclosedFrom: disclosedUntil && determinedOn,
    repairableFrom: after(minMonths),
    disclosedUntil,
    endsAt: disclosedUntil && endOf(disclosedUntil),
  };
}
