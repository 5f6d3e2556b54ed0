import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { refuseGeneral } from "../refusal.ts";
import { nothing } from "../region/policy.ts";

/** One's own alone, whatever the role. */
export const visibleTo = ({ kind, id }: Viewer): Prisma.NotificationWhereInput =>
  kind === "user" && id !== null ? { userId: id, shown: true } : nothing;

/** @throws {Refusal} `forbidden`: a system's key and the public have nobody who reads */
export function requirePerson({ kind, id }: Viewer): string {
  if (kind !== "user" || id === null) throw refuseGeneral("forbidden");
  return id;
}
