import { type Refusal, refuseGeneral } from "../schema/refusal.ts";

/** SQLSTATE: connection exceptions (08), insufficient resources (53), a server that is stopped or not yet up (57P). */
const databaseAway = /^(08...|53[023]00|57P0[123])$/;
/** As Prisma says that it has no connection, or had none in time. */
const prismaAway = /^P(1001|1002|1008|1017|2024|2037)$/;
const networkAway = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/;
/** Of `pg`, which gives no code to these. */
const words =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered)/;
const diskFull = /^(53100|ENOSPC|EDQUOT)$/;

/** Causes of causes: the driver's error below Prisma's below the executor's. */
const deepest = 8;

/**
 * What stands in the way around the hub, not in it: the database is away, or a disk is full. Null: neither.
 * Nobody can put that right by asking differently, but it passes.
 */
export function outageIn(error: unknown, depth = 0): Refusal | null {
  if (typeof error !== "object" || error === null || depth > deepest) return null;
  const { code, originalCode, message, cause, originalError, errors, meta, driverAdapterError } = error as Record<
    string,
    unknown
  >;
  const codes = [code, originalCode].filter((one) => typeof one === "string");
  if (codes.some((one) => diskFull.test(one))) return refuseGeneral("storage-full");
  const away = codes.some((one) => databaseAway.test(one) || prismaAway.test(one) || networkAway.test(one));
  if (away || (typeof message === "string" && words.test(message))) return refuseGeneral("unavailable");
  const below = [cause, originalError, meta, driverAdapterError, ...(Array.isArray(errors) ? errors : [])];
  for (const one of below) {
    const found = outageIn(one, depth + 1);
    if (found) return found;
  }
  return null;
}
