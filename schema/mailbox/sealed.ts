import type { IncomingMail } from "../../prisma/generated/client.ts";
import { openText, sealText } from "../complaint/personal-data.ts";
import { decrypt, encrypt, type Vault } from "../privacy/vault.ts";
import { bounds } from "./bounds.ts";
import type { ReadMail } from "./parse.ts";
import { subjectOf, wordsOf } from "./rules.ts";

/** What is shown of a mail that was set aside. */
export interface MailContent {
  name: string | null;
  address: string | null;
  subject: string;
  text: string;
  attachments: readonly string[];
}

/** A mail under a key of its own, as columns: with the key goes the mail. */
export function sealMail(vault: Vault, mail: ReadMail | null, source: Buffer) {
  const { key, wrappedKey, masterKey } = vault.newKey();
  const content: MailContent = {
    name: mail?.sender?.name ?? null,
    address: mail?.sender?.address ?? null,
    subject: mail ? subjectOf(mail) : "",
    text: mail ? wordsOf({ ...mail, subject: "" }) : "",
    attachments: mail?.attachments.slice(0, bounds.names).map(({ name }) => name.slice(0, 100)) ?? [],
  };
  return { wrappedKey, masterKey, content: sealText(key, JSON.stringify(content)), source: encrypt(key, source) };
}

/** Of what is settled nothing stays here. */
export const forgotten = { wrappedKey: null, masterKey: null, content: null, source: null } as const;

type Keyed = Pick<IncomingMail, "wrappedKey" | "masterKey">;

const keyOf = (vault: Vault, { wrappedKey, masterKey }: Keyed) =>
  wrappedKey && masterKey ? vault.unwrap({ wrappedKey, masterKey }) : null;

/** Null once it is settled. */
export function openContent(vault: Vault, row: Keyed & Pick<IncomingMail, "content">): MailContent | null {
  const key = keyOf(vault, row);
  return key && row.content ? (JSON.parse(openText(key, row.content)) as MailContent) : null;
}

/** Null once it is settled. */
export function openSource(vault: Vault, row: Keyed & Pick<IncomingMail, "source">): Buffer | null {
  const key = keyOf(vault, row);
  return key && row.source ? decrypt(key, row.source) : null;
}
