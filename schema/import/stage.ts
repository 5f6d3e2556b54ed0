import pLimit from "p-limit";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { HubContext } from "../context.ts";
import { refuseGeneral } from "../refusal.ts";
import { fileName } from "../text.ts";
import { importColumn } from "./columns.ts";
import { columnsIn, mostRowsAboveHeadings, type SheetColumn } from "./headings.ts";
import { identityOf, readLine } from "./line.ts";
import { Places } from "./places.ts";
import { refuse } from "./refusals.ts";
import { readSheet } from "./sheet.ts";
import type { SheetRow } from "./sheet-rows.ts";

export const mostRows = 20_000;
const mostBytes = 10 * 1024 * 1024;

/** Files read at a time in this process, and how many may wait: each has a thread and its memory meanwhile. */
const readers = pLimit(2);
const mostWaiting = 8;

/**
 * Reads a file and keeps its rows, as they are, until somebody decides. Nothing of the ledger is looked at yet.
 *
 * @returns the id of the import, which nobody sees before it is taken up
 * @throws {Refusal} `import/…`, `request/busy`
 */
export function stage(context: HubContext, file: File): Promise<string> {
  if (file.size > mostBytes) throw refuse("import/too-large", ["file"], { megabytes: mostBytes / 1024 ** 2 });
  if (readers.pendingCount >= mostWaiting) throw refuseGeneral("request/busy");
  return readers(() => read(context, file));
}

async function read(context: HubContext, file: File): Promise<string> {
  const { db, viewer, regions } = context;
  const places = new Places(regions, viewer.region);
  let held: { id: string; columns: readonly SheetColumn[] } | undefined;
  let total = 0;
  let above = 0;
  try {
    for await (const chunk of readSheet(new Uint8Array(await file.arrayBuffer()), mostRows)) {
      let rows: readonly SheetRow[] = chunk;
      for (const [index, { cells }] of held ? [] : chunk.entries()) {
        const columns = columnsIn(cells);
        if (columns) held = { id: await begin(context, file.name, columns), columns };
        else if (++above >= mostRowsAboveHeadings) break;
        rows = chunk.slice(index + 1);
        if (held) break;
      }
      if (!held) break;
      total += rows.length;
      const { id, columns } = held;
      const kept = rows.map(({ row, cells }) => ({
        row,
        cells,
        identity: identityOf(readLine(row, columns, cells, places).line),
      }));
      await db.$executeRaw`
        insert into "LedgerImportRow" ("id", "importId", "row", "cells", "identity")
        select gen_random_uuid(), ${id}::uuid, "row", "cells", "identity"
        from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as ("row" int, "cells" jsonb, "identity" text)`;
    }
    if (!held) throw headingsMissing(context);
    if (total === 0) throw refuse("import/no-rows", ["file"]);
    await db.ledgerImport.update({ where: { id: held.id }, data: { total } });
    return held.id;
  } catch (error) {
    if (held) await discard(context, held.id);
    throw error;
  }
}

const headingsMissing = ({ locale }: HubContext) =>
  refuse("import/headings-missing", ["file"], {
    rows: mostRowsAboveHeadings,
    headings: (["name", "region", "households"] as const)
      .map((key) => importColumn(key).heading[locale])
      .join(locale === "en" ? ", " : "、"),
  });

async function begin({ db, viewer }: HubContext, name: string, columns: readonly SheetColumn[]): Promise<string> {
  const { id } = await db.ledgerImport.create({
    data: {
      authorId: viewer.id as string,
      regionCode: viewer.region,
      fileName: fileName(name, /\.(csv|tsv|txt)$/i.exec(name)?.[1]?.toLowerCase() ?? "xlsx"),
      columns: columns as unknown as Prisma.InputJsonArray,
    },
  });
  return id;
}

/** What a process could not remove itself is removed by the housekeeping. */
export async function discard({ db }: HubContext, id: string): Promise<void> {
  await db.ledgerImport.deleteMany({ where: { id, state: "receiving" } }).catch(() => {});
}
