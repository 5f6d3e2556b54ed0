import type { IncomingMessage } from "node:http";
import { refuseGeneral } from "../schema/refusal.ts";

/**
 * Reads a request's body as text.
 *
 * @throws {Refusal} `request/too-large` as soon as it is known to be longer than `most` bytes.
 */
export async function readText(request: IncomingMessage, most: number): Promise<string> {
  requireLength(request, most);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length).toString("utf8");
}

/** The body as it comes, ended by a refusal when it grows too long. */
export async function* bounded(request: IncomingMessage, most: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) throw tooLarge(most);
    yield chunk;
  }
}

export function requireLength({ headers }: IncomingMessage, most: number): void {
  if (Number(headers["content-length"] ?? 0) > most) throw tooLarge(most);
}

const tooLarge = (most: number) => refuseGeneral("request/too-large", [], { kilobytes: Math.floor(most / 1024) });
