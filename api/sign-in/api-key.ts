import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { refuseAccount } from "../../schema/account/refusals.ts";
import { isScope } from "../../schema/account/viewer.ts";
import { inBlocks } from "../address.ts";
import { keyStanding } from "./principal.ts";
import type { SignedIn } from "./session.ts";

interface KeyRow {
  keyId: string;
  expired: boolean;
  revoked: boolean;
  unnoted: boolean;
  id: string;
  name: string;
  regionCode: string;
  scopes: string[];
  addresses: string[];
  standing: string;
}

const lookUp = {
  name: "api-key-check",
  text: `select k."id" as "keyId", k."expiresAt" <= now() as "expired",
      k."revokedAt" is not null or c."revokedAt" is not null as "revoked",
      k."lastUsedAt" is null or k."lastUsedAt" < now() - interval '1 minute' as "unnoted",
      c."id", c."name", c."regionCode", c."scopes", c."addresses", ${keyStanding} as "standing"
    from "ApiKey" k join "ApiClient" c on c."id" = k."clientId" where k."hash" = $1`,
};

const noteUse = {
  name: "api-key-note-use",
  text: `update "ApiKey" set "lastUsedAt" = now()
    where "id" = $1 and ("lastUsedAt" is null or "lastUsedAt" < now() - interval '1 minute')`,
};

/**
 * Finds whose key an `Authorization` header carries.
 *
 * @throws {Refusal} for a header that carries no key that holds, or not from this address.
 */
export async function findKey(pool: Pool, authorization: string, address: string): Promise<SignedIn> {
  const key = /^Bearer\s+(hub_[\w-]{40,64})\s*$/i.exec(authorization)?.[1];
  if (!key) throw refuseAccount("credentials/malformed");
  const hash = createHash("sha256").update(key).digest();
  const { rows } = await pool.query<KeyRow>({ ...lookUp, values: [hash] });
  const row = rows[0];
  if (!row) throw refuseAccount("credentials/unknown");
  if (row.revoked) throw refuseAccount("credentials/revoked");
  if (row.expired) throw refuseAccount("credentials/expired");
  if (row.addresses.length > 0 && !inBlocks(row.addresses)(address)) {
    throw refuseAccount("credentials/address-not-allowed");
  }
  // At most once a minute, and not worth failing a request for.
  if (row.unnoted) void pool.query({ ...noteUse, values: [row.keyId] }).catch(() => {});
  return {
    viewer: {
      kind: "client",
      id: row.id,
      name: row.name,
      role: "system",
      region: row.regionCode,
      department: null,
      scopes: row.scopes.filter(isScope),
    },
    principal: { kind: "key", id: row.keyId, standing: row.standing },
  };
}
