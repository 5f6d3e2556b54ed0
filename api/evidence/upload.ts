import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Server } from "@tus/server";
import { limits } from "../../schema/evidence/images.ts";
import { may } from "../../schema/permissions.ts";
import { Refusal, refuseGeneral } from "../../schema/refusal.ts";
import { answerJson, describe, localeOf, refusalHeaders, statusOf } from "../answer.ts";
import type { Doorman } from "../context.ts";
import { UploadTurns } from "../graphql/upload-turns.ts";
import type { UnfinishedUploads } from "./unfinished.ts";

export const uploadsPath = "/uploads";

/** They go straight to the disk: what they cost is a connection each. */
const turnsAtOnce = { all: 60, ofOne: 3 };

/**
 * `/uploads`: files that come in pieces over a bad line (tus 1.0.0), each its author's alone. A file that has come whole is
 * made evidence by `uploadEvidence`, which checks it like any other.
 */
export function createUploadsRoute(doorman: Doorman, uploads: UnfinishedUploads) {
  const turns = new UploadTurns(turnsAtOnce);
  const author = new AsyncLocalStorage<string>();
  const tus = new Server({
    path: uploadsPath,
    datastore: uploads.datastore,
    maxSize: limits.bytes,
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: () => uploads.begin(author.getStore() ?? ""),
  });

  return async (request: IncomingMessage, response: ServerResponse, path: string, requestId: string): Promise<void> => {
    const reads = request.method === "HEAD";
    let giveTurnBack = () => {};
    try {
      const caller = await doorman.identify(request, undefined, reads ? { reading: true } : undefined);
      const { viewer } = caller;
      if (viewer.kind === "public" || !viewer.id) throw new Refusal("unauthenticated");
      if (!may(viewer, "evidence.upload")) throw new Refusal("forbidden");
      if (!reads && viewer.kind === "user" && request.headers["x-hub-request"] !== "1")
        throw refuseGeneral("request/header-missing", [], { header: "x-hub-request: 1" });
      const id = path.slice(uploadsPath.length + 1);
      const known = request.method === "POST" ? id === "" : uploads.isOf(viewer.id, id);
      if (!known || request.method === "GET" || request.method === "OPTIONS") throw new Refusal("not-found");
      giveTurnBack = turns.take(caller, doorman.contextOf(caller, request, { requestId }).address ?? "");
      await author.run(viewer.id, () => tus.handle(request, response));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const locale = localeOf(request.headers["accept-language"]);
      answerJson(response, statusOf(error.code), describe(error, locale), refusalHeaders(error));
    } finally {
      giveTurnBack();
    }
  };
}
