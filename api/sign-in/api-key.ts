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

/** For so long a key is believed without asking again: of the five seconds within which a revoked one ends. */
const believedMs = 1_000;
const mostBelieved = 1_000;

/** Finds whose key an `Authorization` header carries. A system that asks without a pause is looked up once a second. */
export class Keys {
  readonly #pool: Pool;
  readonly #found = new Map<string, { since: number; row: Promise<KeyRow | undefined> }>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** What this process has changed holds at once. */
  forget(): void {
    this.#found.clear();
  }

  /** @throws {Refusal} for a header that carries no key that holds, or not from this address. */
  async find(authorization: string, address: string): Promise<SignedIn> {
    const key = /^Bearer\s+(hub_[\w-]{40,64})\s*$/i.exec(authorization)?.[1];
    if (!key) throw refuseAccount("credentials/malformed");
    const row = await this.#rowOf(createHash("sha256").update(key).digest());
    if (!row) throw refuseAccount("credentials/unknown");
    if (row.revoked) throw refuseAccount("credentials/revoked");
    if (row.expired) throw refuseAccount("credentials/expired");
    if (row.addresses.length > 0 && !inBlocks(row.addresses)(address)) {
      throw refuseAccount("credentials/address-not-allowed");
    }
    // At most once a minute, and not worth failing a request for.
    if (row.unnoted) void this.#pool.query({ ...noteUse, values: [row.keyId] }).catch(() => {});
    row.unnoted = false;
    return {
      viewer: {
        kind: "client",
        id: row.id,
        name: row.name,
        role: "system",
        region: row.regionCode,
        department: null,
        scopes: row.scopes.filter(isScope),
        keyId: row.keyId,
      },
      principal: { kind: "key", id: row.keyId, standing: row.standing },
    };
  }

  async #rowOf(hash: Buffer): Promise<KeyRow | undefined> {
    const name = hash.toString("base64");
    const known = this.#found.get(name);
    if (known && performance.now() - known.since < believedMs) return known.row;
    const row = this.#pool.query<KeyRow>({ ...lookUp, values: [hash] }).then(({ rows }) => rows[0]);
    if (this.#found.size >= mostBelieved) this.#found.clear();
    const entry = { since: performance.now(), row };
    this.#found.set(name, entry);
    const found = await row.catch(() => undefined);
    // A key that is not there, and a database that does not answer, are asked for again.
    if (!found && this.#found.get(name) === entry) this.#found.delete(name);
    return row;
  }
}
