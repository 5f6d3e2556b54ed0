import type { Work } from "../activity/transact.ts";
import type { Keep } from "../evidence/commands.ts";
import type { CheckedFile } from "../evidence/images.ts";
import { encrypt } from "../privacy/vault.ts";

/** Under the complaint's own key, so that its destruction takes the photos too; under names that tell nothing. */
export async function keepPhotos(
  work: Work,
  keep: Keep,
  id: string,
  key: Uint8Array,
  photos: readonly CheckedFile[],
): Promise<void> {
  if (photos.length === 0) return;
  const region = await work.tx.complaint.findUniqueOrThrow({
    where: { id },
    select: { cityCode: true, countyCode: true, subdistrictCode: true },
  });
  for (const [index, photo] of photos.entries()) {
    await keep(photo, (bytes) => encrypt(key, bytes), {
      ...region,
      name: `photo-${index + 1}.${photo.extension}`,
      complaintId: id,
      subjectType: "Complaint",
      subjectId: id,
    });
  }
}
