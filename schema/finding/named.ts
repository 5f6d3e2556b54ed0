import type { Prisma } from "../../prisma/generated/client.ts";
import { lockRows, type Work } from "../activity/transact.ts";
import { refuseGeneral } from "../refusal.ts";
import { visibleTo } from "./policy.ts";

/**
 * The findings that a command names, in its order, each once; held, so that of two commands at once one alone rests on a
 * finding.
 *
 * @param read with what the rule needs to know of them
 * @throws {Refusal} `not-found` at the first that the viewer may not see
 */
export async function namedFindings<Found extends { id: string }>(
  work: Work,
  findingIds: readonly string[],
  read: (where: Prisma.FindingWhereInput) => Promise<Found[]>,
): Promise<Found[]> {
  const ids = [...new Set(findingIds)];
  await lockRows(work, "Finding", ids);
  const visible = await read({ AND: [{ id: { in: ids } }, visibleTo(work.viewer)] });
  const found = new Map(visible.map((finding) => [finding.id, finding]));
  return ids.map((id, index) => {
    const finding = found.get(id);
    if (!finding) throw refuseGeneral("not-found", ["findingIds", String(index)]);
    return finding;
  });
}
