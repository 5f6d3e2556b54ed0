/**
 * What becomes of a mail to a supervision mailbox, and what is told to whom.
 *
 * Pure: no database, no clock.
 */
import { commandsIn } from "../decision.ts";
import { addressAs } from "../letter/rules.ts";
import { isBlank } from "../text.ts";
import { bounds } from "./bounds.ts";
import type { ReadMail } from "./parse.ts";
import { refuse } from "./refusals.ts";
import { type CommandType, type Reason, type State, transitions } from "./states.ts";

export const allowedMailCommands = (state: State): readonly CommandType[] => commandsIn(transitions, state);

/** @throws {Refusal} `mailbox/not-in-this-state` */
export function decideMail(state: State, command: CommandType): State {
  const next = transitions[state][command];
  if (next === undefined) throw refuse("mailbox/not-in-this-state", [], { state });
  return next;
}

/** A header by which the mail server marks spam, and what it says then. */
export interface SpamSign {
  header: string;
  says: RegExp;
}

/** As SpamAssassin, rspamd and their like write. */
export const usualSpamSigns: readonly SpamSign[] = [
  { header: "x-spam-flag", says: /^yes/i },
  { header: "x-spam-status", says: /^yes/i },
  { header: "x-spam", says: /^(yes|true)/i },
];

/** The hub's own letters carry it in their Message-ID. */
const ownDomain = "@letters.rectification-hub>";

/**
 * Why a mail is not taken for a complaint by itself; null where it is.
 *
 * @param own addresses of the hub and of its mailboxes, in small letters
 */
export function reasonToSetAside(
  mail: ReadMail,
  { own, spamSigns, whole }: { own: ReadonlySet<string>; spamSigns: readonly SpamSign[]; whole: boolean },
): Reason | null {
  if (mail.messageId?.endsWith(ownDomain) || (mail.sender && own.has(addressAs(mail.sender.address)))) return "own";
  if (isBounce(mail)) return "bounce";
  if (isAutomatic(mail)) return "automatic";
  if (spamSigns.some(({ header, says }) => said(mail, header).some((value) => says.test(value)))) return "spam";
  if (!whole) return "tooLarge";
  return mail.sender === null || saysNothing(mail) || isGarbled(`${mail.subject}${mail.text}`) ? "unreadable" : null;
}

const said = ({ headers }: ReadMail, header: string) => headers.get(header) ?? [];
const localPart = ({ sender }: ReadMail) => sender?.address.replace(/@.*$/, "").toLowerCase() ?? "";

/** What has no return address is the mail of a mail server (RFC 5321, 6.1; RFC 3464). */
const isBounce = (mail: ReadMail) =>
  said(mail, "content-type").some((type) => /^multipart\/report\b/i.test(type)) ||
  said(mail, "return-path").includes("<>") ||
  ["mailer-daemon", "postmaster"].includes(localPart(mail));

/** No person wrote it, and no person reads an answer (RFC 3834). */
const isAutomatic = (mail: ReadMail) =>
  said(mail, "auto-submitted").some((value) => !/^no\b/i.test(value)) ||
  said(mail, "precedence").some((value) => /^(bulk|junk|list|auto[-_]reply)\b/i.test(value)) ||
  ["x-autoreply", "x-autorespond", "x-auto-response", "list-id", "list-unsubscribe"].some((name) =>
    mail.headers.has(name),
  ) ||
  /^(no|do[-_.]?not)[-_.]?reply/.test(localPart(mail));

/** Reasons for which nobody is to be answered, whatever a person makes of the mail. */
const machines: ReadonlySet<Reason> = new Set(["own", "bounce", "automatic"]);

/** Nor is anybody told whose address somebody else has put above the mail, as far as the mail server says (RFC 8601). */
export const mayBeAnswered = (reason: Reason | null, mail: ReadMail) =>
  (reason === null || !machines.has(reason)) &&
  !said(mail, "authentication-results").some((value) => /\b(spf|dkim|dmarc)\s*=\s*(soft)?fail\b/i.test(value));

/** What comes in masses is not kept whole. */
const masses: ReadonlySet<Reason> = new Set(["bounce", "automatic", "spam", "tooMany"]);
export const keptOf = (source: Buffer, reason: Reason) =>
  masses.has(reason) ? source.subarray(0, bounds.beginning) : source;

const saysNothing = ({ subject, text, attachments }: ReadMail) =>
  isBlank(subject) && isBlank(text) && attachments.length === 0;

/** Its character set was not what it said, or none that anybody knows: more than one sign in fifty is lost. */
const isGarbled = (text: string) => (text.match(/\u{fffd}/gu)?.length ?? 0) * 50 > text.length;

const withoutControls = (text: string) => text.replace(/[^\P{Cc}\n\t]/gu, "");

/** Its subject, in one line. */
export const subjectOf = ({ subject }: Pick<ReadMail, "subject">) =>
  withoutControls(subject.replace(/\s+/g, " ")).trim().slice(0, bounds.subject);

/** What its sender says, as it is kept in the case; whole, or with a word that there was more. */
export function wordsOf(mail: Pick<ReadMail, "subject" | "text">): string {
  const text = withoutControls(mail.text.replace(/\r\n?/g, "\n"))
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  const words = withoutCodes([subjectOf(mail), text].filter((part) => part !== "").join("\n\n"));
  return words.length <= bounds.text ? words : `${words.slice(0, bounds.text)}\n\n（原信过长，以下未收存。）`;
}

/** Whoever quotes the acknowledgement quotes the tracking code, which is for nobody else. */
const withoutCodes = (text: string) => text.replace(/\b(?:[0-9A-Z]{5}-){5}[0-9A-Z]\b/gi, "*****");

/** By which a mail is known again under another number: a program may give each of its mails the same Message-ID. */
export const identityOf = (mail: ReadMail): string | null =>
  mail.messageId && JSON.stringify([mail.messageId, mail.date, mail.sender?.address ?? "", mail.subject]);

/** What came along and was not kept, by name, each with its reason. */
export function leftOutNote(leftOut: readonly { name: string; why: string }[]): string | null {
  if (leftOut.length === 0) return null;
  const named = leftOut.slice(0, bounds.names).map(({ name, why }) => `${withoutControls(name).slice(0, 100)}：${why}`);
  const more = leftOut.length - named.length;
  return ["来信附件中下列文件未收存：", ...named, ...(more > 0 ? [`另有 ${more} 个。`] : [])].join("\n");
}

/** To whoever wrote: that it has come, under which number, and how to follow it. */
export const acknowledgementOf = ({ number, trackingCode }: { number: string; trackingCode: string }) => ({
  subject: `来信已收到（编号 ${number}）`,
  text: [
    "您好：",
    "",
    "您发给物业服务问题专项整治监督邮箱的来信已经收到，我们将指定专人办理，并反馈办理结果。",
    "",
    `受理编号：${number}`,
    `查询码：${trackingCode}`,
    "",
    "在专项整治平台的公众页面输入查询码，可以查看办理进度和反馈。查询码只发给您一次，请妥善保管，不要转给他人。",
    "如需补充情况，请直接回复本邮件。",
    "",
    "本邮件由平台自动发出。",
    "",
  ].join("\n"),
});
