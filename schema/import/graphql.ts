import { builder } from "../builder.ts";
import { commandField, instructionField, subjectPayload } from "../command.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { instructImport, sendLedger } from "./commands.ts";
import { rowsVisibleTo, visibleTo } from "./policy.ts";
import { mostRows } from "./stage.ts";
import { open as openStates } from "./states.ts";
import { LedgerImport, LedgerImportRow, LedgerRowOutcomeEnum } from "./types.ts";

listField("ledgerImports", {
  model: "LedgerImport",
  ref: LedgerImport,
  description: "What the viewer has sent, of the last seven days.",
  visibleTo,
  filter: (t) => ({ open: t.boolean({ description: "Those that are under way or wait for a decision." }) }),
  where: ({ open }) => (open ? { state: { in: [...openStates] } } : {}),
  orders: { NEWEST: { column: "createdAt", direction: "desc", description: "Newest first." } },
});

builder.queryField("ledgerImport", (t) =>
  t.prismaField({
    type: LedgerImport,
    nullable: true,
    args: { id: t.arg.globalID({ required: true, for: [LedgerImport] }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.ledgerImport.findFirst({ ...query, where: { AND: [{ id: requireUuid(id.id) }, visibleTo(viewer)] } }),
  }),
);

listField("ledgerImportRows", {
  model: "LedgerImportRow",
  ref: LedgerImportRow,
  description: "The rows of what the viewer has sent, and what comes of each.",
  visibleTo: rowsVisibleTo,
  filter: (t) => ({
    importId: t.globalID({ for: [LedgerImport] }),
    outcomes: t.field({ type: [LedgerRowOutcomeEnum] }),
  }),
  where: ({ importId, outcomes }) => ({
    ...(importId && { importId: requireUuid(importId.id) }),
    ...(outcomes && { outcome: { in: outcomes } }),
  }),
  orders: { ROW: { column: "row", direction: "asc", description: "As they stand in the file." } },
});

const payload = subjectPayload("LedgerImport", "ledgerImport", LedgerImport, visibleTo);

commandField("sendLedger", {
  description: `Takes in a list of complexes as .xlsx or .csv (multipart) of at most 10 MB and ${mostRows} rows, and rehearses it: what would come of each row is told, and nothing is written. The template is had at /import/template.xlsx.`,
  payload,
  input: (t) => ({ file: t.field({ type: "File", required: true }) }),
  run: (context, { file }) => sendLedger(context, file),
});

instructionField("applyLedgerImport", {
  description:
    "Writes what a file says, a batch at a time, as its author would by hand; refused rows are left out. The same file again changes nothing. Emits what registerComplex, changeComplex, registerCompany and recordServiceContract emit, and LedgerImported.",
  payload,
  subject: LedgerImport,
  instruct: instructImport,
  command: () => ({ type: "apply" as const }),
});

instructionField("cancelLedgerImport", {
  description:
    "Ends an import after the batch under way; what was written stays. Emits LedgerImported if anything was.",
  payload,
  subject: LedgerImport,
  instruct: instructImport,
  command: () => ({ type: "cancel" as const }),
});
