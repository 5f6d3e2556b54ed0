import type { IncomingMessage, ServerResponse } from "node:http";
import { openEvidence } from "../../schema/evidence/files.ts";
import { Refusal } from "../../schema/refusal.ts";
import { answerJson, describe, localeOf, refusalHeaders, statusOf } from "../answer.ts";
import type { Doorman } from "../context.ts";

export const filesPath = "/files/";

/**
 * `/files/<id>`: a stored file, decrypted for whoever may see what it proves. Whatever it is, a browser shows it or saves
 * it and never runs it, and keeps no copy.
 */
export function createFilesRoute(doorman: Doorman) {
  return async (request: IncomingMessage, response: ServerResponse, path: string, requestId: string): Promise<void> => {
    const reader = localeOf(request.headers["accept-language"]);
    try {
      if (request.method !== "GET" && request.method !== "HEAD") throw new Refusal("not-found");
      // A picture in a page of ours is asked for without an `Origin`; another site's page is sent neither the cookie nor,
      // by `cross-origin-resource-policy`, the picture.
      const caller = await doorman.identify(request, request.headers.authorization, { reading: true });
      const context = doorman.contextOf(caller, request, { requestId });
      const { file, bytes } = await openEvidence(context, path.slice(filesPath.length));
      response.writeHead(200, {
        "content-type": file.mediaType,
        "content-length": bytes.length,
        "content-disposition": disposition(file.mediaType, file.name),
        "content-security-policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, no-store",
      });
      response.end(request.method === "HEAD" ? undefined : bytes);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answerJson(response, statusOf(error.code), describe(error, reader), refusalHeaders(error));
    }
  };
}

/** Pictures are shown, documents saved; the name in both forms that browsers know (RFC 6266). */
function disposition(mediaType: string, name: string): string {
  const kind = mediaType.startsWith("image/") ? "inline" : "attachment";
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
