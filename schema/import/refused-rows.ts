/** The rows that were refused, as they were sent, each with its reasons: to put right and send again. */
import type { HubContext } from "../context.ts";
import { type Cell, textCell } from "../export/cell.ts";
import { requireUuid } from "../node.ts";
import { Refusal } from "../refusal.ts";
import { type Label, message } from "../refusals.ts";
import { importColumn } from "./columns.ts";
import { columnsOf } from "./headings.ts";
import { visibleTo } from "./policy.ts";
import type { SheetCell } from "./sheet-cell.ts";
import { type KeptError, placeOf } from "./types.ts";

const reason: Label = { zh: "退回原因", en: "Refused because" };
const pageRows = 500;

export interface RefusedRows {
  headings: readonly string[];
  /** Read a page at a time as somebody asks for them. */
  rows: AsyncIterable<Cell[]>;
}

/** @throws {Refusal} `not-found`, also for what somebody else has sent */
export async function refusedRows({ db, viewer, locale }: HubContext, importId: string): Promise<RefusedRows> {
  const found = await db.ledgerImport.findFirst({ where: { AND: [{ id: requireUuid(importId) }, visibleTo(viewer)] } });
  if (!found) throw new Refusal("not-found");
  const columns = columnsOf(found);
  const told = (errors: readonly KeptError[], row: number, cells: unknown) =>
    errors
      .map((error) => {
        const heading = error.field[0] ? importColumn(error.field[0]).heading[locale] : "";
        return [placeOf(error, row, columns, cells).cell, heading, message(error, locale)].filter(Boolean).join(" ");
      })
      .join("\n");

  async function* read() {
    for (let after = 0; ; ) {
      const rows = await db.ledgerImportRow.findMany({
        where: { importId: found?.id, outcome: "refused", row: { gt: after } },
        orderBy: { row: "asc" },
        take: pageRows,
      });
      for (const { row, cells, errors } of rows) {
        const sent = cells as readonly SheetCell[];
        const plain = columns.map((_, index): Cell => plainCell(sent[index] ?? null));
        yield [...plain, textCell(told(errors as unknown as KeptError[], row, cells))];
      }
      if (rows.length < pageRows) return;
      after = rows.at(-1)?.row ?? 0;
    }
  }
  return { headings: [...columns.map(({ heading }) => textCell(heading)), reason[locale]], rows: read() };
}

/** What was typed may begin a formula where it is opened next. */
const plainCell = (cell: SheetCell): Cell => (typeof cell === "string" ? textCell(cell) : cell);
