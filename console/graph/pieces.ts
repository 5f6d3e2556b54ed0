import type { DetailedError } from "tus-js-client";
import { requestOf } from "./client.ts";
import { type Sent, Unanswered } from "./command.ts";

/** Small enough that what has arrived is told often over a line of a few kilobytes a second. */
const pieceBytes = 256 * 1024;

export interface InPieces {
  language: string;
  /** What is said of the file: its name, and what its sender knows of it. */
  said: Readonly<Record<string, string>>;
  /** Where it was begun before, to go on there. */
  address?: string;
  onAddress?(address: string): void;
  onSent?(bytes: number): void;
}

/**
 * Sends a file piece by piece and goes on where the line broke. Gives the id under which the hub holds it, for
 * `uploadEvidence`. Throws `Unanswered` when the line stays broken: the same address again goes on.
 */
export async function sendInPieces(
  file: Blob,
  { language, said, address, onAddress, onSent }: InPieces,
): Promise<Sent<string>> {
  // Only who sends something needs it.
  const { Upload } = await import("tus-js-client");
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: `${window.location.origin}/uploads`,
      uploadUrl: address ?? null,
      headers: requestOf(language).headers as Record<string, string>,
      metadata: { ...said },
      chunkSize: pieceBytes,
      retryDelays: [500, 2_000],
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => upload.url && onAddress?.(upload.url),
      onProgress: (bytes) => onSent?.(bytes),
      onSuccess: () => resolve({ done: true, data: upload.url?.split("/").at(-1) ?? "" }),
      onError: (error) => {
        const refusal = refusalOf(error);
        if (refusal) resolve({ done: false, errors: [refusal] });
        else reject(new Unanswered(error.message));
      },
    });
    upload.start();
  });
}

/** What the hub itself says against it; anything else may pass. */
function refusalOf(error: Error | DetailedError) {
  const answer = "originalResponse" in error ? error.originalResponse : null;
  if (!answer || answer.getStatus() >= 500) return undefined;
  try {
    const { code, message } = JSON.parse(answer.getBody()) as { code: string; message: string };
    return { code, message };
  } catch {
    return { code: "unknown", message: answer.getBody() };
  }
}
