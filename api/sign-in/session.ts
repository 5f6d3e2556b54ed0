import { createHmac, timingSafeEqual } from "node:crypto";
import type { Pool } from "pg";
import type { Department, Role } from "../../prisma/generated/enums.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { cookieValue } from "./cookies.ts";
import { type Principal, sessionStanding } from "./principal.ts";

export interface SignedIn {
  viewer: Viewer;
  principal: Principal;
}

interface SessionRow {
  sessionId: string;
  id: string;
  name: string;
  role: Role;
  regionCode: string;
  department: Department | null;
  standing: string;
}

const statement = {
  name: "session-check",
  text: `select s."id" as "sessionId", u."id", u."name", u."role", u."regionCode", u."department", ${sessionStanding} as "standing"
    from "Session" s join "User" u on u."id" = s."userId"
    where s."token" = $1 and s."expiresAt" > now() and u."disabledAt" is null`,
};

/**
 * Finds who a session cookie belongs to. One statement: better-auth's own check costs two and ten times the time, and
 * this runs with every request.
 */
export class Sessions {
  readonly cookieName: string;
  /** `Set-Cookie` that takes a cookie away whose session is over. */
  readonly forgetting: string;
  readonly #secret: string;
  readonly #pool: Pool;

  constructor(pool: Pool, secret: string, secure: boolean) {
    this.#pool = pool;
    this.#secret = secret;
    this.cookieName = `${secure ? "__Secure-" : ""}hub.session_token`;
    this.forgetting = `${this.cookieName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  }

  /** null: no session, or none that holds. */
  async find(cookies: string | undefined): Promise<SignedIn | null> {
    const token = this.#token(cookies);
    if (!token) return null;
    const { rows } = await this.#pool.query<SessionRow>({ ...statement, values: [token] });
    const row = rows[0];
    if (!row) return null;
    const { sessionId, standing, regionCode, ...person } = row;
    return {
      viewer: { kind: "user", ...person, region: regionCode, scopes: [] },
      principal: { kind: "session", id: sessionId, standing },
    };
  }

  isCarriedBy(cookies: string | undefined): boolean {
    return cookieValue(cookies, this.cookieName) !== undefined;
  }

  /** The signature keeps a token that was read from a copy of the database from being used. */
  #token(cookies: string | undefined): string | null {
    const value = cookieValue(cookies, this.cookieName);
    const dot = value?.lastIndexOf(".") ?? -1;
    if (!value || dot < 1) return null;
    const token = value.slice(0, dot);
    const given = Buffer.from(value.slice(dot + 1), "base64");
    const expected = createHmac("sha256", this.#secret).update(token).digest();
    return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
  }
}
