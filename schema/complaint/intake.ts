import type { Prisma } from "../../prisma/generated/client.ts";
import type { ComplaintSource } from "../../prisma/generated/enums.ts";
import { announce } from "../activity/instruct.ts";
import { transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { nextNumber } from "../number.ts";
import { covers } from "../region/policy.ts";
import { newTrackingCode, type PersonalData, sealPersonalData, trackingHash } from "./personal-data.ts";
import { refuse } from "./refusals.ts";
import { fileComplaint as file } from "./rules.ts";
import { columns, withFacts } from "./write.ts";

export interface Filing {
  source: ComplaintSource;
  /** The complex, or where it is not in the ledger yet, its county. */
  complexId?: string | null;
  countyCode?: string | null;
  kindCode?: string | null;
  anonymous: boolean;
  /** Recorded by staff, or the telephone was verified. */
  confirmed: boolean;
  personal: PersonalData;
}

/**
 * Takes a complaint in, by whatever channel (plan 四(一)).
 *
 * @returns the tracking code, which is shown to the complainant once and kept nowhere, and the complaint's own key, for
 * the photos that come with it.
 * @throws {Refusal} `complaint/complex-unknown`, `complaint/place-missing`, `complaint/kind-unknown`
 */
export async function takeIn(work: Work, filing: Filing): Promise<{ id: string; trackingCode: string; key: Buffer }> {
  const { tx, now, context } = work;
  const place = await placeOf(work, filing);
  if (filing.kindCode && !(await tx.violationKind.findUnique({ where: { code: filing.kindCode } })))
    throw refuse("complaint/kind-unknown", ["kind"]);
  const { complaint: settings } = await work.settings();
  const { source, kindCode } = filing;
  const { fields, ...decision } = file(filing, { now, settings });
  const trackingCode = newTrackingCode();
  const { key, secret } = sealPersonalData(context.vault, filing.personal);
  const { id } = await tx.complaint.create({
    data: {
      ...columns({ ...decision, fields }),
      ...place,
      number: await nextNumber(tx, now, place.countyCode),
      source,
      kindCode: kindCode ?? null,
      filedAt: now,
      trackingHash: trackingHash(trackingCode),
      secret: { create: secret },
    } as Prisma.ComplaintUncheckedCreateInput,
    select: { id: true },
  });
  const facts = { source, violationKind: kindCode ?? null, confirmed: fields.confirmed ?? false };
  announce(work, "Complaint", { ...place, id, version: 0 }, withFacts(decision, facts));
  return { id, trackingCode, key };
}

/** Staff record what came by telephone, visit or letter. */
export const recordComplaint = (context: HubContext, filing: Omit<Filing, "confirmed">) =>
  transact(context, async (work) => {
    work.require("complaint.record");
    const { id, trackingCode } = await takeIn(work, { ...filing, confirmed: true });
    return { id, result: { id, trackingCode } };
  });

async function placeOf({ tx, viewer, context }: Work, { complexId, countyCode }: Filing) {
  // The public and those who see the region alike may name a complex; staff only one of their own region.
  const own = (code: string) => viewer.kind === "public" || covers(viewer.region, code);
  if (complexId) {
    const complex = await tx.complex.findUnique({
      where: { id: complexId },
      select: { id: true, cityCode: true, countyCode: true, subdistrictCode: true, companyId: true },
    });
    if (!complex || !own(complex.subdistrictCode ?? complex.countyCode))
      throw refuse("complaint/complex-unknown", ["complexId"]);
    const { id, ...place } = complex;
    return { complexId: id, ...place };
  }
  const county = countyCode ? context.regions.get(countyCode) : undefined;
  if (county?.level !== "county" || !own(county.code)) throw refuse("complaint/place-missing", ["county"]);
  return {
    complexId: null,
    companyId: null,
    cityCode: county.code.slice(0, 4),
    countyCode: county.code,
    subdistrictCode: null,
  };
}
