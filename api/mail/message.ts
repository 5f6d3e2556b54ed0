import MailComposer from "nodemailer/lib/mail-composer";
import type { LetterContent } from "../../schema/letter/queue.ts";

export interface Attached {
  name: string;
  mediaType: string;
  bytes: Buffer;
}

/**
 * A letter as it goes over the wire: the same bytes each time, so that a repeat is the same letter in every respect.
 *
 * @param date when it was queued
 */
export const messageOf = (
  from: string,
  { to, subject, text, replyTo }: LetterContent,
  { messageId, date }: { messageId: string; date: Date },
  attachments: readonly Attached[],
): Promise<Buffer> =>
  new MailComposer({
    from: { name: "", address: from },
    to: { name: "", address: to },
    ...(replyTo && { replyTo: { name: "", address: replyTo } }),
    subject,
    text,
    messageId,
    date,
    // Nobody wrote it: no machine is to answer it (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated" },
    baseBoundary: messageId.slice(1, 33),
    attachments: attachments.map(({ name, mediaType, bytes }) => ({
      filename: name,
      contentType: mediaType,
      content: bytes,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
