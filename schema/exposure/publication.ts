/** What the public reads: copies of the cases as they were when they were published, with ids of their own. */
import { randomUUID } from "node:crypto";
import type { ExposureBatch } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { vaultPurpose } from "../evidence/commands.ts";
import { isUuid } from "../node.ts";
import { refuseGeneral } from "../refusal.ts";
import { published } from "./policy.ts";

/** Writes the copies. Their ids, and those of their pictures, say nothing of when the drafts were written. */
export async function publishCases({ tx, now }: Work, batch: ExposureBatch): Promise<void> {
  const cases = await tx.exposureCase.findMany({
    where: { batchId: batch.id },
    include: { company: { select: { name: true } }, complex: { select: { name: true, countyCode: true } } },
    orderBy: { position: "asc" },
  });
  // Of one moment the highest id is read first.
  const ids = cases.map(() => randomUUID()).sort((one, other) => (one < other ? 1 : -1));
  for (const [index, { kind, title, text, company, complex, ...row }] of cases.entries())
    await tx.publishedCase.create({
      data: {
        id: ids[index] as string,
        batchId: batch.id,
        caseId: row.id,
        bodyCode: batch.bodyCode,
        month: batch.month,
        kind,
        title,
        text,
        companyName: company.name,
        complexName: complex?.name ?? null,
        regionCode: complex?.countyCode ?? batch.bodyCode,
        publishedAt: now,
        pictures: { create: row.pictureIds.map((evidenceId, position) => ({ evidenceId, position })) },
      },
    });
}

/** They disappear, and nothing tells that they were there. */
export async function withdrawPublished(
  { tx, now }: Work,
  of: { caseId: string } | { batchId: string },
  withdrawalReason: string,
): Promise<void> {
  await tx.publishedCase.updateMany({ where: { ...of, ...published }, data: { withdrawnAt: now, withdrawalReason } });
}

/**
 * A picture of a published case in plain, for anybody.
 *
 * @throws {Refusal} `not-found` also where it was withdrawn
 */
export async function openPublishedPicture({ db, evidence, vault }: HubContext, id: string) {
  const picture = isUuid(id)
    ? await db.publishedPicture.findFirst({ where: { id, case: { is: published } }, select: { evidenceId: true } })
    : null;
  const file =
    picture && (await db.evidence.findUnique({ where: { id: picture.evidenceId }, select: { mediaType: true } }));
  if (!picture || !file) throw refuseGeneral("not-found");
  return { mediaType: file.mediaType, bytes: vault.open(await evidence.read(picture.evidenceId), vaultPurpose) };
}
