import type { SourceSubject } from "../../prisma/generated/enums.ts";
import { transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import type { Action } from "../permissions.ts";
import { orRefusal, Refusal } from "../refusal.ts";
import { heldWords, keepWords, type NewWord, takeTurn } from "./records.ts";
import { refuse } from "./refusals.ts";
import { type HeldWord, hashOf, judge, repeatedNames, type SourceRow } from "./rules.ts";

export const upsertStatuses = ["created", "updated", "unchanged", "ignoredOlder", "refused"] as const;
export type UpsertStatus = (typeof upsertStatuses)[number];

/** What came of one row; refusals name fields below the row. */
export interface RowOutcome {
  externalId: string;
  status: UpsertStatus;
  /** Of the subject, where the row is held. */
  id: string | null;
  errors: readonly Refusal[];
  /** What else is shown of the row, once. */
  given?: Readonly<Record<string, string>>;
}

/** A row that says something new, on its way. */
export class PendingRow<Row extends SourceRow> {
  readonly row: Row;
  readonly held: HeldWord | null;
  readonly contentHash: Buffer;
  outcome: RowOutcome | null = null;

  constructor(row: Row, held: HeldWord | null, contentHash: Buffer) {
    this.row = row;
    this.held = held;
    this.contentHash = contentHash;
  }

  settle(status: UpsertStatus, id: string, given?: RowOutcome["given"]) {
    this.outcome = { externalId: this.row.externalId, status, id, errors: [], given };
  }

  refuse(...errors: Refusal[]) {
    this.outcome = refused(this.row, errors);
  }

  /** Undefined where the rule says no: then this row is refused and all others go on. */
  attempt<Result>(rule: () => Result): Result | undefined {
    const result = orRefusal(rule);
    if (!(result instanceof Refusal)) return result;
    this.refuse(result);
    return undefined;
  }
}

const refused = ({ externalId }: SourceRow, errors: readonly Refusal[]): RowOutcome => ({
  externalId,
  status: "refused",
  id: null,
  errors,
});

interface Upsert<Row extends SourceRow> {
  subject: SourceSubject;
  action: Action;
  rows: readonly Row[];
  /** What is wrong with the form of a row, by its place. */
  faults?: ReadonlyMap<number, readonly Refusal[]>;
  /** Settles or refuses every row it is given, and writes those it settles: a few statements for all of them. */
  write(work: Work, pending: readonly PendingRow<Row>[], clientId: string): Promise<void>;
}

/**
 * Takes in what a client's system says, in one transaction with one append of events. Rows succeed independently: what
 * a rule refuses is told at its row. Older words are ignored, the same word again changes nothing.
 *
 * @throws {Refusal} `forbidden`, `source/client-only`
 */
export const upsert = <Row extends SourceRow>(context: HubContext, call: Upsert<Row>): Promise<RowOutcome[]> =>
  transact(context, async (work) => {
    const { viewer, tx } = work;
    const { subject, rows } = call;
    if (viewer.kind !== "client" || !viewer.id) throw refuse("source/client-only");
    work.require(call.action);
    await takeTurn(tx, viewer.id, subject);
    const held = await heldWords(
      tx,
      viewer.id,
      subject,
      rows.map(({ externalId }) => externalId),
    );
    const repeated = repeatedNames(rows);
    const words: NewWord[] = [];
    const taken = rows.map((row, index): RowOutcome | PendingRow<Row> => {
      const faults = call.faults?.get(index) ?? (repeated.has(index) ? [repeated.get(index) as Refusal] : []);
      if (faults.length > 0) return refused(row, faults);
      // Under a key: of a short text, or a telephone, a bare hash could be guessed.
      const contentHash = context.vault.fingerprint(hashOf(row));
      const verdict = judge(row, contentHash, held.get(row.externalId) ?? null);
      if (verdict.take === "write") return new PendingRow(row, verdict.held, contentHash);
      if (verdict.take === "unchanged" && verdict.newer)
        words.push({ ...verdict.held, externalId: row.externalId, sourceUpdatedAt: row.sourceUpdatedAt });
      const status = verdict.take === "older" ? "ignoredOlder" : "unchanged";
      return { externalId: row.externalId, status, id: verdict.held.subjectId, errors: [] };
    });
    const pending = taken.filter((row) => row instanceof PendingRow);
    if (pending.length > 0) await call.write(work, pending, viewer.id);
    const outcomes = taken.map((row) => (row instanceof PendingRow ? outcomeOf(row) : row));
    for (const { row, outcome, contentHash } of pending) {
      const { externalId, sourceUpdatedAt } = row;
      if (outcome?.id) words.push({ externalId, sourceUpdatedAt, subjectId: outcome.id, contentHash });
    }
    await keepWords(tx, viewer.id, subject, words);
    return outcomes;
  });

function outcomeOf<Row extends SourceRow>({ outcome, row }: PendingRow<Row>): RowOutcome {
  if (!outcome) throw new Error(`nothing was said of row ${row.externalId}`);
  return outcome;
}
