import type { Work } from "../activity/transact.ts";
import { queueLetter } from "../letter/queue.ts";
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
  for (const to of work.context.briefRecipients)
    await queueLetter(work, {
      purpose: "brief",
      about: { type: "ProvincialBrief", id, version: version + 1 },
      region: work.viewer.region,
      to,
      subject: `${document.masthead}（${week.isoYear}年${document.issue ?? ""}）`,
      text: `${document.sentTo}：\n\n现报送${document.title}，文稿和数据表见附件。\n\n${document.issuer}\n${document.date}\n`,
      attachments,
    });
}
