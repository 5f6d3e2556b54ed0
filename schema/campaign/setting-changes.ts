/** Changes of settings as people give them: texts by path, checked against the schema as a whole. Pure. */
import type { z } from "zod";
import { refuseGeneral, requireWithin } from "../refusal.ts";
import type { RefusalLocale } from "../refusals.ts";
import { refuse } from "./refusals.ts";
import type { SettingDescription } from "./setting-fields.ts";
import { type Settings, settingDescriptions, settingsSchema } from "./settings.ts";

export type SettingValue = SettingDescription["default"];

export interface SettingChange {
  /** `complaint.verifyWorkingDays` */
  path: string;
  /** `7`, `18:00`, `true`. */
  value: string;
}

const described = new Map(settingDescriptions.map((description) => [description.path, description]));

/** Every setting by its path. */
export const valuesByPath = (settings: Settings): ReadonlyMap<string, SettingValue> =>
  new Map(
    settingDescriptions.map(({ path }) => [
      path,
      path
        .split(".")
        .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], settings) as SettingValue,
    ]),
  );

/**
 * The settings with the changes.
 *
 * @throws {Refusal} at the change that is wrong: `settings/unknown`, `invalid/format`, `invalid/out-of-range`,
 *   `settings/contradictory`, or `settings/unchanged`
 */
export function changed(settings: Settings, changes: readonly SettingChange[], locale: RefusalLocale): Settings {
  const before = valuesByPath(settings);
  const values = new Map(before);
  changes.forEach(({ path, value }, index) => {
    const field = (name: string) => ["changes", String(index), name];
    const description = described.get(path);
    if (!description) throw refuse("settings/unknown", field("path"), { path });
    values.set(path, parsed(description, value, field("value")));
  });
  const result = settingsSchema.safeParse(nested(values));
  if (!result.success) throw refusalOf(result.error.issues[0], changes, locale);
  if ([...values].every(([path, value]) => before.get(path) === value)) throw refuse("settings/unchanged", ["changes"]);
  return result.data;
}

function parsed({ unit, range }: SettingDescription, text: string, field: readonly string[]): SettingValue {
  const value = text.trim();
  if (unit === "flag") {
    if (value === "true" || value === "false") return value === "true";
    throw refuseGeneral("invalid/format", field, { expected: "true / false" });
  }
  if (unit === "time") {
    if (/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) return value;
    throw refuseGeneral("invalid/format", field, { expected: "18:00" });
  }
  if (!/^-?\d{1,9}$/.test(value)) throw refuseGeneral("invalid/format", field, { expected: "0, 1, 2, …" });
  const [min, max] = range ?? [0, 0];
  requireWithin(field, Number(value), { min, max });
  return Number(value);
}

function nested(values: ReadonlyMap<string, SettingValue>): object {
  const root: Record<string, unknown> = {};
  for (const [path, value] of values) {
    const keys = path.split(".");
    const last = keys.pop() as string;
    let inner = root;
    for (const key of keys) {
      inner[key] ??= {};
      inner = inner[key] as Record<string, unknown>;
    }
    inner[last] = value;
  }
  return root;
}

/** What does not go together is told at a change that takes part in it. */
function refusalOf(issue: z.core.$ZodIssue | undefined, changes: readonly SettingChange[], locale: RefusalLocale) {
  const path = issue?.path.join(".") ?? "";
  const group = path.split(".").slice(0, -1).join(".");
  const at = [path, group, path.split(".")[0] ?? ""]
    .map((prefix) => changes.findIndex((change) => change.path === prefix || change.path.startsWith(`${prefix}.`)))
    .find((index) => index >= 0);
  const field = at === undefined ? ["changes"] : ["changes", String(at), "value"];
  const name = described.get(path)?.[locale] ?? described.get(`${path}.weekday`)?.[locale];
  const problem = problems[issue?.message ?? ""]?.[locale] ?? issue?.message ?? "";
  return refuse("settings/contradictory", field, { problem: name ? `${name}: ${problem}` : problem });
}

/** What the schema says of settings that do not go together, in words. */
const problems: Readonly<Record<string, Readonly<Record<RefusalLocale, string>>>> = {
  "must add up to 100": { zh: "各项权重之和应为 100", en: "the weights must add up to 100" },
  "shorter than minMonths": { zh: "不能短于最短公示期", en: "not shorter than the shortest disclosure" },
  "before the acknowledgement": { zh: "不能早于受理时限", en: "not before the acknowledgement" },
  "before the verification": { zh: "不能早于核查时限", en: "not before the verification" },
  "not after the city": { zh: "应晚于市级督办", en: "must be later than the city's" },
  "not after the counties": { zh: "应晚于县级报送时点", en: "must be later than the counties'" },
  "not after the cities": { zh: "应晚于市级报送时点", en: "must be later than the cities'" },
  "same-day times out of order": {
    zh: "同日报送时，县、市、省的时点应依次推后",
    en: "on one day the times of counties, cities and province must follow each other",
  },
};
