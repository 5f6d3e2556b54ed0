/**
 * The owners' vote (Civil Code 278) in exact integers: areas in units of 0.01 m2, heads as the Supreme People's Court
 * counts them (interpretation on condominium ownership, 8 and 9). No division, no floating point.
 *
 * The older rule of the Property Management Regulation of 2018, a majority of all owners, is superseded and used nowhere.
 */
import { refuse } from "./refusals.ts";

export interface VoteCounts {
  /** All of the complex, whoever takes part. */
  totalArea: bigint;
  totalHeads: number;
  /** Ballots that were returned, abstentions and invalid ones among them. */
  participatingArea: bigint;
  participatingHeads: number;
  yesArea: bigint;
  yesHeads: number;
}

/** One of the four fractions that all must hold. */
export interface VoteTest {
  name: "quorumArea" | "quorumHeads" | "majorityArea" | "majorityHeads";
  held: bigint;
  /** What it is a part of: the total for a quorum, what takes part for a majority. */
  of: bigint;
  /** The smallest number that would do. */
  needed: bigint;
  met: boolean;
}

export interface VoteOutcome {
  tests: readonly VoteTest[];
  passed: boolean;
}

/** Hiring and dismissing the company is matter 4 of the article; matters 6 to 8 need three quarters. */
export const dismissal = 4;
const special: readonly number[] = [6, 7, 8];

export function outcomeOf(counts: VoteCounts, matter = dismissal): VoteOutcome {
  const area = [counts.totalArea, counts.participatingArea, counts.yesArea] as const;
  const heads = [BigInt(counts.totalHeads), BigInt(counts.participatingHeads), BigInt(counts.yesHeads)] as const;
  const majority = special.includes(matter) ? threeQuarters : overHalf;
  const tests = [
    { name: "quorumArea", ...quorum(area[1], area[0]) },
    { name: "quorumHeads", ...quorum(heads[1], heads[0]) },
    { name: "majorityArea", ...majority(area[2], area[1]) },
    { name: "majorityHeads", ...majority(heads[2], heads[1]) },
  ] as const;
  return { tests, passed: tests.every(({ met }) => met) };
}

/** 三分之二以上: the fraction itself is enough (Civil Code 1259). */
const quorum = (held: bigint, of: bigint) => ({ held, of, needed: (2n * of + 2n) / 3n, met: 3n * held >= 2n * of });

/** 过半数: half itself is not enough (Civil Code 1259). */
const overHalf = (held: bigint, of: bigint) => ({ held, of, needed: of / 2n + 1n, met: 2n * held > of });

/** 四分之三以上 */
const threeQuarters = (held: bigint, of: bigint) => ({
  held,
  of,
  needed: (3n * of + 3n) / 4n,
  met: 4n * held >= 3n * of,
});

/** @throws {Refusal} `exit/vote-total-missing`, `exit/vote-counts-differ` at the count that cannot be */
export function requireConsistent(counts: VoteCounts): void {
  if (counts.totalArea <= 0n) throw refuse("exit/vote-total-missing", ["counts", "totalArea"]);
  if (counts.totalHeads <= 0) throw refuse("exit/vote-total-missing", ["counts", "totalHeads"]);
  const parts = [
    ["participatingArea", counts.participatingArea, counts.totalArea],
    ["participatingHeads", BigInt(counts.participatingHeads), BigInt(counts.totalHeads)],
    ["yesArea", counts.yesArea, counts.participatingArea],
    ["yesHeads", BigInt(counts.yesHeads), BigInt(counts.participatingHeads)],
  ] as const;
  for (const [field, part, whole] of parts)
    if (part < 0n || part > whole) throw refuse("exit/vote-counts-differ", ["counts", field]);
}

/** A vote as it is given: the totals, or every ballot. */
export interface VoteGiven {
  counts: VoteCounts | null;
  units: readonly VoteUnit[] | null;
}

/** @throws {Refusal} `exit/vote-missing` unless exactly one of the two is given, or of `tally` */
export function countsOf({ counts, units }: VoteGiven): VoteCounts {
  if (counts && !units) return counts;
  if (!units || counts) throw refuse("exit/vote-missing", ["counts"]);
  return tally(units);
}

export type Ballot = "yes" | "no" | "abstain" | "invalid" | "unreturned";

/** An exclusive unit and the ballot that was cast for it. */
export interface VoteUnit {
  /** Building and room. */
  unit: string;
  /** Whatever tells one owner from another; co-owners together. Empty for what is the developer's. */
  owners: readonly string[];
  /** Not sold, or not handed over yet: the developer's. */
  developer: boolean;
  registeredArea: bigint | null;
  surveyedArea: bigint | null;
  contractArea: bigint | null;
  ballot: Ballot;
}

/** The register's area, else the survey's, else that of the sale contract (interpretation 8). */
export const areaOf = ({ registeredArea, surveyedArea, contractArea }: VoteUnit): bigint =>
  registeredArea ?? surveyedArea ?? contractArea ?? 0n;

/**
 * Who counts as one (interpretation 9): a unit is a head, its co-owners together; whoever bought several units is one;
 * the developer is one for all that is not sold or not handed over.
 */
const headOf = ({ owners, developer }: VoteUnit) =>
  developer ? "developer" : JSON.stringify([...new Set(owners)].sort());

/**
 * Counts the ballots of all units of a complex.
 *
 * @throws {Refusal} `exit/unit-…` at the unit: named twice, without area, without owner, or an owner of two minds.
 */
export function tally(units: readonly VoteUnit[]): VoteCounts {
  const names = new Set<string>();
  const heads = new Map<string, Ballot>();
  const area = { total: 0n, participating: 0n, yes: 0n };
  units.forEach((unit, index) => {
    const field = ["units", String(index)];
    if (names.has(unit.unit)) throw refuse("exit/unit-twice", [...field, "unit"], { unit: unit.unit });
    names.add(unit.unit);
    if (areaOf(unit) <= 0n) throw refuse("exit/unit-without-area", field, { unit: unit.unit });
    if (!unit.developer && unit.owners.length === 0)
      throw refuse("exit/unit-without-owner", field, { unit: unit.unit });
    const head = headOf(unit);
    if ((heads.get(head) ?? unit.ballot) !== unit.ballot)
      throw refuse("exit/unit-of-two-minds", [...field, "ballot"], { unit: unit.unit });
    heads.set(head, unit.ballot);
    area.total += areaOf(unit);
    if (takesPart(unit.ballot)) area.participating += areaOf(unit);
    if (unit.ballot === "yes") area.yes += areaOf(unit);
  });
  const ballots = [...heads.values()];
  return {
    totalArea: area.total,
    totalHeads: ballots.length,
    participatingArea: area.participating,
    participatingHeads: ballots.filter(takesPart).length,
    yesArea: area.yes,
    yesHeads: ballots.filter((ballot) => ballot === "yes").length,
  };
}

/** Abstaining and spoiling a ballot is taking part; what was not returned is none. */
const takesPart = (ballot: Ballot) => ballot !== "unreturned";
