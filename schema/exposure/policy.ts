import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, within } from "../region/policy.ts";
import type { CommandType } from "./states.ts";

/** Who writes and approves, and the leading group that reads all. A key is none of them: drafts are people's. */
const writing: readonly Viewer["role"][] = ["leader", "office", "city"];

/** Batches of one's own body and of those below it; everybody else reads what was published. */
export function visibleTo({ role, region }: Viewer): Prisma.ExposureBatchWhereInput {
  if (role === "hub") return {};
  return writing.includes(role) ? within(region) : nothing;
}

export const caseVisibleTo = (viewer: Viewer): Prisma.ExposureCaseWhereInput => ({ batch: { is: visibleTo(viewer) } });

/** What was published and not withdrawn, the same for everybody. */
export const published = { withdrawnAt: null } satisfies Prisma.PublishedCaseWhereInput;

/** A body writes and approves its own batch; the province's is the leading group's to approve. */
export function isFor({ role, region }: Viewer, command: CommandType, { bodyCode }: { bodyCode: string }): boolean {
  if (role === "hub") return true;
  if (region !== bodyCode) return false;
  const approving = command === "approve" || command === "return";
  return approving ? role === (bodyCode.length === 2 ? "leader" : "city") : role !== "leader";
}
