import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { wallClock } from "../schema/calendar/rules.ts";
import type { HubContext } from "../schema/context.ts";
import { Refusal, refuseGeneral } from "../schema/refusal.ts";
import { answerJson, describe, localeOf, refusalHeaders, statusOf } from "./answer.ts";
import type { Doorman } from "./context.ts";
import type { Revocations } from "./sign-in/revocation.ts";

/** Of a kind under way, one of each person's: each keeps a connection of the pool busy most of the time. */
const mostAtOnce = 3;
/** Whoever reads too slowly is not waited for. */
const longestMs = 600_000;

const mediaTypes = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;

export type Ending = keyof typeof mediaTypes;

export interface DownloadRoute {
  /** What the path begins with. */
  path: string;
  endings: readonly Ending[];
  /**
   * The file of that name, piece by piece as the reader takes it.
   *
   * @throws {Refusal} before anything is sent
   */
  open(context: HubContext, name: string, asked: URLSearchParams, ending: Ending): Promise<Download>;
}

interface Download {
  /** Of the file, without moment and ending. */
  title: string;
  bytes: ReadableStream<Uint8Array>;
}

/** `<path><name>.<ending>?language=…`: a workbook or a paper for whoever may read what is in it. */
export function createDownloadRoute(
  doorman: Doorman,
  revocations: Pick<Revocations, "watch">,
  { path: root, endings, open }: DownloadRoute,
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
      const [, name = "", asEnding] = /^([\w-]{1,40})\.(\w+)$/.exec(path.slice(root.length)) ?? [];
      const ending = endings.find((one) => one === asEnding);
      if (!ending) throw new Refusal("not-found");
      const { title, bytes } = await open(context, name, asked, ending);
      const unwatch = caller.principal ? revocations.watch(caller.principal, () => response.destroy()) : () => {};
      response.writeHead(200, {
        "content-type": mediaTypes[ending],
        "content-disposition": dispositionOf(`${title}-${stamp(context.clock.now())}.${ending}`),
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
      });
      // Whoever breaks off ends the reading: the rows are asked for no more.
      const file = Readable.fromWeb(bytes as never);
      await pipeline(file, response, { signal: AbortSignal.timeout(longestMs) }).finally(unwatch);
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      if (!(error instanceof Refusal)) throw error;
      answerJson(response, statusOf(error.code), describe(error, localeOf(language)), refusalHeaders(error));
    } finally {
      giveTurnBack();
    }
  };
}

/** A name that is not ASCII is written as RFC 6266 has it, beside one for those who do not read that. */
const dispositionOf = (name: string) =>
  /^[\x20-\x7e]*$/.test(name)
    ? `attachment; filename="${name}"`
    : `attachment; filename="${name.replace(/[^\x20-\x7e]+/g, "_")}"; filename*=UTF-8''${encodeURIComponent(name)}`;

/** 20240815-0900 */
const stamp = (now: Date) => wallClock(now).replace(/[-:]/g, "").replace(" ", "-");
