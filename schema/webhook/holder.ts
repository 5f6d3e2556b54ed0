import type { Prisma } from "../../prisma/generated/client.ts";

/** What `standsOn` needs of a webhook's row. */
export const withHolder = {
  key: {
    select: {
      expiresAt: true,
      revokedAt: true,
      client: { select: { revokedAt: true, scopes: true, regionCode: true } },
    },
  },
  user: { select: { disabledAt: true, role: true, regionCode: true } },
} as const satisfies Prisma.WebhookInclude;

export type HeldWebhook = Prisma.WebhookGetPayload<{ include: typeof withHolder }>;
