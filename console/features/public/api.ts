import type { TadaDocumentNode } from "gql.tada";
import { print } from "graphql";
import { language } from "./text.ts";

/** The line broke, or the hub or its database is not there: nothing is known of what was asked. */
export class LineBroken extends Error {
  override readonly name = "LineBroken";
}

/** The hub heard the question and would not answer it; the message says why. */
export class Declined extends Error {
  override readonly name = "Declined";
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

interface Upload {
  /** By the path of the variable that each file stands for. */
  files: ReadonlyMap<string, Blob>;
  /** Names the call: however often it is sent, it is carried out once. */
  idempotencyKey: string;
  onProgress(sent: number, total: number): void;
}

/**
 * Asks the hub.
 *
 * @throws {LineBroken} also for an answer that is none, as from a hotel's sign-in page
 * @throws {Declined}
 */
export async function ask<Data, Variables>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  let answer: Answer<Data>;
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: headers(),
      body: JSON.stringify({ query: print(document), variables }),
      signal,
    });
    answer = await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new LineBroken(String(error));
  }
  return dataOf(answer);
}

/** Asks what is the same for everybody, so that a cache on the way may answer. */
export async function read<Data, Variables>(document: TadaDocumentNode<Data, Variables>, variables: Variables) {
  const query = new URLSearchParams({ query: print(document), variables: JSON.stringify(variables) });
  let answer: Answer<Data>;
  try {
    // As nobody, whoever is signed in besides.
    const { "content-type": _, ...said } = headers();
    const response = await fetch(`/graphql?${query}`, { headers: said, credentials: "omit" });
    answer = await response.json();
  } catch (error) {
    throw new LineBroken(String(error));
  }
  return dataOf(answer);
}

/** Sends a mutation with its files, telling how much of it has left. `fetch` cannot tell. */
export function send<Data, Variables>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  upload: Upload,
): Promise<Data> {
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.open("POST", "/graphql");
    request.timeout = 120_000;
    for (const [name, value] of Object.entries(headers())) {
      // The browser writes the boundary of a multipart body itself.
      if (upload.files.size === 0 || name !== "content-type") request.setRequestHeader(name, value);
    }
    request.setRequestHeader("idempotency-key", upload.idempotencyKey);
    request.upload.onprogress = ({ loaded, total }) => upload.onProgress(loaded, total);
    request.onerror = () => reject(new LineBroken("error"));
    request.ontimeout = () => reject(new LineBroken("timeout"));
    request.onload = () => {
      try {
        resolve(dataOf(JSON.parse(request.responseText)));
      } catch (error) {
        reject(error instanceof SyntaxError ? new LineBroken("no answer of the hub") : error);
      }
    };
    request.send(body(JSON.stringify({ query: print(document), variables }), upload.files));
  });
}

const headers = (): Record<string, string> => ({
  "content-type": "application/json",
  accept: "application/json",
  "accept-language": language.value,
  "x-hub-request": "1",
});

/** As the GraphQL multipart request specification has it. */
function body(operations: string, files: ReadonlyMap<string, Blob>): string | FormData {
  if (files.size === 0) return operations;
  const form = new FormData();
  form.set("operations", operations);
  form.set("map", JSON.stringify(Object.fromEntries([...files.keys()].map((path, index) => [String(index), [path]]))));
  for (const [index, file] of [...files.values()].entries()) form.set(String(index), file, `photo-${index + 1}`);
  return form;
}

function dataOf<Data>({ data, errors }: Answer<Data>): Data {
  const [error] = errors ?? [];
  // The hub that cannot reach its database knows as little of it as a broken line.
  if (error?.extensions?.code === "unavailable") throw new LineBroken(error.message);
  if (error) throw new Declined(error.message);
  if (!data) throw new LineBroken("no data");
  return data;
}
