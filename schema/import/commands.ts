import type { Tx } from "../../prisma/client.ts";
import type { LedgerImport } from "../../prisma/generated/client.ts";
import { instruct } from "../activity/instruct.ts";
import { isRepeat, transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { requireMay } from "../permissions.ts";
import { addJob } from "../queue.ts";
import { visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import { discard, stage } from "./stage.ts";
import { type Command, decideImport, open, type State, working } from "./states.ts";

/** Name of the job that carries an import on. */
export const importTask = "ledgerImport";

export const askToCarryOn = (tx: Pick<Tx, "$queryRaw">, importId: string): Promise<void> =>
  addJob(tx, { task: importTask, payload: { importId }, key: `${importTask} ${importId}` });

/** Asks for those that nobody carries on: after a restore, a lost job. */
export async function sweepImports({ db }: Pick<HubContext, "db">): Promise<void> {
  const idle = await db.$queryRaw<{ id: string }[]>`
    select "id"::text from "LedgerImport"
    where "state"::text = any(${[...working]}) and "movedAt" < now() - interval '2 minutes'`;
  for (const { id } of idle) await askToCarryOn(db, id);
}

/** Of one account: under way or waiting, and in all until they are removed. */
const mostOpen = 5;
const mostKept = 50;

/**
 * Takes a spreadsheet in and rehearses it: nothing of the ledger is written before its author says so.
 *
 * @throws {Refusal} `forbidden`, `import/too-many-open`, or what keeps the file from being read
 */
export async function sendLedger(context: HubContext, file: File): Promise<{ id: string }> {
  requireMay(context.viewer, "import.send");
  const id = (await isRepeat(context)) ? "" : await requireRoom(context.db, context).then(() => stage(context, file));
  try {
    return await transact(context, async ({ tx }) => {
      // One after the other: two files at once are counted both.
      await tx.$queryRaw`select 1 from "User" where "id" = ${context.viewer.id}::uuid for no key update`;
      await requireRoom(tx, context);
      await tx.ledgerImport.update({ where: { id }, data: { state: "checking" } });
      await askToCarryOn(tx, id);
      return { id };
    });
  } finally {
    if (id) await discard(context, id);
  }
}

async function requireRoom(tx: Pick<Tx, "ledgerImport">, { viewer }: HubContext): Promise<void> {
  const rows = await tx.ledgerImport.findMany({ where: visibleTo(viewer), select: { state: true } });
  if (rows.length >= mostKept) throw refuse("import/too-many-kept", [], { max: mostKept });
  const waiting = rows.filter(({ state }) => (open as readonly State[]).includes(state));
  if (waiting.length >= mostOpen) throw refuse("import/too-many-open", [], { max: mostOpen });
}

/** @throws {Refusal} `not-found`, `conflict/stale`, `forbidden`, `import/not-in-this-state` */
export const instructImport = instruct<LedgerImport, { type: Command }>({
  subject: "LedgerImport",
  domain: "import",
  find: (tx, id, viewer) => tx.ledgerImport.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, row, { type }) => {
    const state = decideImport(row.state, type);
    const { tx } = work;
    const version = { increment: 1 };
    if (state === "applying") {
      const anew = { doneTo: 0, done: 0, created: 0, updated: 0, unchanged: 0, refused: 0 };
      await tx.ledgerImport.update({ where: { id: row.id }, data: { state, version, ...anew } });
      await askToCarryOn(tx, row.id);
      return;
    }
    await tx.ledgerImport.update({ where: { id: row.id }, data: { state, version } });
    if (row.state === "applying") tellWritten(work, row);
  },
});

/** One event says what an import came to; what became of each complex is told by its own. */
export function tellWritten(work: Work, row: LedgerImport): void {
  const { id, version, regionCode, created, updated, unchanged, refused } = row;
  if (created + updated + unchanged + refused === 0) return;
  work.record({
    kind: "LedgerImported",
    subject: { type: "LedgerImport", id, version: version + 1 },
    region: regionCode,
    facts: { created, updated, unchanged, refused },
  });
}
