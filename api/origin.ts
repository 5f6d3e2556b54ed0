import type { IncomingMessage } from "node:http";

export type Origin = "same" | "absent" | "foreign";

/**
 * Whether a browser says that the hub's own pages sent this request. Without `HUB_PUBLIC_URL` an origin is ours when its
 * host is the one that was asked for: another site's page cannot set `Host`, and its cookies are not ours.
 */
export const originOf =
  (publicUrl: string | undefined) =>
  ({ headers }: IncomingMessage): Origin => {
    const { origin, host } = headers;
    if (!origin) return "absent";
    if (publicUrl) return origin === publicUrl ? "same" : "foreign";
    return /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, "") === host ? "same" : "foreign";
  };
