import { createHash, randomBytes } from "node:crypto";
import type { ComplaintSecret } from "../../prisma/generated/client.ts";
import { maskedAddress } from "../letter/rules.ts";
import { decrypt, encrypt, type Vault } from "../privacy/vault.ts";
import { refuse } from "./refusals.ts";

/** Who complains and in which words. Nothing of it leaves the complaint's own key but on the case's page. */
export interface PersonalData {
  name: string | null;
  phone: string | null;
  address: string | null;
  /** Of those who wrote by mail. */
  email?: string | null;
  /** The complex as they call it, where it is not in the ledger. */
  place?: string | null;
  text: string;
}

/** A complaint's key with what it protects, as columns. */
export function sealPersonalData(vault: Vault, data: PersonalData) {
  const { key, wrappedKey, masterKey } = vault.newKey();
  return {
    key,
    secret: {
      wrappedKey,
      masterKey,
      content: sealText(key, JSON.stringify(data)),
      phoneHash: telephoneHash(vault, data.phone),
    },
  };
}

/** By which a complainant is found again. */
export const telephoneHash = (vault: Vault, phone: string | null) =>
  phone ? new Uint8Array(vault.fingerprint(plainPhone(phone))) : null;

type Secret = Pick<ComplaintSecret, "wrappedKey" | "masterKey" | "content">;

/** The complaint's key; null once it was destroyed. */
export const keyOf = (vault: Vault, { wrappedKey, masterKey }: Pick<Secret, "wrappedKey" | "masterKey">) =>
  wrappedKey ? vault.unwrap({ wrappedKey, masterKey }) : null;

/** Null once erased. */
export function openPersonalData(vault: Vault, secret: Secret): PersonalData | null {
  const key = keyOf(vault, secret);
  return key && secret.content ? JSON.parse(decrypt(key, secret.content).toString("utf8")) : null;
}

export const sealText = (key: Uint8Array, text: string) => encrypt(key, Buffer.from(text, "utf8"));
export const openText = (key: Uint8Array, sealed: Uint8Array) => decrypt(key, sealed).toString("utf8");

/** +86 138-0013-8000 and 13800138000 are one telephone. */
export const plainPhone = (phone: string) =>
  phone
    .normalize("NFKC")
    .replace(/\D/g, "")
    .replace(/^86(?=1\d{10}$)/, "");

/**
 * What people give as a telephone number, where they give one: a mobile number or a landline with its area code. What a
 * city's system holds already is taken as it stands.
 *
 * @throws {Refusal} `complaint/phone-malformed`
 */
export function requirePhone(phone: string | null | undefined, field: readonly string[]): void {
  if (!phone?.trim()) return;
  const digits = plainPhone(phone);
  if (digits.length < 7 || digits.length > 15) throw refuse("complaint/phone-malformed", field);
}

/** 张*, 138****8000: enough to recognise a caller, not enough to find one. */
export const maskName = (name: string) => `${[...name][0] ?? ""}${"*".repeat(Math.max(1, [...name].length - 1))}`;
export const maskPhone = (phone: string) => {
  const digits = plainPhone(phone);
  return digits.length < 7 ? "*".repeat(digits.length) : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
};
/** Room and door numbers go, written as digits or in words (三号楼二〇一室), the street stays. */
export const maskAddress = (address: string) =>
  address.replace(/\p{Nd}+/gu, "*").replace(/[一二三四五六七八九十百零〇两]+(?=[号栋幢座楼单门层室户])/g, "*");
/** Runs of digits of any script, long enough to be a telephone or an identity number, with what people put between them. */
export const maskText = (text: string) =>
  text.replace(
    /\p{Nd}(?:[\s\p{Cf}\p{Pd}.·_]{0,3}[\p{Nd}xX]){6,}/gu,
    (run) =>
      `${
        run
          .match(/\p{Nd}/gu)
          ?.slice(0, 3)
          .join("") ?? ""
      }****`,
  );

export const masked = (data: PersonalData): PersonalData => ({
  name: data.name && maskName(data.name),
  phone: data.phone && maskPhone(data.phone),
  address: data.address && maskAddress(data.address),
  email: data.email && maskedAddress(data.email),
  place: data.place,
  text: maskText(data.text),
});

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 130 random bits in Crockford's base 32, in groups that can be read out on the telephone. */
export function newTrackingCode(): string {
  const bytes = randomBytes(26);
  const letters = [...bytes].map((byte) => alphabet[byte % 32]).join("");
  return letters.replace(/(.{5})(?=.)/g, "$1-");
}

/** Only the hash is kept; letters that are easily taken for another are the same. */
export const trackingHash = (code: string) =>
  new Uint8Array(
    createHash("sha256")
      .update(
        code
          .normalize("NFKC")
          .toUpperCase()
          .replace(/[^0-9A-Z]/g, "")
          .replace(/O/g, "0")
          .replace(/[IL]/g, "1"),
      )
      .digest(),
  );
