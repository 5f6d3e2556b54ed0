import type { AnyVariables, Client, TypedDocumentNode } from "@urql/core";
import { requestOf } from "./client.ts";
import { newKey, type Payload, type Sending, type Sent, Unanswered } from "./command.ts";
import { isUnreachable, refusalsOf } from "./failure.ts";
import { UploadEvidence_Mutation } from "./operations.ts";
import { sendInPieces } from "./pieces.ts";

export interface Uploading {
  /**
   * Sends a command with one file in it. `onSent` is told how many bytes have left. Throws `Unanswered` when no answer
   * came; the same file again is the same command then.
   */
  sendFile<Data extends Record<string, Payload>, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    file: File,
    onSent?: (bytes: number) => void,
  ): Promise<Sent<Data>>;
  /**
   * Stores files and gives their ids, in the order of the files, for the command that they prove. What was stored
   * before is not sent again: a form that was refused keeps its photos on the hub. `onProgress` is told the share that
   * has been sent, 0 to 1.
   */
  upload(files: readonly File[], onProgress?: (share: number) => void): Promise<Sent<readonly string[]>>;
}

/** `fetch` that tells how far it has come: a photo over a field office's line takes its time. */
const fetchTelling = (onSent: (bytes: number) => void): typeof fetch =>
  ((address: string, { method = "POST", headers, body, signal }: RequestInit = {}) =>
    new Promise<Response>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, address);
      for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded }) => onSent(loaded);
      request.onload = () =>
        resolve(
          new Response(request.responseText, {
            status: request.status,
            headers: { "content-type": request.getResponseHeader("content-type") ?? "application/json" },
          }),
        );
      request.onerror = () => reject(new TypeError("no answer"));
      signal?.addEventListener("abort", () => request.abort());
      request.send(body as XMLHttpRequestBodyInit);
    })) as typeof fetch;

export function createUploading(client: Client, language: () => string, { send }: Pick<Sending, "send">): Uploading {
  const stored = new WeakMap<File, string>();
  /** Where each was begun: a line that breaks is gone on with. */
  const addresses = new WeakMap<File, string>();
  const keys = new WeakMap<File, string>();

  const sendFile: Uploading["sendFile"] = async (document, variables, file, onSent = () => {}) => {
    const key = keys.get(file) ?? newKey();
    keys.set(file, key);
    const { data, error } = await client
      .mutation(document, variables, {
        fetch: fetchTelling(onSent),
        fetchOptions: () => requestOf(language(), { "idempotency-key": key }),
      })
      .toPromise();
    if (error && isUnreachable(error)) throw new Unanswered(error.message);
    const errors = error ? refusalsOf(error) : Object.values(data ?? {}).flatMap((payload) => payload.errors ?? []);
    return data && errors.length === 0 ? { done: true, data } : { done: false, errors };
  };

  async function store(file: File, onSent: (bytes: number) => void): Promise<Sent<string>> {
    const known = stored.get(file);
    if (known) return { done: true, data: known };
    const arrived = await sendInPieces(file, {
      language: language(),
      said: { filename: file.name },
      address: addresses.get(file),
      onAddress: (address) => addresses.set(file, address),
      onSent,
    });
    if (!arrived.done) return arrived;
    const sent = await send(UploadEvidence_Mutation, { input: { uploads: [arrived.data] } });
    if (!sent.done) return sent;
    const id = sent.data.uploadEvidence.evidence[0]?.id;
    if (!id) return { done: false, errors: [] };
    stored.set(file, id);
    return { done: true, data: id };
  }

  return {
    sendFile,
    async upload(files, onProgress = () => {}) {
      const whole = files.reduce((sum, { size }) => sum + size, 0) || 1;
      let before = 0;
      const ids: string[] = [];
      // One after the other: the hub bounds a request, and a line that is slow is not made faster by sharing it.
      for (const file of files) {
        const outcome = await store(file, (bytes) => onProgress((before + Math.min(bytes, file.size)) / whole));
        if (!outcome.done) {
          const errors = outcome.errors.map((refusal) => ({ ...refusal, message: `${file.name}: ${refusal.message}` }));
          return { done: false, errors };
        }
        before += file.size;
        onProgress(before / whole);
        ids.push(outcome.data);
      }
      return { done: true, data: ids };
    },
  };
}
