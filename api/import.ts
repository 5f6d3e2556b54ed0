import { requireReader } from "../schema/account/reader.ts";
import { refusedRows } from "../schema/import/refused-rows.ts";
import { templateOf } from "../schema/import/template.ts";
import type { DownloadRoute } from "./downloads.ts";

/** `/import/template.xlsx`, and `/import/<id>.xlsx`: the refused rows of an import with the reasons. */
export const importRoute: DownloadRoute = {
  path: "/import/",
  endings: ["xlsx"],
  open: async (context, name) => {
    requireReader(context.viewer);
    const { locale } = context;
    if (name === "template") {
      const bytes = await templateOf(locale);
      return { title: "ledger-template", bytes: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream() };
    }
    const { headings, rows } = await refusedRows(context, name);
    const columns = headings.map((header, index) => ({ header, width: index === headings.length - 1 ? 60 : 18 }));
    const { writeXlsxStream } = await import("hucre/xlsx");
    const sheet = locale === "en" ? "Refused rows" : "退回的行";
    return { title: "refused-rows", bytes: writeXlsxStream(rows, { name: sheet, columns, freezePane: { rows: 1 } }) };
  },
};
