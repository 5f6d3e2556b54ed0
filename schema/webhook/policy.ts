import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { may } from "../permissions.ts";
import { nothing } from "../region/policy.ts";

/** A system sees its own, an office those of its region: its own, and those of the systems there. */
export function visibleTo(viewer: Viewer): Prisma.WebhookWhereInput {
  if (viewer.role === "hub") return {};
  if (!may(viewer, "webhook.create")) return nothing;
  if (viewer.kind === "client") return viewer.scopes.includes("read") ? { clientId: viewer.id } : nothing;
  return { regionCode: { startsWith: viewer.region } };
}

/**
 * Whoever a webhook speaks to: a system of that region, of which nobody knows who reads behind it. What it is told is
 * what such a system may follow, by the same policy; nothing that is sealed, also where an office has it sent.
 */
export const readerOf = ({ regionCode }: { regionCode: string }): Viewer => ({
  kind: "client",
  id: null,
  name: "",
  role: "system",
  region: regionCode,
  department: null,
  scopes: ["read"],
});
