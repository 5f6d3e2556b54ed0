import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing } from "../region/policy.ts";

/** What somebody has sent is his alone: nobody else learns that it exists. */
export const visibleTo = ({ kind, id }: Viewer): Prisma.LedgerImportWhereInput =>
  kind === "user" && id ? { authorId: id, state: { not: "receiving" } } : nothing;

export const rowsVisibleTo = (viewer: Viewer): Prisma.LedgerImportRowWhereInput => ({ import: visibleTo(viewer) });
