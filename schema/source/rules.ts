/** What a source says of a row of ours, and what becomes of its word. Pure. */
import { createHash } from "node:crypto";
import type { Refusal } from "../refusal.ts";
import { refuse } from "./refusals.ts";

/** A row as a client's system sends it. */
export interface SourceRow {
  /** The client's own name for it. */
  externalId: string;
  /** When the source itself last changed it. */
  sourceUpdatedAt: Date;
}

/** What is held of an earlier word. */
export interface HeldWord {
  subjectId: string;
  sourceUpdatedAt: Date;
  contentHash: Uint8Array;
  /** Another name of the same client speaks for the row. */
  alias?: boolean;
}

export type Verdict =
  | { take: "write"; held: HeldWord | null }
  /** Says nothing new; `newer` when only the source's own date moved on. */
  | { take: "unchanged"; held: HeldWord; newer: boolean }
  | { take: "older"; held: HeldWord };

/** A name that says nothing any more changes nothing, an older word is ignored, the same word changes nothing, anything else is written. */
export function judge(row: SourceRow, contentHash: Buffer, held: HeldWord | null): Verdict {
  if (held?.alias) return { take: "unchanged", held, newer: false };
  if (held && row.sourceUpdatedAt < held.sourceUpdatedAt) return { take: "older", held };
  if (held && contentHash.equals(held.contentHash))
    return { take: "unchanged", held, newer: row.sourceUpdatedAt > held.sourceUpdatedAt };
  return { take: "write", held };
}

/** SHA-256 of a row's content, whatever the order of its fields; its date and name are no part of it. */
export const hashOf = ({ externalId: _name, sourceUpdatedAt: _date, ...content }: SourceRow): string =>
  createHash("sha256").update(canonical(content)).digest("hex");

function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`)
    .join()}}`;
}

/** The refusals of names that a call uses twice, by the place of the later row. */
export function repeatedNames(rows: readonly SourceRow[]): ReadonlyMap<number, Refusal> {
  const seen = new Set<string>();
  const repeated = new Map<number, Refusal>();
  for (const [index, { externalId }] of rows.entries())
    if (seen.has(externalId))
      repeated.set(index, refuse("source/external-id-repeated", ["externalId"], { externalId }));
    else seen.add(externalId);
  return repeated;
}

/**
 * What is held once a word is laid over it: a field that is left out stays as it is, null clears it.
 * `changed` names the fields that differ.
 */
export function laidOver<Held extends object>(held: Held, word: Partial<{ [Field in keyof Held]: Held[Field] }>) {
  const next = { ...held };
  const changed: (keyof Held & string)[] = [];
  for (const [field, value] of Object.entries(word) as [keyof Held & string, Held[keyof Held & string]][]) {
    if (value === undefined || !(field in held) || sameValue(value, held[field])) continue;
    next[field] = value;
    changed.push(field);
  }
  return { next, changed };
}

const sameValue = (a: unknown, b: unknown) =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
