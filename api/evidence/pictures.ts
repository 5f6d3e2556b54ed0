import type { IncomingMessage, ServerResponse } from "node:http";
import { openPublishedPicture } from "../../schema/exposure/publication.ts";
import { Refusal } from "../../schema/refusal.ts";
import { answerJson, describe, localeOf, statusOf } from "../answer.ts";
import { type Doorman, publicCaller } from "../context.ts";

export const picturesPath = "/pictures/";

/** What was withdrawn is gone from every cache this soon. */
const cachedSeconds = 60;

/** `/pictures/<id>`: a picture of a typical case that was published, for anybody, whoever else they are. */
export const createPicturesRoute =
  (doorman: Pick<Doorman, "contextOf">) =>
  async (request: IncomingMessage, response: ServerResponse, path: string, requestId: string): Promise<void> => {
    try {
      if (request.method !== "GET" && request.method !== "HEAD") throw new Refusal("not-found");
      const context = doorman.contextOf(publicCaller, request, { requestId });
      const { mediaType, bytes } = await openPublishedPicture(context, path.slice(picturesPath.length));
      response.writeHead(200, {
        "content-type": mediaType,
        "content-length": bytes.length,
        "x-content-type-options": "nosniff",
        "cache-control": `public, max-age=${cachedSeconds}`,
      });
      response.end(request.method === "HEAD" ? undefined : bytes);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code } = error;
      answerJson(response, statusOf(code), describe(error, localeOf(request.headers["accept-language"])));
    }
  };
