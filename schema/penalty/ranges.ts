/**
 * What a fine may come to: one table by article and date in force (Property Management Regulation, State Council decree
 * 698). The law in force on the last day of the act applies (Administrative Penalty Law 37).
 */
import type { Temporal } from "temporal-polyfill";
import { inYuan } from "../yuan.ts";
import { refuse } from "./refusals.ts";

export type Article =
  | "propertyRegulation58"
  | "propertyRegulation59"
  | "propertyRegulation60"
  | "propertyRegulation62"
  | "propertyRegulation63";

export type Party = "unit" | "individual";

/** What a share is taken of. */
export type Basis = "contractPrice" | "misusedFunds";

/** Limits in fen, or in hundredths of the basis; both belong to the range (以上、以下 include, Civil Code 1259). */
export type Limits =
  | { readonly minFen: bigint; readonly maxFen: bigint; readonly basis?: undefined }
  | { readonly minPercent: bigint; readonly maxPercent: bigint; readonly basis: Basis };

export interface Provision {
  readonly article: Article;
  /** As people quote it. */
  readonly number: number;
  readonly party: Party;
  /** First day in force, and the last one; null while it is. */
  readonly from: string;
  readonly until: string | null;
  readonly limits: Limits;
}

const yuan = (amount: number) => BigInt(amount) * 100n;
const fixed = (min: number, max: number): Limits => ({ minFen: yuan(min), maxFen: yuan(max) });

const since2018 = { from: "2018-03-19", until: null } as const;

export const provisions: readonly Provision[] = [
  { article: "propertyRegulation58", number: 58, party: "unit", ...since2018, limits: fixed(10_000, 100_000) },
  {
    article: "propertyRegulation59",
    number: 59,
    party: "unit",
    ...since2018,
    limits: { basis: "contractPrice", minPercent: 30n, maxPercent: 50n },
  },
  {
    article: "propertyRegulation60",
    number: 60,
    party: "unit",
    ...since2018,
    limits: { basis: "misusedFunds", minPercent: 0n, maxPercent: 200n },
  },
  { article: "propertyRegulation62", number: 62, party: "unit", ...since2018, limits: fixed(10_000, 100_000) },
  { article: "propertyRegulation63", number: 63, party: "unit", ...since2018, limits: fixed(50_000, 200_000) },
  { article: "propertyRegulation63", number: 63, party: "individual", ...since2018, limits: fixed(1000, 10_000) },
];

const inForce = ({ from, until }: Provision, day: string) => from <= day && (until === null || day <= until);

/** The provisions in force on a day. */
export const provisionsOn = (on: Temporal.PlainDate, table = provisions): readonly Provision[] =>
  table.filter((provision) => inForce(provision, on.toString()));

/** @throws {Refusal} `penalty/article-not-in-force`, `penalty/article-of-another-party` */
export function provisionOf(article: Article, party: Party, on: Temporal.PlainDate, table = provisions): Provision {
  const ofArticle = provisionsOn(on, table).filter((provision) => provision.article === article);
  const [known] = table.filter((provision) => provision.article === article);
  const facts = { article: known?.number ?? article, day: on.toString() };
  if (ofArticle.length === 0) throw refuse("penalty/article-not-in-force", ["article"], facts);
  const provision = ofArticle.find((one) => one.party === party);
  if (!provision) throw refuse("penalty/article-of-another-party", ["party"], facts);
  return provision;
}

/** The smallest and the largest fine, in fen: a share that falls between two fen is rounded into the range. */
export function rangeOf({ limits, number }: Provision, basisFen: bigint | null): { minFen: bigint; maxFen: bigint } {
  if (limits.basis === undefined) return { minFen: limits.minFen, maxFen: limits.maxFen };
  if (basisFen === null || basisFen <= 0n) throw refuse("penalty/basis-missing", ["basisFen"], { article: number });
  return { minFen: (basisFen * limits.minPercent + 99n) / 100n, maxFen: (basisFen * limits.maxPercent) / 100n };
}

/**
 * A fine in its range. It is imposed in whole yuan, so that a report can add fines up.
 *
 * @throws {Refusal} `penalty/amount-out-of-range` with the article and the range, `penalty/amount-missing`, `penalty/amount-not-whole`
 */
export function requireInRange(provision: Provision, basisFen: bigint | null, amountFen: bigint): void {
  const { minFen, maxFen } = rangeOf(provision, basisFen);
  if (amountFen <= 0n) throw refuse("penalty/amount-missing", ["amountFen"]);
  if (amountFen < minFen || amountFen > maxFen)
    throw refuse("penalty/amount-out-of-range", ["amountFen"], {
      article: provision.number,
      amount: inYuan(amountFen),
      min: inYuan(minFen),
      max: inYuan(maxFen),
    });
  if (amountFen % 100n !== 0n) throw refuse("penalty/amount-not-whole", ["amountFen"], { amount: inYuan(amountFen) });
}
