import type { Viewer } from "../../schema/account/viewer.ts";
import type { Acting } from "./hub.ts";
import { globalId } from "./schema-walk.ts";

/** A file as it lies in the store once its author has sent it; of its content nothing is kept. */
export async function storedFile(
  hub: Pick<Acting, "prisma">,
  { kind: authorKind, id: authorId }: Viewer,
  name = "photo.jpg",
): Promise<string> {
  const mediaType = name.endsWith(".pdf") ? "application/pdf" : "image/jpeg";
  const file = { sha256: new Uint8Array(32), mediaType, name, bytes: 1 };
  const { id } = await hub.prisma.evidence.create({ data: { ...file, authorKind, authorId } });
  return globalId("Evidence", id);
}
