import { randomInt } from "node:crypto";
import { hashPassword } from "better-auth/crypto";

/** Without characters that look alike on paper. */
const alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** 16 characters, some 92 bits, in groups that can be read out. */
export function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}

/** As better-auth checks it at sign-in. Takes a twentieth of a second of a core: not within a transaction. */
export const hashOf = (password: string): Promise<string> => hashPassword(password);
