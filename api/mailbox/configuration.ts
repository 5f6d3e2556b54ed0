import { z } from "zod";
import { isAddress } from "../../schema/letter/rules.ts";
import { type SpamSign, usualSpamSigns } from "../../schema/mailbox/rules.ts";
import { EnvironmentRefused } from "../environment.ts";
import { isHere } from "../mail/smtp.ts";
import { readSecretFile } from "../secret-file.ts";

/** Where a supervision mailbox is read, and as whom. */
export interface MailboxAccess {
  /** Of its region. */
  code: string;
  address: string;
  host: string;
  port: number;
  /** Encrypted from the start; else by STARTTLS, which is asked for but on this machine. */
  secure: boolean;
  startTls: boolean;
  user: string;
  password: string;
  folder: string;
  /** What was taken goes there; where nothing is named it is marked as read. */
  moveTo?: string;
}

const regular = z.string().refine((text) => {
  try {
    return new RegExp(text).source !== "";
  } catch {
    return false;
  }
}, "a regular expression");

const file = z.strictObject({
  mailboxes: z
    .array(
      z.strictObject({
        region: z.string().regex(/^\d{2}(\d{2})?$/, "the code of the province or of a city"),
        address: z.string().refine(isAddress, "an address such as tousu@city.example.gov.cn"),
        host: z.string().min(1),
        port: z.int().min(1).max(65_535).optional(),
        secure: z.boolean().default(true),
        user: z.string().min(1),
        password: z.string().min(1),
        folder: z.string().min(1).default("INBOX"),
        moveTo: z.string().min(1).optional(),
      }),
    )
    .min(1)
    .refine((boxes) => new Set(boxes.map(({ region }) => region)).size === boxes.length, "one mailbox for each region"),
  spam: z.array(z.strictObject({ header: z.string().min(1), says: regular })).default([]),
});

export interface MailboxConfiguration {
  boxes: readonly MailboxAccess[];
  spamSigns: readonly SpamSign[];
}

/**
 * The mailboxes that the hub is told of. Their passwords stand in the file and nowhere else: nobody but the hub's own
 * user may read it.
 *
 * @throws {EnvironmentRefused} that says what is wrong, and never what stands in it
 */
export async function readMailboxes(path: string): Promise<MailboxConfiguration> {
  const refused = (why: string) => new EnvironmentRefused(`HUB_MAILBOXES_FILE ${why}.`);
  const parsed = file.safeParse(parseJson(await readSecretFile(path, "HUB_MAILBOXES_FILE")));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refused(`is not as it should be at “${issue?.path.join(".")}”: ${issue?.message}`);
  }
  const { mailboxes, spam } = parsed.data;
  return {
    boxes: mailboxes.map(({ region: code, port, secure, ...box }) => ({
      ...box,
      code,
      secure,
      port: port ?? (secure ? 993 : 143),
      startTls: !secure && !isHere(box.host),
    })),
    spamSigns: [
      ...usualSpamSigns,
      ...spam.map(({ header, says }) => ({ header: header.toLowerCase(), says: new RegExp(says, "i") })),
    ],
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
