import { checkFiles } from "../evidence/commands.ts";
import type { CheckedFile } from "../evidence/images.ts";
import { Refusal } from "../refusal.ts";
import { message } from "../refusals.ts";
import { bounds } from "./bounds.ts";
import type { MailAttachment } from "./parse.ts";

export interface Sorted {
  photos: readonly CheckedFile[];
  leftOut: readonly { name: string; why: string }[];
}

/**
 * What of a mail's attachments is kept, checked and encoded anew like a photo from the public page, and what is not.
 *
 * @throws {Refusal} `evidence/busy`: later
 */
export async function sortOut(attachments: readonly MailAttachment[]): Promise<Sorted> {
  const photos: CheckedFile[] = [];
  const leftOut: { name: string; why: string }[] = [];
  for (const { name, bytes } of attachments)
    if (photos.length === bounds.pictures) leftOut.push({ name, why: `超过 ${bounds.pictures} 张` });
    else
      try {
        photos.push(...(await checkFiles([new Blob([new Uint8Array(bytes)])], { documents: false }, "attachments")));
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === "evidence/busy") throw error;
        leftOut.push({ name, why: message(error, "zh") });
      }
  return { photos, leftOut };
}
