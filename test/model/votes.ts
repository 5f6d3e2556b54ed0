/** A vote of owners on their company (Civil Code 278), ballot by ballot, and what it comes to. */
import type { Dice } from "./verb.ts";

const ballots = ["YES", "YES", "YES", "NO", "ABSTAIN", "INVALID", "UNRETURNED"] as const;
type Ballot = (typeof ballots)[number];

/** Owners of one unit or two, and the developer with what is not sold. */
interface Head {
  owners: string[];
  areas: number[];
  ballot: Ballot;
}

export interface Vote {
  input: object;
  passed: boolean;
  /** An owner of several units voted in two ways. */
  twoMinds: boolean;
}

export function cast(dice: Dice): Vote {
  const heads: Head[] = Array.from({ length: 4 + dice.below(4) }, (_, index) => ({
    owners: index === 0 ? [] : dice.once(3) ? [`甲${index}`, `乙${index}`] : [`甲${index}`],
    // Few sizes, so that halves and thirds are met exactly.
    areas: Array.from({ length: dice.once(4) ? 2 : 1 }, () => 100 * (1 + dice.below(3))),
    ballot: dice.pick(ballots),
  }));
  const several = heads.find(({ areas }) => areas.length > 1);
  const twoMinds = several !== undefined && dice.once(6);
  const units = heads.flatMap(({ owners, areas, ballot }, head) =>
    areas.map((area, index) => ({
      unit: `${head}-${index}`,
      owners,
      developer: owners.length === 0,
      // The register's area, else the survey's, else that of the contract.
      ...(dice.once(2) ? { registeredArea: area, surveyedArea: 1 } : { surveyedArea: area, contractArea: 7 }),
      ballot: twoMinds && index > 0 && areas === several?.areas ? other(ballot) : ballot,
    })),
  );
  const sum = (of: readonly Head[]) => ({
    area: of.reduce((total, { areas }) => total + areas.reduce((one, next) => one + next, 0), 0),
    heads: of.length,
  });
  const all = sum(heads);
  const part = sum(heads.filter(({ ballot }) => ballot !== "UNRETURNED"));
  const yes = sum(heads.filter(({ ballot }) => ballot === "YES"));
  const counts = {
    totalArea: all.area,
    totalHeads: all.heads,
    participatingArea: part.area,
    participatingHeads: part.heads,
    yesArea: yes.area,
    yesHeads: yes.heads,
  };
  return {
    input: twoMinds || dice.once(2) ? { units } : { counts },
    passed:
      3 * part.area >= 2 * all.area &&
      3 * part.heads >= 2 * all.heads &&
      2 * yes.area > part.area &&
      2 * yes.heads > part.heads,
    twoMinds,
  };
}

const other = (ballot: Ballot): Ballot => (ballot === "NO" ? "YES" : "NO");
