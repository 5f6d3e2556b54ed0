import type { Prisma } from "../../prisma/generated/client.ts";
import type { ComplaintSource } from "../../prisma/generated/enums.ts";
import { announce } from "../activity/instruct.ts";
import { transact, type Work } from "../activity/transact.ts";
import { settingsByDay } from "../campaign/settings-in-force.ts";
import type { HubContext } from "../context.ts";
import { oweGuidance } from "../exit/guidance.ts";
import { nextNumbers } from "../number.ts";
import { orRefusal, Refusal } from "../refusal.ts";
import { directoryFor, type Named } from "./directory.ts";
import { newTrackingCode, type PersonalData, requirePhone, sealPersonalData, trackingHash } from "./personal-data.ts";
import { refuse } from "./refusals.ts";
import { fileComplaint as file } from "./rules.ts";
import { columns, withFacts } from "./write.ts";

export interface Filing extends Named {
  source: ComplaintSource;
  /** Name and telephone are not kept then, whatever is sent. */
  anonymous: boolean;
  /** Recorded by staff, or the telephone was verified. */
  confirmed: boolean;
  personal: PersonalData;
  /** When the complainant filed it, where another system took it in before; its clocks run from then. */
  filedAt?: Date | null;
}

export interface Taken {
  id: string;
  /** Shown to the complainant once and kept nowhere. */
  trackingCode: string;
  /** The complaint's own key, for the photos that come with it. */
  key: Buffer;
}

/**
 * Takes a complaint in, by whatever channel (plan 四(一)).
 *
 * @throws {Refusal} `complaint/complex-unknown`, `complaint/place-missing`, `complaint/kind-unknown`,
 * `complaint/filed-in-the-future`
 */
export async function takeIn(work: Work, filing: Filing): Promise<Taken> {
  const [taken] = await takeInAll(work, [filing]);
  if (taken instanceof Refusal) throw taken;
  return taken as Taken;
}

/** Takes any number of complaints in with a few statements; answers in their order, each for itself. */
export async function takeInAll(work: Work, filings: readonly Filing[]): Promise<(Taken | Refusal)[]> {
  const { tx, now, context } = work;
  const directory = await directoryFor(work, filings);
  const settingsOn = await settingsByDay(tx, context.campaign);
  const admitted = filings.map((filing) =>
    orRefusal(() => {
      const filedAt = filing.filedAt ?? now;
      if (filedAt > now) throw refuse("complaint/filed-in-the-future", ["filedAt"]);
      directory.requireKind(filing.kindCode);
      return { ...filing, place: directory.placeOf(filing), filedAt };
    }),
  );
  const regions = admitted.flatMap((one) =>
    one instanceof Refusal ? [] : [one.place.countyCode ?? one.place.cityCode],
  );
  const numbers = await nextNumbers(tx, now, regions);
  const prepared = admitted.map((filing) => {
    if (filing instanceof Refusal) return filing;
    const { place, source, anonymous, filedAt, kindCode = null } = filing;
    // A case is judged by the rule of its own date.
    const decision = file(filing, { now: filedAt, settings: settingsOn(filedAt).complaint });
    const trackingCode = newTrackingCode();
    const { key, secret } = sealPersonalData(context.vault, keptOf(filing.personal, anonymous));
    const number = numbers.shift() as string;
    const row = { ...columns(decision), ...place, number, source, kindCode, filedAt };
    return { row: { ...row, trackingHash: trackingHash(trackingCode) }, decision, trackingCode, key, secret };
  });
  const rows = prepared.flatMap((one) => (one instanceof Refusal ? [] : [one]));
  if (rows.length === 0) return prepared as Refusal[];
  const created = await tx.complaint.createManyAndReturn({
    data: rows.map(({ row }) => row as Prisma.ComplaintCreateManyInput),
    select: { id: true, number: true },
  });
  const idOf = new Map(created.map(({ id, number }) => [number, id]));
  const taken = prepared.map((one) =>
    one instanceof Refusal ? one : { ...one, id: idOf.get(one.row.number) as string },
  );
  await tx.complaintSecret.createMany({
    data: taken.flatMap((one) => (one instanceof Refusal ? [] : [{ ...one.secret, complaintId: one.id }])),
  });
  const answers = taken.map((one) => {
    if (one instanceof Refusal) return one;
    const { id, row, trackingCode, key } = one;
    const { fields, ...decision } = one.decision;
    const facts = { source: row.source, violationKind: row.kindCode, confirmed: fields.confirmed ?? false };
    announce(work, "Complaint", { ...row, id, version: 0 }, withFacts(decision, facts), { occurredAt: row.filedAt });
    return { id, trackingCode, key };
  });
  const counting = rows.filter(({ decision }) => decision.fields.confirmed);
  await oweGuidance(
    work,
    counting.flatMap(({ row }) => row.complexId ?? []),
  );
  return answers;
}

/** Of somebody who stays anonymous neither name nor telephone is kept, nor where they write from. */
export const keptOf = (personal: PersonalData, anonymous: boolean): PersonalData =>
  anonymous ? { ...personal, name: null, phone: null, email: undefined } : personal;

/** Staff record what came by telephone, visit or letter. */
export const recordComplaint = (context: HubContext, filing: Omit<Filing, "confirmed" | "filedAt">) =>
  transact(context, async (work) => {
    work.require("complaint.record");
    if (!filing.anonymous) requirePhone(filing.personal.phone, ["complainant", "phone"]);
    const { id, trackingCode } = await takeIn(work, { ...filing, confirmed: true });
    return { id, result: { id, trackingCode } };
  });
