import { LedgerImportState, LedgerRowOutcome } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { hubTimeOf } from "../clock.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { visibleById } from "../node.ts";
import type { RefusalFacts } from "../refusal.ts";
import { message } from "../refusals.ts";
import { Region } from "../region/graphql.ts";
import { type ColumnKey, importColumn } from "./columns.ts";
import { columnsOf, letterOf, type SheetColumn } from "./headings.ts";
import { rowsVisibleTo, visibleTo } from "./policy.ts";
import type { SheetCell } from "./sheet-cell.ts";
import { allowedImportCommands, transitions } from "./states.ts";

const LedgerImportStateEnum = enumOf("LedgerImportState", LedgerImportState, "Where an import stands.", {
  checking: "The dry run: nothing is written.",
  checked: "Its author decides.",
  applying: "Rows are being written, a batch at a time.",
  cancelled: "What was written before stays.",
  stopped: "Its author may not import any more, or something went wrong; what was written before stays.",
});
export const LedgerRowOutcomeEnum = enumOf(
  "LedgerRowOutcome",
  LedgerRowOutcome,
  "What comes of a row: what would come of it until the import is applied.",
  { unchanged: "Says what the ledger has already.", refused: "See `errors`." },
);
const ImportCommand = commandEnum("LedgerImportCommand", transitions, "A command to an import.");

const Column = builder.objectRef<SheetColumn & { index: number }>("LedgerImportColumn").implement({
  description: "A column of the file.",
  fields: (t) => ({
    letter: t.string({ resolve: ({ index }) => letterOf(index) }),
    heading: t.exposeString("heading", { description: "As it stands in the file." }),
    meaning: t.string({
      nullable: true,
      description: "What it is taken for, in the language of `Accept-Language`; null: it is not taken.",
      resolve: ({ key }, _, { locale }) => (key ? importColumn(key).heading[locale] : null),
    }),
    derived: t.exposeBoolean("ours", {
      description: "It is not taken since the hub derives it: an export has it, an import does not.",
    }),
  }),
});

export const LedgerImport = builder.prismaNode("LedgerImport", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  description:
    "A list of complexes that somebody has sent: rehearsed at once, written on his word. His alone; removed after seven days.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    fileName: t.exposeString("fileName"),
    region: t.field({ type: Region, resolve: ({ regionCode }) => ({ code: regionCode }) }),
    state: t.expose("state", { type: LedgerImportStateEnum }),
    sentAt: t.field({
      type: "DateTime",
      description: "By the hub's clock.",
      resolve: ({ createdAt }, _, { clock }) => hubTimeOf(clock, createdAt),
    }),
    columns: t.field({
      type: [Column],
      resolve: (row) =>
        columnsOf(row)
          .map((column, index) => ({ ...column, index }))
          .filter(({ heading }) => heading),
    }),
    total: t.exposeInt("total", { description: "Rows of the file." }),
    done: t.exposeInt("done", { description: "Rows that the dry run, or the writing, is through with." }),
    created: t.exposeInt("created"),
    updated: t.exposeInt("updated"),
    unchanged: t.exposeInt("unchanged"),
    refused: t.exposeInt("refused"),
    stoppedBecause: t.string({
      nullable: true,
      description: "In the language of `Accept-Language`.",
      resolve: ({ stoppedBy }, _, { locale }) =>
        stoppedBy ? message(stoppedBy as unknown as { code: string; facts: RefusalFacts }, locale) : null,
    }),
    refusedRows: t.string({
      nullable: true,
      description:
        "Path on this server of the refused rows as a spreadsheet, with the reasons, to put right and send again.",
      resolve: ({ id, refused }) => (refused > 0 ? `/import/${id}.xlsx` : null),
    }),
    allowedCommands: t.field({
      type: [ImportCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      resolve: ({ state }, _, { viewer }) => permitted(viewer, "import", allowedImportCommands(state)),
    }),
  }),
});

/** A refusal as it is kept with its row. */
export interface KeptError {
  code: string;
  field: readonly ColumnKey[];
  facts: RefusalFacts;
}

/** Where in the sheet a refusal belongs, and what stands there. */
export function placeOf({ field: [key] }: KeptError, row: number, columns: readonly SheetColumn[], cells: unknown) {
  const index = key === undefined ? -1 : columns.findIndex((column) => column.key === key);
  if (index < 0) return { cell: `${row}`, value: null };
  const value = (cells as readonly SheetCell[])[index] ?? null;
  return { cell: `${letterOf(index)}${row}`, value: value === null ? null : String(value) };
}

const RowError = builder.objectRef<KeptError & { cell: string; value: string | null }>("LedgerImportError").implement({
  description: "Why a row is refused.",
  fields: (t) => ({
    code: t.exposeString("code", { description: "For programs, as in `CommandError`." }),
    message: t.string({
      description: "For people, in the language of `Accept-Language`.",
      resolve: (error, _, { locale }) => message(error, locale),
    }),
    cell: t.exposeString("cell", {
      description:
        "As the sheet names it, D17; the row's number alone where it concerns the row or a column that is missing.",
    }),
    column: t.string({
      nullable: true,
      description: "Heading of the column that it concerns.",
      resolve: ({ field: [key] }, _, { locale }) => (key ? importColumn(key).heading[locale] : null),
    }),
    value: t.exposeString("value", { nullable: true, description: "What stands in the cell." }),
  }),
});

export const LedgerImportRow = builder.prismaNode("LedgerImportRow", {
  id: { field: "id" },
  findUnique: visibleById(rowsVisibleTo),
  description: "A row of a file that was sent.",
  fields: (t) => ({
    row: t.exposeInt("row", { description: "As the sheet numbers it." }),
    outcome: t.expose("outcome", {
      type: LedgerRowOutcomeEnum,
      nullable: true,
      description: "Null: it is not looked at yet.",
    }),
    name: t.string({
      nullable: true,
      description: "What it calls the complex.",
      select: { cells: true, import: { select: { columns: true } } },
      resolve: ({ cells, import: { columns } }) => {
        const index = columnsOf({ columns }).findIndex(({ key }) => key === "name");
        const name = (cells as readonly SheetCell[])[index];
        return name == null ? null : String(name);
      },
    }),
    changed: t.stringList({
      description: "Headings of the columns that say something new of a complex that was there.",
      resolve: ({ changed }, _, { locale }) => changed.map((key) => importColumn(key as ColumnKey).heading[locale]),
    }),
    errors: t.field({
      type: [RowError],
      select: { errors: true, row: true, cells: true, import: { select: { columns: true } } },
      resolve: ({ errors, row, cells, import: { columns } }) =>
        (errors as unknown as KeptError[]).map((error) => ({
          ...error,
          ...placeOf(error, row, columnsOf({ columns }), cells),
        })),
    }),
  }),
});
