/**
 * A paper as it is printed, whatever its act: what the templates compose, what is kept of an issued paper, and what the
 * renderer sets in type. Plain data, so that an issued paper outlives its template.
 */
import type { Temporal } from "temporal-polyfill";
import { dateOf, instantAt, wallClock } from "../calendar/rules.ts";

export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  /** 一、… */
  | { readonly kind: "heading"; readonly text: string }
  /** （一）… */
  | { readonly kind: "subheading"; readonly text: string }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[]; readonly headed: boolean };

export interface PaperDocument {
  /** Whose paper it is, above the red rule and below the text (发文机关). */
  readonly issuer: string;
  readonly number: string;
  readonly title: string;
  readonly addressee: string;
  readonly body: readonly Block[];
  /** 2024年8月15日 */
  readonly date: string;
  /** 抄送 */
  readonly copies: readonly string[];
}

/** What a template is given beside the facts of its act. */
export interface Heading {
  readonly issuer: string;
  readonly number: string;
  readonly date: string;
}

export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
export const heading = (text: string): Block => ({ kind: "heading", text });
export const subheading = (text: string): Block => ({ kind: "subheading", text });
/** Names beside what they stand for; what is not known is left out. */
export const facts = (rows: readonly (readonly [name: string, value: string | null | undefined])[]): Block => ({
  kind: "table",
  rows: rows.flatMap(([name, value]) => (value ? [[name, value]] : [])),
  headed: false,
});
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: "table",
  rows: [head, ...rows],
  headed: true,
});

/** As a paper writes a day: Arabic numerals, no zero in front (GB/T 9704-2012, 7.3.5.4). */
export const writtenDay = ({ year, month, day }: Temporal.PlainDate): string => `${year}年${month}月${day}日`;

/** A moment; the midnight that ends a day is its 24:00. */
export function writtenMoment(at: Date): string {
  const day = dateOf(at);
  if (instantAt(day).getTime() === at.getTime()) return `${writtenDay(day.subtract({ days: 1 }))}24时`;
  const [hour, minute] = wallClock(at).slice(11).split(":").map(Number);
  return `${writtenDay(day)}${hour}时${minute ? `${minute}分` : ""}`;
}

/** What is said of a company that may not be on record. */
export interface Party {
  readonly name: string;
  readonly uscc: string;
}

/** To whom an order goes where no company is on record. */
export const addresseeIn = (company: Party | null, complex: string) => company?.name ?? `${complex}物业服务单位`;
