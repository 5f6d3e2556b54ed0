import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { refuseAccount } from "../../schema/account/refusals.ts";
import { Refusal, refuseGeneral } from "../../schema/refusal.ts";
import { answerJson, describe, localeOf, refusalHeaders, statusOf } from "../answer.ts";
import { readText } from "../body.ts";
import type { Origin } from "../origin.ts";
import { type Auth, addressHeader } from "./auth.ts";
import type { Devices } from "./devices.ts";
import type { Lockout } from "./lockout.ts";
import { Crowded, Turns } from "./turns.ts";

export interface SignInRouteOptions {
  auth: Auth;
  lockout: Lockout;
  devices: Devices;
  baseUrl: string;
  addressOf(request: IncomingMessage): string;
  originOf(request: IncomingMessage): Origin;
  onAttempt?(outcome: "in" | "wrong" | "locked"): void;
}

/** All that the hub uses of better-auth; its other paths (sign-up, changing one's own name or address) do not exist. */
const paths = new Set([
  "POST /api/auth/sign-in/username",
  "POST /api/auth/sign-out",
  "GET /api/auth/get-session",
  "POST /api/auth/change-password",
]);

/** The database takes no NUL for text. */
const name = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => !text.includes("\0"));

const credentials = z.object({
  username: name,
  password: z.string().min(1).max(1_000),
  rememberMe: z.boolean().optional(),
});
const passwordChange = z.object({ currentPassword: z.string().max(1_000), newPassword: z.string().max(1_000) });

interface Answered {
  answer: Response;
  body: unknown;
  /** `Set-Cookie` lines beside those of the answer. */
  cookies?: string[];
}

/** `/api/auth/*`. Returns whether the request was for it. */
export function createSignInRoute(options: SignInRouteOptions) {
  const { auth, lockout, devices, originOf, addressOf } = options;
  // Hashing a password keeps a core busy for a twentieth of a second.
  const turns = new Turns(4, 200);

  async function forward(request: IncomingMessage, body: object | undefined): Promise<Response> {
    const headers = new Headers({ "content-type": "application/json", [addressHeader]: addressOf(request) });
    for (const name of ["cookie", "user-agent"] as const) {
      const value = request.headers[name];
      if (value) headers.set(name, value);
    }
    const url = new URL(pathOf(request), options.baseUrl);
    return auth.handler(
      new Request(url, {
        method: request.method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    );
  }

  async function signIn(request: IncomingMessage): Promise<Answered> {
    const { rememberMe, ...given } = parse(credentials, await readText(request, 16_384));
    const username = given.username.trim();
    const device = devices.known(request.headers.cookie, username);
    const attempt = { username, address: addressOf(request), device };
    return turns.run(username.toLowerCase(), async () => {
      const seconds = await lockout.wait(attempt);
      if (seconds > 0) {
        options.onAttempt?.("locked");
        throw refuseAccount("credentials/locked", [], { retryAfterSeconds: seconds });
      }
      const answer = await forward(request, { username, password: given.password, rememberMe });
      if (answer.status >= 500) throw new Error(`sign-in failed with status ${answer.status}`);
      if (!answer.ok) {
        await lockout.failed(attempt);
        options.onAttempt?.("wrong");
        throw refuseAccount("credentials/wrong");
      }
      await lockout.succeeded(attempt);
      options.onAttempt?.("in");
      const { user } = (await answer.json()) as { user: object };
      return { answer, body: { user }, cookies: device ? [] : [devices.cookieFor(username)] };
    });
  }

  async function changePassword(request: IncomingMessage): Promise<Answered> {
    const change = parse(passwordChange, await readText(request, 16_384));
    const session = await auth.api.getSession({ headers: new Headers({ cookie: request.headers.cookie ?? "" }) });
    const username = session?.user.username;
    if (!username) throw refuseGeneral("unauthenticated");
    const attempt = { username, address: addressOf(request) };
    return turns.run(username, async () => {
      const seconds = await lockout.wait(attempt);
      if (seconds > 0) throw refuseAccount("credentials/locked", [], { retryAfterSeconds: seconds });
      const answer = await forward(request, { ...change, revokeOtherSessions: true });
      if (answer.ok) return { answer, body: { user: { id: session.user.id } } };
      if (answer.status >= 500) throw new Error(`password change failed with status ${answer.status}`);
      const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
      if (code === "PASSWORD_TOO_SHORT" || code === "PASSWORD_TOO_LONG") {
        throw refuseGeneral("invalid/out-of-range", ["newPassword"], { min: 8, max: 128 });
      }
      await lockout.failed(attempt);
      throw refuseAccount("credentials/wrong");
    });
  }

  async function other(request: IncomingMessage): Promise<Answered> {
    const answer = await forward(request, request.method === "POST" ? {} : undefined);
    const body = (await answer.json().catch(() => null)) as { session?: { token?: string } } | null;
    // The token belongs into the cookie alone, where no script can read it.
    delete body?.session?.token;
    return { answer, body };
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request);
    try {
      if (!paths.has(`${request.method} ${path}`)) throw new Refusal("not-found");
      const origin = originOf(request);
      const rides = request.method === "POST" && request.headers.cookie !== undefined;
      if (origin === "foreign" || (rides && origin === "absent" && path !== "/api/auth/sign-in/username")) {
        throw refuseGeneral("request/origin-foreign");
      }
      const handle = path.endsWith("/username") ? signIn : path.endsWith("/change-password") ? changePassword : other;
      const { answer, body, cookies = [] } = await handle(request);
      answerJson(response, answer.status, body, { "set-cookie": [...answer.headers.getSetCookie(), ...cookies] });
    } catch (error) {
      const refusal = error instanceof Crowded ? refuseGeneral("request/busy") : error;
      if (!(refusal instanceof Refusal)) throw error;
      const locale = localeOf(request.headers["accept-language"]);
      answerJson(response, statusOf(refusal.code), describe(refusal, locale), refusalHeaders(refusal));
    }
  };
}

const pathOf = ({ url }: IncomingMessage) => (url ?? "/").split("?")[0] ?? "/";

function parse<Shape>(shape: z.ZodType<Shape>, text: string): Shape {
  try {
    const parsed = shape.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // Told below, like JSON of another shape.
  }
  throw refuseGeneral("request/malformed", [], { reason: "JSON {username, password}" });
}
