import type { ComplaintSource } from "../../prisma/generated/enums.ts";
import { lockRows, type Work } from "../activity/transact.ts";
import { settingsByDay } from "../campaign/settings-in-force.ts";
import type { HubContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { covers, regionOf } from "../region/policy.ts";
import { heldWords } from "../source/records.ts";
import type { HeldWord, SourceRow } from "../source/rules.ts";
import { type PendingRow, type RowOutcome, upsert } from "../source/upsert.ts";
import { correctionOf, directoryOf, type Words, writeCorrections } from "./corrections.ts";
import { type Filing, takeInAll } from "./intake.ts";
import type { PersonalData } from "./personal-data.ts";
import { refuse } from "./refusals.ts";
import type { Loaded } from "./write.ts";

/** What a city's system says of a complaint: facts, never where it stands. */
export interface ComplaintRow extends SourceRow {
  source: ComplaintSource;
  /** The client's own name for the complex; null: it is not in the ledger. */
  complexExternalId?: string | null;
  /** Where the complex is not in the ledger. */
  county?: string | null;
  kind?: string | null;
  anonymous?: boolean | null;
  /** Whether the complainant was reached, where it is new; later that is a command. */
  confirmed?: boolean | null;
  filedAt?: Date | null;
  complainant: { [Field in keyof PersonalData]?: PersonalData[Field] | null };
}

type Pending = PendingRow<ComplaintRow>;

/**
 * Takes in complaints from a city's system, keyed by its own names. A held one that is said otherwise is corrected:
 * where it stands does not change, and what was said before is kept.
 *
 * @throws {Refusal} `forbidden`, `source/client-only`; what is wrong with a row is told at the row.
 */
export const upsertComplaints = (
  context: HubContext,
  rows: readonly ComplaintRow[],
  faults?: ReadonlyMap<number, readonly Refusal[]>,
): Promise<RowOutcome[]> =>
  upsert(context, {
    subject: "complaint",
    action: "complaint.upsert",
    rows,
    faults,
    write: async (work, pending, clientId) => {
      const names = pending.flatMap(({ row }) => row.complexExternalId ?? []);
      const complexes = names.length > 0 ? await heldWords(work.tx, clientId, "complex", names) : new Map();
      const located = pending.flatMap((row) => {
        const words = row.attempt(() => wordsOf(row.row, complexes));
        return words ? [{ row, words }] : [];
      });
      await takeInNew(
        work,
        located.filter(({ row }) => row.held === null),
      );
      await correctHeld(
        work,
        located.filter(({ row }) => row.held !== null),
      );
    },
  });

interface Located {
  row: Pending;
  words: Words;
}

function wordsOf(row: ComplaintRow, complexes: ReadonlyMap<string, HeldWord>): Words {
  const { source, complexExternalId: name, county, kind, anonymous, complainant } = row;
  const complexId = name == null ? name : complexes.get(name)?.subjectId;
  if (name != null && !complexId)
    throw refuse("complaint/complex-name-unknown", ["complexExternalId"], { externalId: name });
  const { text, ...others } = complainant;
  return {
    source,
    complexId,
    countyCode: county,
    kindCode: kind,
    anonymous: anonymous ?? undefined,
    personal: { ...others, ...(text != null && { text }) },
  };
}

async function takeInNew(work: Work, located: readonly Located[]) {
  const filings = located.flatMap(({ row, words }) => {
    const filing = row.attempt(() => filingOf(row.row, words));
    return filing ? [{ row, filing }] : [];
  });
  const taken = await takeInAll(
    work,
    filings.map(({ filing }) => filing),
  );
  for (const [index, { row }] of filings.entries()) {
    const one = taken[index] as (typeof taken)[number];
    if (one instanceof Refusal) row.refuse(atRow(one));
    else row.settle("created", one.id, { trackingCode: one.trackingCode });
  }
}

function filingOf({ source, confirmed, filedAt }: ComplaintRow, words: Words): Filing {
  const { name = null, phone = null, address = null, place = null, text } = words.personal ?? {};
  if (!text) throw refuse("complaint/text-missing", ["complainant", "text"]);
  return {
    ...words,
    source,
    anonymous: words.anonymous ?? false,
    // A hotline's own people took it in, unless its system says that nobody has spoken to the complainant yet.
    confirmed: confirmed ?? true,
    filedAt,
    personal: { name, phone, address, place, text },
  };
}

async function correctHeld(work: Work, located: readonly Located[]) {
  if (located.length === 0) return;
  const held = await lock(
    work,
    located.flatMap(({ row }) => row.held?.subjectId ?? []),
  );
  const items = located.flatMap(({ row, words }) => {
    const complaint = row.attempt(() => ownOf(work, held.get(row.held?.subjectId ?? ""), row.row));
    return complaint ? [{ row, words, complaint }] : [];
  });
  const directory = await directoryOf(work, items);
  const { complaint: settings } = (await settingsByDay(work.tx, work.context.campaign))(work.now);
  const corrections = items.flatMap(({ row, words, complaint }) => {
    const correction = row.attempt(() => ({ of: correctionOf(work, directory, complaint, words, { settings }) }));
    if (correction) row.settle(correction.of ? "updated" : "unchanged", complaint.id);
    else if (row.outcome) row.refuse(...row.outcome.errors.map(atRow));
    return correction?.of ?? [];
  });
  await writeCorrections(work, corrections);
}

async function lock(work: Work, ids: readonly string[]): Promise<ReadonlyMap<string, Loaded>> {
  await lockRows(work, "Complaint", ids);
  const found = await work.tx.complaint.findMany({ where: { id: { in: [...ids] } }, include: { secret: true } });
  return new Map(found.map((complaint) => [complaint.id, complaint]));
}

function ownOf({ viewer }: Work, complaint: Loaded | undefined, { filedAt }: ComplaintRow): Loaded {
  if (!complaint || !covers(viewer.region, regionOf(complaint))) throw new Refusal("not-found");
  if (filedAt && filedAt.getTime() !== complaint.filedAt.getTime())
    throw refuse("complaint/filed-at-fixed", ["filedAt"]);
  return complaint;
}

/** A row names its complex by the client's own name. */
const atRow = (refusal: Refusal): Refusal =>
  refusal.field[0] === "complexId" ? new Refusal(refusal.code, ["complexExternalId"], refusal.facts) : refusal;
