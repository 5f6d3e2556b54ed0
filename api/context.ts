import type { IncomingMessage } from "node:http";
import { publicViewer, type Viewer } from "../schema/account/viewer.ts";
import type { HubContext } from "../schema/context.ts";
import { refuseGeneral } from "../schema/refusal.ts";
import { localeOf } from "./answer.ts";
import type { Hub } from "./hub.ts";
import type { Origin } from "./origin.ts";
import { Keys } from "./sign-in/api-key.ts";
import type { Principal } from "./sign-in/principal.ts";
import type { Sessions } from "./sign-in/session.ts";

/** Who asks, and what that rests on: null for the public. */
export interface Caller {
  viewer: Viewer;
  principal: Principal | null;
  /** A session cookie came along that does not hold any more. */
  staleSession?: boolean;
}

/** What resolvers are given during a request or a subscription. */
export interface RequestContext extends HubContext {
  principal: Principal | null;
  /** In the answer's `x-request-id` and in the log. */
  requestId: string;
  /** As sent, over HTTP in the header, over WebSocket in `extensions.idempotencyKey`; looked at for mutations only. */
  idempotencyKey?: string;
}

export const publicCaller: Caller = { viewer: publicViewer, principal: null };

export interface Doorman {
  /**
   * Who sent this request. A key counts before a cookie; over WebSocket it comes in `connectionParams.authorization`.
   *
   * @throws {Refusal} `credentials/…` for a key that does not hold, `request/origin-foreign` for a cookie that another
   * site's page sent along. What only reads, and is embedded in a page, comes without an origin.
   */
  identify(request: IncomingMessage, authorization?: string, purpose?: { reading: true }): Promise<Caller>;
  contextOf(caller: Caller, request: IncomingMessage, operation: Operation): RequestContext;
}

/** What comes with an operation beside the operation itself. */
export interface Operation {
  requestId: string;
  idempotencyKey?: string;
  /** Where a browser's page cannot set the header: over WebSocket. */
  acceptLanguage?: string;
}

export interface DoormanOptions {
  hub: Hub;
  sessions: Sessions;
  addressOf(request: IncomingMessage): string;
  originOf(request: IncomingMessage): Origin;
}

export function createDoorman({ hub, sessions, addressOf, originOf }: DoormanOptions): Doorman {
  const keys = new Keys(hub.pool);
  hub.onGrowth(() => keys.forget());
  return {
    async identify(request, authorization = request.headers.authorization, purpose = undefined) {
      if (authorization) return keys.find(authorization, addressOf(request));
      const { cookie } = request.headers;
      if (!sessions.isCarriedBy(cookie)) return publicCaller;
      const origin = originOf(request);
      if (origin !== "same" && !(purpose?.reading && origin === "absent"))
        throw refuseGeneral("request/origin-foreign");
      return (await sessions.find(cookie)) ?? { ...publicCaller, staleSession: true };
    },
    contextOf: ({ viewer, principal }, request, { requestId, idempotencyKey, acceptLanguage }) => {
      const locale = localeOf(acceptLanguage ?? request.headers["accept-language"]);
      const context = hub.context({ viewer, locale, address: addressOf(request) });
      return { ...context, principal, requestId, idempotencyKey };
    },
  };
}
