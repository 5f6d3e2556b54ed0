import { isIP } from "node:net";
import type { Scope } from "../account/viewer.ts";
import { requireWithin } from "../refusal.ts";
import { levelOf } from "../region/rules.ts";
import { refuseClient } from "./refusals.ts";

/** An address, or a block of them: `10.1.0.0/16`, `2001:db8::/32`. */
export function isAddressBlock(block: string): boolean {
  const [address = "", bits, ...rest] = block.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

export interface ClientTerms {
  region: string;
  scopes: readonly Scope[];
  addresses: readonly string[];
}

/** @throws {Refusal} `apiClient/…` */
export function checkTerms({ region, scopes, addresses }: ClientTerms): void {
  const level = levelOf(region);
  if (level !== "province" && level !== "city") throw refuseClient("apiClient/region-elsewhere", ["region"]);
  if (scopes.length === 0) throw refuseClient("apiClient/scope-missing", ["scopes"]);
  addresses.forEach((address, index) => {
    if (!isAddressBlock(address)) {
      throw refuseClient("apiClient/address-malformed", ["addresses", String(index)], { address });
    }
  });
}

/** A year by default; two at most, so that rotating keys stays a habit. */
export const keyDays = { usual: 365, min: 1, max: 730 };

/** @throws {Refusal} `invalid/out-of-range` */
export const checkDays = (days: number): void => requireWithin(["expiresInDays"], days, keyDays);

/** One in use, one that replaces it, and some for parts of a city's system. */
export const mostKeys = 5;

interface Key {
  expiresAt: Date;
  revokedAt: Date | null;
}

/** Keys go by real time, like everything that guards the door. */
export const holds = ({ expiresAt, revokedAt }: Key, realNow: Date) => revokedAt === null && expiresAt > realNow;

/** @throws {Refusal} where no further key may be issued. */
export function checkMayIssue(client: { revokedAt: Date | null; keys: readonly Key[] }, realNow: Date): void {
  if (client.revokedAt) throw refuseClient("apiClient/revoked");
  const live = client.keys.filter((key) => holds(key, realNow)).length;
  if (live >= mostKeys) throw refuseClient("apiClient/too-many-keys", [], { max: mostKeys });
}
