/** A complaint says something else than before: what it said is kept, and where it stands does not change. */
import type { Work } from "../activity/transact.ts";
import { covers, regionOf } from "../region/policy.ts";
import { laidOver } from "../source/rules.ts";
import { type Directory, directoryFor, type Named } from "./directory.ts";
import { keptOf } from "./intake.ts";
import { keyOf, openPersonalData, type PersonalData, sealText, telephoneHash } from "./personal-data.ts";
import { erasedSince, refuse } from "./refusals.ts";
import { decide } from "./rules.ts";
import type { ComplaintDecision } from "./states.ts";
import { announceWritten, type Loaded } from "./write.ts";

/** A field that is left out stays as it is. */
export interface Words extends Named {
  source?: Loaded["source"];
  anonymous?: boolean;
  personal?: Partial<PersonalData>;
}

export interface Correction {
  complaint: Loaded;
  after: Pick<
    Loaded,
    "source" | "kindCode" | "complexId" | "companyId" | "countyCode" | "subdistrictCode" | "anonymous"
  >;
  changed: readonly string[];
  /** Sealed anew; null where nobody's data changed. */
  secret: { content: Uint8Array; phoneHash: Uint8Array | null } | null;
  decision: ComplaintDecision;
}

/**
 * What a complaint says once words are laid over it; null where that is what it says already.
 *
 * @throws {Refusal} `complaint/erased`, `-elsewhere`, `-not-in-this-state`, or what the words name is unknown
 */
export function correctionOf(
  { now, context }: Work,
  directory: Directory,
  complaint: Loaded,
  words: Words,
  circumstances: { settings: Parameters<typeof decide>[2]["settings"]; reason?: string },
): Correction | null {
  const key = complaint.secret && keyOf(context.vault, complaint.secret);
  const personal = complaint.secret && openPersonalData(context.vault, complaint.secret);
  if (!key || !personal) throw erasedSince(complaint);
  directory.requireKind(words.kindCode);
  const { source, anonymous, kindCode } = words;
  const said = laidOver(complaint, { source, anonymous, kindCode, ...placeAfter(directory, complaint, words) });
  const told = laidOver(
    { place: null, ...personal },
    keptOf({ ...personal, ...definedOf(words.personal ?? {}) }, said.next.anonymous),
  );
  const changed = [...said.changed.filter((field) => !derived.has(field)), ...told.changed];
  if (changed.length === 0) return null;
  const facts = {
    changed,
    ...(said.changed.includes("source") && { sourceBefore: complaint.source, source: said.next.source }),
    ...(said.changed.includes("kindCode") && {
      violationKindBefore: complaint.kindCode,
      violationKind: said.next.kindCode,
    }),
  };
  // The newest word of whoever took it in is reason enough; which fields it changes is on record.
  const command = { type: "correct" as const, reason: circumstances.reason ?? changed.join(), facts };
  return {
    complaint,
    after: said.next,
    changed,
    secret: told.changed.length > 0 ? sealed(told.next, key, context.vault) : null,
    // What is pending hinders no correction.
    decision: decide(complaint, command, { now, settings: circumstances.settings, pendingFindings: 0 }),
  };
}

/** They come with the complex. */
const derived: ReadonlySet<string> = new Set(["companyId", "subdistrictCode"]);

/** Another complex is possible within the region in which the complaint counts; any of its city before it counts in a county. */
function placeAfter(directory: Directory, complaint: Loaded, { complexId, countyCode }: Words) {
  if (complexId === undefined && countyCode == null) return {};
  const named = { complexId: complexId === undefined ? complaint.complexId : complexId };
  const place = directory.placeOf({ ...named, countyCode: countyCode ?? complaint.countyCode });
  if (complaint.countyCode === null && covers(complaint.cityCode, regionOf(place))) return place;
  if (regionOf(place) !== regionOf(complaint) || (countyCode != null && countyCode !== complaint.countyCode))
    throw refuse("complaint/elsewhere", [complexId === undefined ? "county" : "complexId"]);
  // Who served the complex then is not looked up again for a complaint that stays with it.
  return place.complexId === complaint.complexId ? {} : { complexId: place.complexId, companyId: place.companyId };
}

const definedOf = (words: Partial<PersonalData>): Partial<PersonalData> =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));

const sealed = (data: PersonalData, key: Uint8Array, vault: Work["context"]["vault"]) => ({
  content: sealText(key, JSON.stringify(data)),
  phoneHash: telephoneHash(vault, data.phone),
});

/** What the words of any number of corrections name, looked up together with what the complaints name now. */
export const directoryOf = (work: Work, items: readonly { complaint: Loaded; words: Words }[]): Promise<Directory> =>
  directoryFor(
    work,
    items.flatMap(({ complaint: { complexId, countyCode }, words }) => [{ complexId, countyCode }, words]),
  );

/** Writes any number of corrections, each to a complaint of its own that is locked: a few statements for all of them. */
export async function writeCorrections(work: Work, corrections: readonly Correction[]): Promise<void> {
  if (corrections.length === 0) return;
  const { tx, now } = work;
  await tx.complaintRevision.createMany({
    data: corrections.map(({ complaint, changed, secret }) => ({
      complaintId: complaint.id,
      version: complaint.version,
      replacedAt: now,
      changed: [...changed],
      source: complaint.source,
      kindCode: complaint.kindCode,
      complexId: complaint.complexId,
      anonymous: complaint.anonymous,
      content: secret ? complaint.secret?.content : null,
    })),
  });
  const rows = corrections.map(({ complaint, after, decision: { fields } }) => ({
    ...complaint,
    ...fields,
    ...after,
    trackingHash: undefined,
    secret: undefined,
  }));
  await tx.$executeRaw`
    update "Complaint" held set "version" = held."version" + 1, "updatedAt" = ${now}, "source" = word."source",
      "kindCode" = word."kindCode", "complexId" = word."complexId", "companyId" = word."companyId",
      "countyCode" = word."countyCode", "subdistrictCode" = word."subdistrictCode",
      "anonymous" = word."anonymous", "lapsed" = word."lapsed", "nextDueAt" = word."nextDueAt",
      "overdueAt" = word."overdueAt", "calendarPublished" = word."calendarPublished"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as word("id" uuid, "source" "ComplaintSource",
      "kindCode" text, "complexId" uuid, "companyId" uuid, "countyCode" text, "subdistrictCode" text, "anonymous" boolean, "lapsed" "ComplaintClock"[],
      "nextDueAt" timestamptz, "overdueAt" timestamptz, "calendarPublished" boolean)
    where held."id" = word."id"`;
  const secrets = corrections.flatMap(({ complaint: { id }, secret }) =>
    secret ? [{ id, content: hex(secret.content), phoneHash: secret.phoneHash && hex(secret.phoneHash) }] : [],
  );
  if (secrets.length > 0)
    await tx.$executeRaw`
      update "ComplaintSecret" held set "content" = decode(word."content", 'hex'),
        "phoneHash" = decode(word."phoneHash", 'hex')
      from jsonb_to_recordset(${JSON.stringify(secrets)}::jsonb) as word("id" uuid, "content" text, "phoneHash" text)
      where held."complaintId" = word."id"`;
  for (const { complaint, after, decision } of corrections)
    await announceWritten(work, { ...complaint, ...after }, decision);
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
