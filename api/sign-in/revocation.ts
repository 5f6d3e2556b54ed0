import type { Pool } from "pg";
import type { Logger } from "../logging.ts";
import { keyStanding, type Principal, sessionStanding } from "./principal.ts";

/** Watches over what stays open after the door: WebSockets and event streams. */
export interface Revocations {
  /** Calls back once when the principal may no longer be here. The result ends the watch. */
  watch(principal: Principal, onRevoked: () => void): () => void;
  /** Looks now instead of at the next turn. */
  check(): Promise<void>;
  close(): void;
}

const statement = {
  name: "live-principals",
  text: `select s."id", ${sessionStanding} as "standing" from "Session" s join "User" u on u."id" = s."userId"
      where s."id" = any($1::uuid[]) and s."expiresAt" > now() and u."disabledAt" is null
    union all
    select k."id", ${keyStanding} from "ApiKey" k join "ApiClient" c on c."id" = k."clientId"
      where k."id" = any($2::uuid[]) and k."expiresAt" > now() and k."revokedAt" is null and c."revokedAt" is null`,
};

/**
 * Asks every two seconds, in one statement, which of the open principals still hold, so that a revoked session or key, a
 * disabled account or a changed role is cut off within five seconds whichever process it was changed in.
 */
export function watchRevocations(pool: Pool, log: Logger, everyMs = 2_000): Revocations {
  const watched = new Map<string, { principal: Principal; callbacks: Set<() => void> }>();
  let running: Promise<void> | undefined;

  async function look() {
    const ids = (kind: Principal["kind"]) =>
      [...watched.values()].filter(({ principal }) => principal.kind === kind).map(({ principal }) => principal.id);
    const asked = [...watched];
    if (asked.length === 0) return;
    const { rows } = await pool.query<{ id: string; standing: string }>({
      ...statement,
      values: [ids("session"), ids("key")],
    });
    const standing = new Map(rows.map((row) => [row.id, row.standing]));
    for (const [key, { principal, callbacks }] of asked) {
      if (standing.get(principal.id) === principal.standing) continue;
      watched.delete(key);
      for (const callback of callbacks) callback();
    }
  }
  const check = () => {
    running ??= look()
      .catch((err) => log.warn({ err }, "open connections could not be checked"))
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const timer = setInterval(check, everyMs).unref();

  return {
    watch(principal, onRevoked) {
      const key = `${principal.id} ${principal.standing}`;
      const entry = watched.get(key) ?? { principal, callbacks: new Set() };
      watched.set(key, entry);
      entry.callbacks.add(onRevoked);
      return () => {
        entry.callbacks.delete(onRevoked);
        if (entry.callbacks.size === 0 && watched.get(key) === entry) watched.delete(key);
      };
    },
    check,
    close: () => clearInterval(timer),
  };
}
