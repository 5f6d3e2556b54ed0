import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { cookieValue } from "./cookies.ts";

const cookieName = "hub.device";
const keptSeconds = 180 * 86_400;

/**
 * Browsers in which somebody has signed in before, each known by a cookie of its own. Wrong passwords from elsewhere lock
 * a name for everybody else, and for its owner's own browser only those that were tried in it: otherwise anybody who
 * knows a name could keep its owner out.
 */
export class Devices {
  readonly #secret: string;
  readonly #attributes: string;

  constructor(secret: string, secure: boolean) {
    this.#secret = secret;
    this.#attributes = `Path=/api/auth/; Max-Age=${keptSeconds}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
  }

  /** `Set-Cookie` for a browser in which this user has just signed in. */
  cookieFor(username: string): string {
    const id = randomBytes(16).toString("base64url");
    return `${cookieName}=${id}.${this.#sign(username, id)}; ${this.#attributes}`;
  }

  /** Which browser it is, where this user has signed in in it before; undefined: none that is known. */
  known(cookies: string | undefined, username: string): string | undefined {
    const [id = "", signature = ""] = cookieValue(cookies, cookieName)?.split(".") ?? [];
    if (!/^[\w-]{22}$/.test(id)) return undefined;
    const [given, expected] = [Buffer.from(signature), Buffer.from(this.#sign(username, id))];
    return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
  }

  #sign(username: string, id: string): string {
    return createHmac("sha256", this.#secret).update(`device ${username.toLowerCase()} ${id}`).digest("base64url");
  }
}
