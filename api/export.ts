import type { Format } from "../schema/export/cell.ts";
import { type Exported, type ExportQuestion, exportList } from "../schema/export/rows.ts";
import { refuseGeneral } from "../schema/refusal.ts";
import type { RefusalLocale } from "../schema/refusals.ts";
import type { DownloadRoute } from "./downloads.ts";

const numberFormats: Partial<Record<Format & string, string>> = {
  instant: "yyyy-mm-dd hh:mm",
  day: "yyyy-mm-dd",
  hundredths: "#,##0.00",
};

/** `/export/<list>.xlsx?filter=…&orderBy=…`: a list as it is filtered. */
export const exportRoute: DownloadRoute = {
  path: "/export/",
  endings: ["xlsx"],
  open: async (context, list, asked) => {
    const exported = await exportList(context, list, questionIn(asked));
    return { title: list, bytes: await sheetOf(exported, context.locale) };
  },
};

function questionIn(asked: URLSearchParams): ExportQuestion {
  const [filter, orderBy] = [asked.get("filter"), asked.get("orderBy")];
  try {
    return { ...(filter && { filter: JSON.parse(filter) as unknown }), ...(orderBy && { orderBy }) };
  } catch {
    throw refuseGeneral("invalid/format", ["filter"], { expected: "JSON" });
  }
}

async function sheetOf({ columns, rows }: Exported, locale: RefusalLocale) {
  // Read when first needed: few processes ever write a sheet.
  const { writeXlsxStream } = await import("hucre/xlsx");
  return writeXlsxStream(rows, {
    name: locale === "en" ? "List" : "列表",
    columns: columns.map(({ zh, en, width, format }) => ({
      header: locale === "en" ? en : zh,
      width,
      numFmt: typeof format === "string" ? numberFormats[format] : undefined,
    })),
    freezePane: { rows: 1 },
  });
}
