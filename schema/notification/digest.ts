import { textOf } from "../activity/sentences.ts";
import type { Work } from "../activity/transact.ts";
import { wallClock } from "../calendar/rules.ts";
import { queueLetter } from "../letter/queue.ts";
import { isAddress } from "../letter/rules.ts";
import type { RefusalLocale } from "../refusals.ts";
import { viewerOf } from "./notify.ts";
import { eventsOf } from "./told.ts";

const mostLines = 50;

const words = {
  zh: {
    subject: (count: number) => `专项整治平台：${count} 条提醒`,
    head: "您有以下提醒，请登录平台办理：",
    more: (count: number) => `另有 ${count} 条，请登录平台查看。`,
    foot: "本邮件由平台自动发出，请勿回复。接收哪些提醒，可在平台“提醒”页面设置。",
  },
  en: {
    subject: (count: number) => `Rectification Hub: ${count} notification${count === 1 ? "" : "s"}`,
    head: "This concerns you; please sign in to the hub:",
    more: (count: number) => `And ${count} more: please sign in to see them.`,
    foot: "The hub has sent this by itself; please do not answer. What you are told of is yours to choose, on its page “Notifications”.",
  },
} as const satisfies Record<RefusalLocale, object>;

/** What has gathered for somebody, in one letter; what they may no longer see is left out. */
export async function sendDigest(work: Work, userId: string, dueAt: Date): Promise<void> {
  const { tx, context } = work;
  const person = await tx.user.findUnique({ where: { id: userId } });
  const mailing = { userId, mailing: true };
  const rows = await tx.notification.findMany({ where: mailing, orderBy: [{ occurredAt: "asc" }, { id: "asc" }] });
  await tx.notification.updateMany({ where: mailing, data: { mailing: false } });
  // Nobody reads a reserved domain (RFC 2606): demonstration accounts have one.
  if (!person || person.disabledAt || !isAddress(person.email) || person.email.endsWith(".invalid")) return;
  const events = (await eventsOf(context, viewerOf(person), rows)).filter((event) => event !== null);
  if (events.length === 0) return;
  const locale = person.locale.startsWith("zh") ? "zh" : "en";
  const { subject, head, more, foot } = words[locale];
  const lines = events.map((event) => `${wallClock(event.occurredAt)}  ${textOf(event, { ...context, locale })}`);
  const left = lines.length - mostLines;
  const text = [head, "", ...lines.slice(0, mostLines), ...(left > 0 ? ["", more(left)] : []), "", foot, ""].join("\n");
  await queueLetter(work, {
    purpose: "digest",
    // A person's digests are told apart by the minute.
    about: { type: "User", id: userId, version: Math.floor(dueAt.getTime() / 60_000) },
    region: person.regionCode,
    to: person.email,
    subject: subject(events.length),
    text,
    private: true,
  });
}
