/** Which company serves a complex on a day. Civil dates as `2024-08-15`. */
import { refuse } from "./refusals.ts";

export interface Term {
  startsOn: string;
  /** The last day; null: without term. */
  endsOn: string | null;
}

/**
 * The contract in force: the one that started last. Where its term has ended and no other has started, the company goes
 * on serving and the contract runs on without term (Civil Code 948), so that a new one takes its place by starting.
 */
export function contractInForce<Contract extends Term>(contracts: readonly Contract[], today: string) {
  return contracts
    .filter(({ startsOn }) => startsOn <= today)
    .reduce<Contract | null>((last, next) => (last && last.startsOn >= next.startsOn ? last : next), null);
}

/** Its term has ended by itself; see `contractInForce` for what follows. */
export const isExpired = ({ endsOn }: Term, today: string) => endsOn !== null && endsOn < today;

export const overlap = (one: Term, other: Term) =>
  (one.endsOn === null || other.startsOn <= one.endsOn) && (other.endsOn === null || one.startsOn <= other.endsOn);

/**
 * A complex has one service contract on a day. A contract that runs on after its term is no obstacle to the next.
 *
 * @throws {Refusal} `contract/ends-before-start`, `contract/overlaps`, `contract/overlaps-open`
 */
export function requireFree({ startsOn, endsOn }: Term, others: readonly Term[]) {
  if (endsOn !== null && endsOn < startsOn) throw refuse("contract/ends-before-start", ["endsOn"]);
  const other = others.find((held) => overlap({ startsOn, endsOn }, held));
  if (other?.endsOn === null) throw refuse("contract/overlaps-open", ["startsOn"], { startsOn: other.startsOn });
  if (other) throw refuse("contract/overlaps", ["startsOn"], { startsOn: other.startsOn, endsOn: other.endsOn });
}
