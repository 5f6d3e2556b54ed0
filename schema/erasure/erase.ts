import type { ErasureReason, ErasureRun } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import { decide } from "../complaint/rules.ts";
import type { Circumstances } from "../complaint/states.ts";
import { type Loaded, withFacts, write } from "../complaint/write.ts";
import { destroyPersonalData } from "./destroy.ts";

/**
 * Destroys the personal data of one complaint and leaves the proof; the case stays, without the person.
 *
 * @throws {Refusal} `complaint/…` or `erasure/…` where it may not be destroyed now
 */
export async function erase(
  work: Work,
  complaint: Loaded,
  run: Pick<ErasureRun, "id" | "ground">,
  circumstances: Circumstances,
): Promise<void> {
  const decision = decide(complaint, { type: "erase" }, circumstances);
  const destroyed = await destroyPersonalData(work, complaint.id);
  await write(work, complaint, withFacts(decision, { ground: run.ground, files: destroyed.files }));
  const { id: complaintId, number, cityCode, countyCode, subdistrictCode, closedAt } = complaint;
  await work.tx.erasureProof.create({
    data: {
      runId: run.id,
      complaintId,
      number,
      cityCode,
      countyCode,
      subdistrictCode,
      closedAt: closedAt ?? work.now,
      erasedAt: work.now,
      ...destroyed,
    },
  });
}

/** Earlier than the setting says, because the person may ask for it (Personal Information Protection Law 47). */
export async function eraseOnRequest(
  work: Work,
  complaint: Loaded,
  reason: ErasureReason,
  circumstances: Circumstances,
): Promise<void> {
  const { cityCode, countyCode, subdistrictCode } = complaint;
  const run = await work.tx.erasureRun.create({
    data: {
      ground: "request",
      reason,
      askedById: work.viewer.id,
      cityCode,
      countyCode,
      subdistrictCode,
      retentionMonths: circumstances.settings.retentionMonths,
      startedAt: work.now,
      finishedAt: work.now,
      erased: 1,
    },
  });
  await erase(work, complaint, run, circumstances);
}
