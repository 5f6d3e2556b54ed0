import type { Evidence } from "../../prisma/generated/client.ts";
import { keyOf } from "../complaint/personal-data.ts";
import type { HubContext } from "../context.ts";
import { requireUuid } from "../node.ts";
import { decrypt } from "../privacy/vault.ts";
import { refuseGeneral } from "../refusal.ts";
import { vaultPurpose } from "./commands.ts";
import { maySee } from "./policy.ts";

/** The file's row, if it exists and the viewer may see it. */
export async function findEvidence(context: HubContext, id: string): Promise<Evidence | null> {
  const file = await context.db.evidence.findUnique({ where: { id } });
  return file && (await maySee(context, file)) ? file : null;
}

/**
 * A stored file in plain.
 *
 * @throws {Refusal} `not-found` also where the viewer may not see it
 */
export async function openEvidence(context: HubContext, id: string): Promise<{ file: Evidence; bytes: Buffer }> {
  const file = await findEvidence(context, requireUuid(id));
  const key = file?.complaintId && (await complaintKey(context, file.complaintId));
  if (!file || (file.complaintId && !key)) throw refuseGeneral("not-found");
  const sealed = await context.evidence.read(file.id);
  return { file, bytes: key ? decrypt(key, sealed) : context.vault.open(sealed, vaultPurpose) };
}

/** Null once it was destroyed, and the photos with it. */
async function complaintKey({ db, vault }: HubContext, complaintId: string) {
  const secret = await db.complaintSecret.findUnique({
    where: { complaintId },
    select: { wrappedKey: true, masterKey: true },
  });
  return secret && keyOf(vault, secret);
}
