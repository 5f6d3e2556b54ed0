import { randomBytes } from "node:crypto";
import type { Vault } from "../privacy/vault.ts";
import type { HeldWebhook } from "./holder.ts";
import type { Secrets } from "./rules.ts";

/** What of a webhook is sealed: its address may hold a password of the receiver's. */
export interface Sealed extends Secrets {
  url: string;
}

const purpose = "webhook";

export const sealed = (vault: Vault, content: Sealed) => vault.seal(Buffer.from(JSON.stringify(content)), purpose);

export const unsealed = (vault: Vault, row: { sealed: Uint8Array }) =>
  JSON.parse(vault.open(row.sealed, purpose).toString("utf8")) as Sealed;

/** As Standard Webhooks writes them: 256 random bits. */
export const newSecret = () => `whsec_${randomBytes(32).toString("base64")}`;

/** A robot's address ends in what lets anybody speak to its group. */
export const shownUrl = (format: HeldWebhook["format"], url: string) =>
  format === "hub" ? url : url.replace(/\?.*/, "?…");
