import { isRepeat } from "../activity/transact.ts";
import { currentSettings } from "../campaign/settings-in-force.ts";
import { takeIn } from "../complaint/intake.ts";
import { requirePhone } from "../complaint/personal-data.ts";
import { keepPhotos } from "../complaint/photos.ts";
import type { HubContext } from "../context.ts";
import { checkFiles, transactKeeping } from "../evidence/commands.ts";
import { isBlank } from "../text.ts";
import { chargeAddress, chargePlace, type Limit } from "./limits.ts";
import { checkProof, spend } from "./proof.ts";
import { refuse } from "./refusals.ts";

/** What an owner sends from the public page. */
export interface WebFiling {
  complexId: string | null;
  countyCode: string | null;
  place: string | null;
  kindCode: string | null;
  text: string;
  anonymous: boolean;
  name: string | null;
  phone: string | null;
  address: string | null;
  photos: readonly File[];
  proof: string;
}

export const filingsOfAddress = async (context: HubContext): Promise<Limit> => ({
  name: "filing",
  calls: (await currentSettings(context)).publicForm.filingsPerAddress,
  seconds: 3600,
});

/**
 * An owner files a complaint without signing in. It is not confirmed: staff call back or go and see first.
 *
 * @returns the tracking code, once
 * @throws {Refusal} `filing/…`, `rate-limited`, `evidence/…` at the photo, or those of `takeIn`
 */
export async function fileFromWeb(context: HubContext, filing: WebFiling) {
  // A repeat after a broken line is given its outcome: it is neither counted nor asked for another proof.
  const prepared = (await isRepeat(context)) ? { proof: null, photos: [] } : await prepare(context, filing);
  return transactKeeping(context, async (work, keep) => {
    if (prepared.proof) await spend(work, prepared.proof);
    const { id, trackingCode, key } = await takeIn(work, {
      source: "web",
      complexId: filing.complexId,
      countyCode: filing.countyCode,
      kindCode: filing.kindCode,
      confirmed: false,
      ...complainantOf(filing),
    });
    await keepPhotos(work, keep, id, key, prepared.photos);
    return { result: { trackingCode } };
  });
}

/** Everything that can be refused without a transaction, what costs least first. */
async function prepare(context: HubContext, filing: WebFiling) {
  requirePlace(filing);
  if (!filing.anonymous) requirePhone(filing.phone, ["phone"]);
  const proof = await checkProof(context, filing.proof);
  const { publicForm } = await currentSettings(context);
  await chargeAddress(context, await filingsOfAddress(context));
  const { complexId, countyCode } = filing;
  const place = complexId
    ? { key: complexId, calls: publicForm.filingsPerComplex }
    : { key: countyCode ?? "", calls: publicForm.filingsPerCounty };
  await chargePlace(context, { name: "filing-place", calls: place.calls, seconds: 3600 }, place.key);
  const photos = await checkFiles(filing.photos, { documents: false }, "photos");
  return { proof, photos };
}

function requirePlace({ complexId, place }: WebFiling) {
  if (!complexId && isBlank(place ?? "")) throw refuse("filing/place-missing", ["place"]);
}

/** Whoever leaves nothing by which they could be reached is anonymous, said or not. */
function complainantOf({ anonymous, name, phone, address, place, text }: WebFiling) {
  const told = (words: string | null) => words?.trim() || null;
  const contact = anonymous
    ? { name: null, phone: null, address: null }
    : { name: told(name), phone: told(phone), address: told(address) };
  return {
    anonymous: contact.name === null && contact.phone === null && contact.address === null,
    personal: { ...contact, place: told(place), text },
  };
}
