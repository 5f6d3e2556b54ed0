/**
 * How often the public may call, per address and per complex. Counted in the database, so that all processes share it,
 * by real time, and under keyed hashes: the table holds no address.
 */
import { isIPv6 } from "node:net";
import type { Pool } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { HubContext } from "../context.ts";
import { refuseGeneral } from "../refusal.ts";
import { refuse } from "./refusals.ts";

export interface Limit {
  name: string;
  calls: number;
  seconds: number;
}

/**
 * Charges one call of the caller's address.
 *
 * @throws {Refusal} `rate-limited` with the seconds to wait
 */
export async function chargeAddress(context: HubContext, limit: Limit): Promise<void> {
  if (context.address === null) return;
  const wait = await charge(context.pool, limit, addressKey(context, context.address));
  if (wait) throw refuseGeneral("rate-limited", [], { retryAfterSeconds: wait });
}

/** @throws {Refusal} `filing/complex-busy` with the seconds to wait */
export async function chargePlace(context: HubContext, limit: Limit, place: string): Promise<void> {
  const wait = await charge(context.pool, limit, place);
  if (wait) throw refuse("filing/complex-busy", [], { retryAfterSeconds: wait });
}

/** Calls of the address within the limit's time. */
export async function callsOf(context: HubContext, limit: Limit): Promise<number> {
  if (context.address === null) return 0;
  const state = await limiter(context.pool, limit).get(addressKey(context, context.address));
  return state?.consumedPoints ?? 0;
}

/** Takes away what has run out; for a job. */
export async function forgetLimits(context: HubContext): Promise<void> {
  await context.pool.query(`delete from "RateLimit" where "expire" < extract(epoch from now()) * 1000`);
}

/** @returns the seconds to wait, 0 when the call may go on. */
async function charge(pool: Pool, limit: Limit, key: string): Promise<number> {
  try {
    await limiter(pool, limit).consume(key);
    return 0;
  } catch (reason) {
    if (reason instanceof RateLimiterRes) return Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
    throw reason;
  }
}

const limiters = new WeakMap<Pool, Map<string, RateLimiterPostgres>>();

function limiter(pool: Pool, { name, calls, seconds }: Limit): RateLimiterPostgres {
  const known = limiters.get(pool) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(pool, known);
  const key = `${name} ${calls} ${seconds}`;
  const made =
    known.get(key) ??
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: "pool",
      tableName: "RateLimit",
      // The migrations make it, and the job that calls `forgetLimits` cleans it.
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points: calls,
      duration: seconds,
    });
  known.set(key, made);
  return made;
}

const addressKey = ({ vault }: HubContext, address: string) =>
  vault.fingerprint(`address ${networkOf(address)}`).toString("base64url");

/** Of IPv6 the /64, which is one household's: it could take a new address for every call. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0");
  const groups = tail === undefined ? before : [...before, ...zeros, ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
