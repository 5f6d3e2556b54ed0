import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { username } from "better-auth/plugins/username";
import type { Db } from "../../prisma/client.ts";
import type { Logger } from "../logging.ts";

export interface AuthOptions {
  db: Db;
  secret: string;
  /** Origin under which browsers reach the hub. */
  baseUrl: string;
  /** Cookies only over https. */
  secure: boolean;
  log: Logger;
}

/** Header in which the sign-in route hands over the caller's address; whatever a caller sent under this name is gone. */
export const addressHeader = "x-hub-address";

const days = 86_400;
const kept = (type: "string" | "date", required = true) => ({ type, required, input: false }) as const;

/**
 * Passwords and sessions. Reached only through `route.ts`, which lets in the few paths that the hub uses and counts
 * failures: better-auth itself has no lockout, and its rate limit trusts `X-Forwarded-For`.
 */
export function createAuth({ db, secret, baseUrl, secure, log }: AuthOptions) {
  return betterAuth({
    appName: "Rectification Hub",
    baseURL: baseUrl,
    basePath: "/api/auth",
    secret,
    database: prismaAdapter(db, { provider: "postgresql" }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 128 },
    plugins: [username({ maxUsernameLength: 64, usernameValidator: () => true })],
    user: {
      additionalFields: {
        role: kept("string"),
        regionCode: kept("string"),
        department: kept("string", false),
        locale: kept("string"),
        disabledAt: { ...kept("date", false), returned: false },
      },
    },
    session: { expiresIn: 7 * days, updateAge: days },
    databaseHooks: {
      session: {
        create: {
          // After the password was checked, and with the answer of a wrong one: who is disabled is told to nobody.
          before: async ({ userId }) => {
            const user = await db.user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
            if (!user || user.disabledAt) throw new APIError("UNAUTHORIZED");
          },
        },
      },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: "hub",
      useSecureCookies: secure,
      database: { generateId: false },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // The route has compared the origin already, by the hub's own rule.
      disableOriginCheck: true,
      disableCSRFCheck: true,
    },
    logger: {
      level: "error",
      // Its sentences may quote what was sent.
      log: (level) => void (level === "error" && log.error("better-auth reports an error")),
    },
  });
}

export type Auth = ReturnType<typeof createAuth>;
