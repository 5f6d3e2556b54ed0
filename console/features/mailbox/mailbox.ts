import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { Tone } from "../../ui/tone.ts";
import { IncomingMailPage_incomingMail, type Mailboxes_Query, MailRow_incomingMail } from "./operations.ts";

export type MailRow = ResultOf<typeof MailRow_incomingMail>;
export type Mail = MailRow & ResultOf<typeof IncomingMailPage_incomingMail>;
type Mailbox = ResultOf<typeof Mailboxes_Query>["mailboxes"][number];

export function wholeOf(masked: FragmentOf<typeof IncomingMailPage_incomingMail> | null): Mail | null {
  const page = readFragment(IncomingMailPage_incomingMail, masked);
  return page && { ...readFragment(MailRow_incomingMail, page), ...page };
}

export const mailTones: Readonly<Record<MailRow["state"], Tone>> = {
  SET_ASIDE: "risk",
  FILED: "ok",
  APPENDED: "ok",
  DISMISSED: "idle",
};
export const mailStates = Object.keys(mailTones) as readonly MailRow["state"][];

export const mailReasons = [
  "UNPLACED",
  "BOUNCE",
  "AUTOMATIC",
  "OWN",
  "SPAM",
  "TOO_MANY",
  "TOO_LARGE",
  "UNREADABLE",
] as const satisfies readonly NonNullable<MailRow["reason"]>[];

/** How the reading of a mailbox stands, in one word. */
export const standingOf = ({ configured, failingSince, readAt }: Mailbox) =>
  !configured ? "off" : failingSince ? "failing" : readAt ? "reading" : "unread";
export const standingTones = { off: "idle", failing: "over", reading: "ok", unread: "info" } as const;

export const titleOf = ({ words }: Pick<MailRow, "words">, t: Translate) =>
  words ? words.subject || t("mailbox.noWords") : t("mailbox.elsewhere");
