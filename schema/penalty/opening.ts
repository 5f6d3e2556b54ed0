/** What a penalty case may rest on, and how it begins. Pure. */
import type { Temporal } from "temporal-polyfill";
import { columnOf } from "../calendar/rules.ts";
import { timerAt } from "../decision.ts";
import type { FindingState } from "../finding/rules.ts";
import { decisionDeadline, requireInLimitation } from "./clocks.ts";
import { type Article, type Party, provisionOf } from "./ranges.ts";
import { refuse } from "./refusals.ts";
import type { PenaltyDecision } from "./states.ts";

export interface Ground {
  state: FindingState;
  illegal: boolean;
  companyId: string | null;
  cityCode: string;
  /** Civil date in Shanghai. */
  foundOn: Temporal.PlainDate;
  /** Number of the case that rests on it already. */
  takenBy: string | null;
}

export interface Opening {
  findings: readonly Ground[];
  article: Article;
  party: Party;
  facts: string;
  actEndedOn: Temporal.PlainDate;
  harmed: boolean;
}

/** @throws {Refusal} `penalty/…` */
export function openPenaltyCase(
  { findings, article, party, facts, actEndedOn, harmed }: Opening,
  now: Date,
): PenaltyDecision & { discoveredOn: Temporal.PlainDate } {
  requireGround(findings);
  if (facts.trim() === "") throw refuse("penalty/facts-missing", ["facts"]);
  const discoveredOn = findings
    .map(({ foundOn }) => foundOn)
    .reduce((earliest, day) => (day.toString() < earliest.toString() ? day : earliest));
  if (actEndedOn.toString() > discoveredOn.toString())
    throw refuse("penalty/act-after-discovery", ["actEndedOn"], { discovered: discoveredOn.toString() });
  requireInLimitation(actEndedOn, harmed, discoveredOn);
  provisionOf(article, party, actEndedOn);
  const due = decisionDeadline(now);
  return {
    state: "filed",
    discoveredOn,
    fields: { actEndedOn: columnOf(actEndedOn), filedAt: now, decisionDue: due.dueAt, nextDueAt: due.dueAt },
    events: [{ kind: "PenaltyCaseFiled", facts: { article, findings: findings.length } }],
    setTimers: [timerAt("penaltyDecisionDue", due)],
    cancelTimers: [],
  };
}

/** Illegal findings of one company in one city, none of which has been penalised (29: nobody is fined twice). */
function requireGround(findings: readonly Ground[]) {
  const [first] = findings;
  if (!first) throw refuse("penalty/finding-missing", ["findingIds"]);
  findings.forEach(({ state, illegal, companyId, cityCode, takenBy }, index) => {
    const at = ["findingIds", String(index)];
    if (state === "withdrawn") throw refuse("penalty/finding-withdrawn", at);
    if (!illegal) throw refuse("penalty/finding-not-illegal", at);
    if (!companyId) throw refuse("penalty/company-missing", at);
    if (companyId !== first.companyId) throw refuse("penalty/companies-differ", at);
    if (cityCode !== first.cityCode) throw refuse("penalty/cities-differ", at);
    if (takenBy) throw refuse("penalty/finding-taken", at, { number: takenBy });
  });
}
