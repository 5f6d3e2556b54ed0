/**
 * What a robot tells the group of an office: which notifications concern the office, when they are put together, and how
 * they are written. Pure.
 */
import type { LoggedEvent } from "../activity/event.ts";
import type { EventKind } from "../activity/kinds.ts";
import { concernedBy, kindNames, notificationKinds } from "../notification/kinds.ts";
import { officesOf } from "../notification/rules.ts";

/** @param kinds names of notification kinds; none: all */
export const eventsOfKinds = (kinds: readonly string[]): EventKind[] =>
  kindNames
    .filter((kind) => kinds.length === 0 || kinds.includes(kind))
    .flatMap((kind) => Object.keys(notificationKinds[kind].events) as EventKind[]);

/** Whether the office would be told of it, whoever has it in hand. */
export const concernsOffice = (
  {
    kind,
    regionCode: region,
    audienceRegions,
    facts,
  }: Pick<LoggedEvent, "kind" | "regionCode" | "audienceRegions" | "facts">,
  office: string,
): boolean =>
  (concernedBy.get(kind)?.whom ?? []).some((concerned) =>
    officesOf(concerned, { region, audienceRegions, facts }).includes(office),
  );

/** Groups take 20 messages a minute of a robot; with a test every ten seconds that leaves 14. */
export const robotPauseMs = 4_500;

/** Names are others' words: none may lead somewhere, call everybody, or look like a heading. */
export const plainly = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[[\]()<>*_`#!~|\\@&]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));

/** What 企业微信 takes of a message, with room for what says that there is more. */
const mostBytes = 3_900;

/** @param lines of people, the earliest first */
export function markdownOf(lines: readonly string[]): string {
  const head = `**专项整治平台：${lines.length} 条提醒**`;
  const kept: string[] = [];
  let bytes = Buffer.byteLength(head);
  for (const line of lines.map((one) => `\n> ${plainly(one)}`)) {
    bytes += Buffer.byteLength(line);
    if (bytes > mostBytes) break;
    kept.push(line);
  }
  const left = lines.length - kept.length;
  return [head, ...kept, ...(left > 0 ? [`\n另有 ${left} 条，请登录平台查看。`] : [])].join("\n");
}
