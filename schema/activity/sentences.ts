import type { HubContext } from "../context.ts";
import type { RefusalLocale } from "../refusals.ts";
import type { LoggedEvent } from "./event.ts";
import type { Facts } from "./event-kind.ts";
import { type EventKind, eventKinds } from "./kinds.ts";
import { labelOf } from "./labels.ts";

export interface Names {
  complex: string | null;
  company: string | null;
  region: string;
  /** Another region that it is about. */
  about?: string | null;
}

/** One line for people. */
export function sentenceOf(kind: EventKind, facts: Facts, names: Names, locale: RefusalLocale): string {
  const company = names.company ?? (locale === "zh" ? "一家物业企业" : "a company");
  const told = (name: string): string | null => {
    if (name === "where") return names.complex ?? names.company ?? names.region;
    if (name === "who") return company;
    if (name === "about") return names.about ?? null;
    return labelOf(name, facts[name], locale);
  };
  const fill = (part: string, missing: (name: string) => string) =>
    part.replace(/\{(\w+)\}/g, (_, name: string) => told(name) ?? missing(name));
  const complete = (part: string) =>
    [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => told(name as string) !== null);
  const kept = eventKinds[kind][locale].replace(/\[([^\]]*)\]/g, (_, part: string) => (complete(part) ? part : ""));
  return fill(kept, () => (locale === "zh" ? "某项" : "something"));
}

/** The line of an event as it was logged, with the names of today. */
export const textOf = (
  { kind, facts, complexName, companyName, regionCode }: LoggedEvent,
  { locale, regions }: Pick<HubContext, "locale" | "regions">,
): string => {
  const region = regions.get(regionCode) ? regions.path(regionCode) : regionCode;
  const about = typeof facts.about === "string" && regions.get(facts.about) ? regions.path(facts.about) : null;
  return sentenceOf(kind as EventKind, facts, { complex: complexName, company: companyName, region, about }, locale);
};
