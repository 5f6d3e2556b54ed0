import type { SubjectType } from "../activity/log.ts";
import type { Work } from "../activity/transact.ts";
import { refuseGeneral } from "../refusal.ts";
import type { RegionColumns } from "../region/policy.ts";

/**
 * Gives uploaded files to what they prove. Each file proves one thing, and only its author can give it.
 *
 * @param subject with the act of its checklist that they show, where they show one
 * @throws {Refusal} `not-found` at the file's place in `field`
 */
export async function attachEvidence(
  { tx, viewer }: Work,
  ids: readonly string[],
  subject: { type: SubjectType; id: string; act?: string },
  { cityCode, countyCode, subdistrictCode }: Omit<RegionColumns, "cityCode"> & { cityCode: string | null },
  field: readonly string[] = ["evidenceIds"],
): Promise<number> {
  if (ids.length === 0) return 0;
  const mine = await tx.evidence.findMany({
    where: { id: { in: [...ids] }, subjectId: null, erasedAt: null, authorKind: viewer.kind, authorId: viewer.id },
    select: { id: true },
  });
  const known = new Set(mine.map(({ id }) => id));
  ids.forEach((id, index) => {
    if (!known.has(id)) throw refuseGeneral("not-found", [...field, String(index)]);
  });
  // Another command may have taken one since: whoever waits here for it finds it taken.
  const { count } = await tx.evidence.updateMany({
    where: { id: { in: [...ids] }, subjectId: null },
    data: {
      subjectType: subject.type,
      subjectId: subject.id,
      actCode: subject.act ?? null,
      cityCode,
      countyCode,
      subdistrictCode,
    },
  });
  if (count < known.size) throw refuseGeneral("not-found", field);
  return count;
}
