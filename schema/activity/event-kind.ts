import type { RefusalLocale } from "../refusals.ts";

/** Ids and facts of an event; never personal data: events go to every console that may see the subject. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** What an event adds to the counters of its region and of all above it. */
export type Figures = Readonly<Record<string, number>>;

export type Topic =
  | "complaint"
  | "ledger"
  | "inspection"
  | "rectification"
  | "overdue"
  | "penalty"
  | "transfer"
  | "paper"
  | "exit"
  | "exposure"
  | "credit"
  | "punishment"
  | "report"
  | "letter"
  | "task"
  | "policy"
  | "opinion"
  | "publicity"
  | "supervision"
  | "administration";

interface Counted {
  topic: Topic;
  figures(facts: Facts): Figures;
}

/**
 * A kind of event: what it counts for, and what people read of it. In a sentence `{where}` is the complex, else the
 * company, else the region; `{who}` the company; the other placeholders are facts, shown by their label. A part in
 * brackets is left out where one of its facts is missing. Nobody's own words stand in a sentence: none are in the log.
 */
export type EventDefinition = Counted & Readonly<Record<RefusalLocale, string>>;

/** Kinds are named in the past tense; each stands once, in the `events.ts` of its domain. */
export type EventTable = Readonly<Record<string, EventDefinition>>;

export const plain = (topic: Topic): Counted => ({ topic, figures: () => ({}) });
export const counts = (topic: Topic, figures: Figures): Counted => ({ topic, figures: () => figures });
export const computed = (topic: Topic, figures: (facts: Facts) => Figures): Counted => ({ topic, figures });

export const number = (value: Facts[string] | undefined) => (typeof value === "number" ? value : 0);
export const when = (condition: Facts[string] | undefined, figures: Figures): Figures => (condition ? figures : {});

/** Two sets of figures as one; what comes to nothing is left out. */
export function summed(one: Figures, other: Figures, sign: 1 | -1 = 1): Figures {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const sums = names.map((name) => [name, (one[name] ?? 0) + sign * (other[name] ?? 0)] as const);
  return Object.fromEntries(sums.filter(([, value]) => value !== 0));
}

/** Anonymous and unconfirmed filings count nowhere until they are verified (domain 5). */
export const unlessUnconfirmed = (topic: Topic, figures: (facts: Facts) => Figures) =>
  computed(topic, (facts) => (facts.confirmed === false ? {} : figures(facts)));
