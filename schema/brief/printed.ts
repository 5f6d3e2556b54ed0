import { requireReader } from "../account/reader.ts";
import type { HubContext } from "../context.ts";
import { isUuid } from "../node.ts";
import { refuseGeneral } from "../refusal.ts";
import { visibleTo } from "./policy.ts";

export type Format = "docx" | "xlsx";

export interface PrintedBrief {
  title: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A file of an approved brief as it was issued.
 *
 * @throws {Refusal} `unauthenticated`, `forbidden`; `not-found` also where the viewer may not see it, or it is a draft
 */
export async function printedBrief({ db, viewer }: HubContext, id: string, format: Format): Promise<PrintedBrief> {
  requireReader(viewer);
  const file = isUuid(id)
    ? await db.provincialBriefFile.findFirst({
        where: { format, brief: { AND: [{ id }, visibleTo(viewer)] } },
        include: { brief: { select: { week: { select: { isoYear: true, isoWeek: true } } } } },
      })
    : null;
  if (!file) throw refuseGeneral("not-found");
  const { isoYear, isoWeek } = file.brief.week;
  return { title: `brief-${isoYear}-W${String(isoWeek).padStart(2, "0")}`, bytes: file.bytes };
}
