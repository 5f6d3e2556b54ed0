/** The kinds of field that a campaign's settings are made of, each described where it is declared. */
import { z } from "zod";

/** The sentence that asks for it, where policy only fills in the number: of the plan, or said in both languages. */
type Source = string | { zh: string; en: string };

/** The plan is cited in its own words whatever the reader's language. */
export const sourceIn = (source: Source, locale: "zh" | "en"): string =>
  typeof source === "string" ? (locale === "zh" ? source.replace(/^plan /, "方案") : source) : source[locale];

interface Description {
  zh: string;
  en: string;
  /** What the number counts; clocks are shown in the unit of their rule. */
  unit: Unit;
  source: Source;
  /** Of a number: smallest and largest. */
  range?: readonly [number, number];
}

export const units = [
  "workingDays",
  "days",
  "months",
  "hours",
  "minutes",
  "count",
  "percent",
  "weight",
  "points",
  "weeks",
  "weekday",
  "time",
  "flag",
] as const;
export type Unit = (typeof units)[number];

const descriptions = z.registry<Description>();

export const number = (
  unit: Unit,
  value: number,
  [min, max]: [number, number],
  zh: string,
  en: string,
  source: Source,
) =>
  z
    .int()
    .min(min)
    .max(max)
    .default(value)
    .register(descriptions, { zh, en, unit, source, range: [min, max] });

export const workingDays = (value: number, zh: string, en: string, source: Source) =>
  number("workingDays", value, [1, 250], zh, en, source);

export const flag = (value: boolean, zh: string, en: string, source: Source) =>
  z.boolean().default(value).register(descriptions, { zh, en, unit: "flag", source });

export const time = (value: string, zh: string, en: string, source: Source) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default(value)
    .register(descriptions, { zh, en, unit: "time", source });

export const group = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape);

export interface SettingDescription extends Description {
  /** `complaint.verifyWorkingDays` */
  path: string;
  default: number | string | boolean;
}

/** Every setting of a schema once, with its default. */
export function describe(schema: z.core.$ZodType, value: unknown, path: readonly string[]): SettingDescription[] {
  const description = descriptions.get(schema as z.ZodType);
  if (description) return [{ path: path.join("."), default: value as SettingDescription["default"], ...description }];
  const object = schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
  if (!(object instanceof z.ZodObject)) throw new TypeError(`${path.join(".")} is described nowhere`);
  const values = value as Readonly<Record<string, unknown>>;
  return Object.entries(object.shape).flatMap(([key, inner]) => describe(inner, values[key], [...path, key]));
}
