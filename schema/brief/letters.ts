import type { Work } from "../activity/transact.ts";
import { queueLetter } from "../letter/queue.ts";
import { addressAs, isAddress } from "../letter/rules.ts";
import { writtenMoment } from "../paper/document.ts";
import type { BriefDocument } from "./document.ts";
import type { Press } from "./press.ts";
import type { LoadedBrief } from "./read.ts";

const mediaTypes = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** One letter to each recipient, with both files as they were issued: it leaves if and only if the approval stands. */
export async function sendBrief(
  work: Work,
  { id, version, week }: LoadedBrief,
  document: BriefDocument,
  files: Awaited<ReturnType<Press["print"]>>,
): Promise<void> {
  const attachments = (["docx", "xlsx"] as const).map((format) => ({
    name: `${document.masthead}${document.issue ?? ""}.${format}`,
    mediaType: mediaTypes[format],
    bytes: files[format],
  }));
  const figures = { issue: document.issue, ...numbered(week), title: document.title, figures: document.sheet };
  const words = `${document.sentTo}：\n\n现报送${document.title}，文稿和数据表见附件。\n\n${document.issuer}\n${document.date}\n`;
  for (const to of work.context.briefRecipients) {
    const posted = /^(https?|sftp):/.test(to);
    await queueLetter(work, {
      purpose: "brief",
      about: { type: "ProvincialBrief", id, version: version + 1 },
      region: work.viewer.region,
      to,
      subject: `${document.masthead}（${week.isoYear}年${document.issue ?? ""}）`,
      text: posted ? JSON.stringify(figures) : words,
      posted,
      attachments,
    });
  }
}

const numbered = ({ isoYear, isoWeek }: LoadedBrief["week"]) => ({ isoYear, isoWeek });

/** To the office and the leaders, where a hub that sends mail has not sent the brief: what is read late warns nobody. */
export async function warnOfBrief(
  work: Work,
  { id, version, week, dueAt }: LoadedBrief,
  region: string,
): Promise<void> {
  if (!work.context.mails) return;
  const people = await work.tx.user.findMany({
    where: { role: { in: ["office", "leader"] }, regionCode: region, disabledAt: null },
    select: { email: true },
    orderBy: { email: "asc" },
  });
  for (const { email } of people.filter(({ email: address }) => isAddress(addressAs(address))))
    await queueLetter(work, {
      purpose: "alarm",
      about: { type: "ProvincialBrief", id, version },
      region,
      to: email,
      subject: `第${week.isoWeek}周省级简报即将到期，尚未发出`,
      text: `第${week.isoWeek}周省级简报应于${writtenMoment(dueAt)}前报出，目前尚未发出，请尽快办理。\n`,
    });
}
