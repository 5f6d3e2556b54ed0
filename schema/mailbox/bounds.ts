/** How much of what comes to a mailbox is taken; what goes beyond is set aside or named, never lost silently. */
export const bounds = {
  /** Bytes of a mail; of a larger one its beginning is kept for whoever looks at it. */
  message: 15 * 1024 ** 2,
  beginning: 64 * 1024,
  /** Mails taken in one round of one mailbox. */
  round: 50,
  /** Characters of its text, and of its subject, that are looked at. */
  read: 100_000,
  subject: 200,
  text: 10_000,
  /** As many as from the public page. */
  pictures: 6,
  /** Names of attachments that are told. */
  names: 50,
  /** Of an HTML part, in characters: a longer one is not turned into text. */
  html: 2_000_000,
  /** Mails of one sender within a day. */
  ofOneSender: 10,
  /** Further messages of the complainant in one case. */
  ofOneCase: 30,
  /** Mails of one mailbox within an hour that are made complaints, and answered, by themselves. */
  ofOneMailbox: 200,
  /** Milliseconds that a mail waits for somebody to look at it: 30 days. */
  waits: 30 * 24 * 3_600_000,
} as const;
