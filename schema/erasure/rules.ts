/** When personal data goes, and how it is shown later what went (domain 5; Personal Information Protection Law 19, 47). */
import { createHash } from "node:crypto";
import { dateOf, endOf, endOfCivilPeriod } from "../calendar/rules.ts";

/** The end of retention: months are counted as Civil Code 202 says. */
export const erasureDueAt = (closedAt: Date, months: number): Date =>
  endOfCivilPeriod(dateOf(closedAt), { months }, { rollHolidays: false }).dueAt;

/** What was closed before this moment is due by `now`, and nothing else: the same rule, asked of the whole hub at once. */
export function closedBefore(now: Date, months: number): Date {
  // Days of unequal months end on the same one: three further on is certainly too far.
  let day = dateOf(now).subtract({ months }).add({ days: 3 });
  while (erasureDueAt(endOf(day.subtract({ days: 1 })), months) > now) day = day.subtract({ days: 1 });
  return endOf(day);
}

/** What may still run that rests on a complaint: until then its data is needed (Personal Information Protection Law 47). */
export const consequences = [
  "finding",
  "rectification",
  "followUp",
  "gradeReview",
  "penalty",
  "transfer",
  "exit",
  "suit",
] as const;
export type Consequence = (typeof consequences)[number];

/** One piece of what is destroyed, by the hash of its ciphertext. */
export interface Piece {
  what: "content" | "revision" | "note" | "file";
  id: string;
  sha256: Uint8Array;
}

/** One digest over all pieces, in whatever order they were read. */
export function digestOf(pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const lines = pieces.map(({ what, id, sha256 }) => `${what} ${id} ${Buffer.from(sha256).toString("hex")}\n`);
  return new Uint8Array(createHash("sha256").update(lines.sort().join("")).digest());
}
