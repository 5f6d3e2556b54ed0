import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { writeXlsxStream } from "hucre/xlsx";
import { wallClock } from "../schema/calendar/rules.ts";
import type { Format } from "../schema/export/cell.ts";
import { type Exported, type ExportQuestion, exportList } from "../schema/export/rows.ts";
import { Refusal, refuseGeneral } from "../schema/refusal.ts";
import type { RefusalLocale } from "../schema/refusals.ts";
import { answerJson, describe, localeOf, refusalHeaders, statusOf } from "./answer.ts";
import type { Doorman } from "./context.ts";
import type { Revocations } from "./sign-in/revocation.ts";

export const exportPath = "/export/";

/** Exports under way, one of each person's: each keeps a connection of the pool busy most of the time. */
const mostAtOnce = 3;
/** Whoever reads too slowly is not waited for. */
const longestMs = 600_000;

const numberFormats: Partial<Record<Format & string, string>> = {
  instant: "yyyy-mm-dd hh:mm",
  day: "yyyy-mm-dd",
  yuan: "#,##0.00",
};

/** `/export/<list>.xlsx?filter=…&orderBy=…`: a list as it is filtered, row by row as the reader takes it. */
export function createExportRoute(doorman: Doorman, revocations: Pick<Revocations, "watch">) {
  const held = new Set<string>();

  function takeTurn(one: string): () => void {
    if (held.size >= mostAtOnce || held.has(one)) throw refuseGeneral("request/busy");
    held.add(one);
    return () => void held.delete(one);
  }

  return async (request: IncomingMessage, response: ServerResponse, path: string, requestId: string): Promise<void> => {
    const asked = new URL(request.url ?? "/", "http://hub").searchParams;
    const language = asked.get("language") ?? request.headers["accept-language"];
    let giveTurnBack = () => {};
    try {
      if (request.method !== "GET") throw new Refusal("not-found");
      // A page's link is followed without an `Origin`; another site's is followed without the cookie.
      const caller = await doorman.identify(request, undefined, { reading: true });
      const context = doorman.contextOf(caller, request, { requestId, acceptLanguage: language });
      giveTurnBack = takeTurn(`${caller.viewer.kind} ${caller.viewer.id}`);
      const list = /^(\w{1,40})\.xlsx$/.exec(path.slice(exportPath.length))?.[1] ?? "";
      const exported = await exportList(context, list, questionIn(asked));
      const unwatch = caller.principal ? revocations.watch(caller.principal, () => response.destroy()) : () => {};
      response.writeHead(200, {
        "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "content-disposition": `attachment; filename="${list}-${stamp(context.clock.now())}.xlsx"`,
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
      });
      // Whoever breaks off ends the reading: the rows are asked for no more.
      const sheet = Readable.fromWeb(sheetOf(exported, context.locale) as never);
      await pipeline(sheet, response, { signal: AbortSignal.timeout(longestMs) }).finally(unwatch);
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      if (!(error instanceof Refusal)) throw error;
      answerJson(response, statusOf(error.code), describe(error, localeOf(language)), refusalHeaders(error));
    } finally {
      giveTurnBack();
    }
  };
}

function questionIn(asked: URLSearchParams): ExportQuestion {
  const [filter, orderBy] = [asked.get("filter"), asked.get("orderBy")];
  try {
    return { ...(filter && { filter: JSON.parse(filter) as unknown }), ...(orderBy && { orderBy }) };
  } catch {
    throw refuseGeneral("invalid/format", ["filter"], { expected: "JSON" });
  }
}

const sheetOf = ({ columns, rows }: Exported, locale: RefusalLocale) =>
  writeXlsxStream(rows, {
    name: locale === "en" ? "List" : "列表",
    columns: columns.map(({ zh, en, width, format }) => ({
      header: locale === "en" ? en : zh,
      width,
      numFmt: typeof format === "string" ? numberFormats[format] : undefined,
    })),
    freezePane: { rows: 1 },
  });

/** 20240815-0900 */
const stamp = (now: Date) => wallClock(now).replace(/[-:]/g, "").replace(" ", "-");
