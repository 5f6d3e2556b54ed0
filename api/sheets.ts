import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { wallClock } from "../schema/calendar/rules.ts";
import type { HubContext } from "../schema/context.ts";
import { Refusal, refuseGeneral } from "../schema/refusal.ts";
import { answerJson, describe, localeOf, refusalHeaders, statusOf } from "./answer.ts";
import type { Doorman } from "./context.ts";
import type { Revocations } from "./sign-in/revocation.ts";

/** Sheets under way, one of each person's: each keeps a connection of the pool busy most of the time. */
const mostAtOnce = 3;
/** Whoever reads too slowly is not waited for. */
const longestMs = 600_000;

export interface SheetRoute {
  /** What the path begins with. */
  path: string;
  /**
   * The workbook of that name, row by row as the reader takes it.
   *
   * @throws {Refusal} before anything is sent
   */
  open(context: HubContext, name: string, asked: URLSearchParams): Promise<Sheet>;
}

interface Sheet {
  /** Of the file, without moment and ending. */
  title: string;
  bytes: ReadableStream<Uint8Array>;
}

/** `<path><name>.xlsx?language=…`: a workbook for whoever may read what is in it. */
export function createSheetRoute(
  doorman: Doorman,
  revocations: Pick<Revocations, "watch">,
  { path: root, open }: SheetRoute,
) {
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
      const name = /^([\w-]{1,40})\.xlsx$/.exec(path.slice(root.length))?.[1] ?? "";
      const { title, bytes } = await open(context, name, asked);
      const unwatch = caller.principal ? revocations.watch(caller.principal, () => response.destroy()) : () => {};
      response.writeHead(200, {
        "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "content-disposition": `attachment; filename="${title}-${stamp(context.clock.now())}.xlsx"`,
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
      });
      // Whoever breaks off ends the reading: the rows are asked for no more.
      const sheet = Readable.fromWeb(bytes as never);
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

/** 20240815-0900 */
const stamp = (now: Date) => wallClock(now).replace(/[-:]/g, "").replace(" ", "-");
