import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing } from "../region/policy.ts";

/** The office looks after all mailboxes, a city after its own: what stands in a mail nobody else has seen yet. */
export function visibleTo({ role, region }: Viewer): Prisma.IncomingMailWhereInput {
  if (role === "hub" || role === "office") return {};
  return role === "city" ? { cityCode: region } : nothing;
}

/** How they are read the administrator sees as well, and the leaders. */
export function mailboxesVisibleTo(viewer: Viewer): Prisma.MailboxWhereInput {
  if (["hub", "office", "leader", "administrator"].includes(viewer.role)) return {};
  return viewer.role === "city" ? { cityCode: viewer.region } : { code: { in: [] } };
}
