import type { Work } from "../activity/transact.ts";
import { refuseGeneral } from "../refusal.ts";
import { visibleTo } from "./policy.ts";

/** @throws {Refusal} `not-found` where a command names a company that the viewer may not see */
export async function requireCompany({ tx, viewer }: Work, companyId: string | null): Promise<void> {
  if (companyId === null) return;
  const company = await tx.company.findFirst({
    where: { AND: [{ id: companyId }, visibleTo(viewer)] },
    select: { id: true },
  });
  if (!company) throw refuseGeneral("not-found", ["companyId"]);
}
