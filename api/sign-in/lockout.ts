import type { Pool } from "pg";

/** A name is locked after five failures, an address, behind which a whole office may sit, after twenty. */
const failuresOf = { name: 5, address: 20 };

/** Who tries: under which name, from where, and in which browser, if it is one in which this user has signed in before. */
export interface Attempt {
  username: string;
  address: string;
  device?: string;
}

/** Names of the rows: a user name never begins with `@`. */
const deviceKey = (device: string) => `@device ${device}`;
const nameKey = (username: string) => username.trim().toLowerCase().slice(0, 100);
const addressKey = (address: string) => `@${address.includes(":") ? network64(address) : address}`;

/** Whoever has an IPv6 address usually has the whole /64. */
const network64 = (address: string) => {
  const [head = "", tail] = address.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail?.split(":").filter(Boolean) ?? [];
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
  return `${groups.slice(0, 4).join(":")}::`;
};

const isLocked = {
  name: "sign-in-locked",
  text: `select ceil(extract(epoch from max("lockedUntil") - now()))::int as "seconds"
    from "SignInFailure" where "username" = any($1) and "lockedUntil" > now()`,
};

// A day without failures forgets. Each further round of failures locks twice as long, at most a day.
const failures = `case when f."lastAt" < now() - interval '1 day' then 1 else f."failures" + 1 end`;
const note = {
  name: "sign-in-failed",
  text: `insert into "SignInFailure" as f ("username", "failures", "lastAt") values ($1, 1, now())
    on conflict ("username") do update set "failures" = ${failures}, "lastAt" = now(),
      "lockedUntil" = case when (${failures}) % $2::int = 0
        then now() + least(interval '15 minutes' * power(2, least((${failures}) / $2::int - 1, 10)), interval '1 day') end`,
};

/**
 * Counts failed sign-ins, for names that exist and for names that do not alike. A browser that the user is known by is
 * counted by itself: what others have guessed elsewhere does not keep its owner out.
 */
export class Lockout {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Seconds to wait; 0: not locked. */
  async wait({ username, address, device }: Attempt): Promise<number> {
    const values = [device ? [deviceKey(device)] : [nameKey(username), addressKey(address)]];
    const { rows } = await this.#pool.query<{ seconds: number | null }>({ ...isLocked, values });
    return rows[0]?.seconds ?? 0;
  }

  async failed({ username, address, device }: Attempt): Promise<void> {
    const key = device ? deviceKey(device) : nameKey(username);
    await this.#pool.query({ ...note, values: [key, failuresOf.name] });
    await this.#pool.query({ ...note, values: [addressKey(address), failuresOf.address] });
  }

  /** Frees the name, or the browser that was let in past it; the address stays counted, or one account of one's own would free it for guessing others. */
  async succeeded({ username, device }: Pick<Attempt, "username" | "device">): Promise<void> {
    await this.#pool.query({
      name: "sign-in-succeeded",
      text: `delete from "SignInFailure" where "username" = $1`,
      values: [device ? deviceKey(device) : nameKey(username)],
    });
  }
}
