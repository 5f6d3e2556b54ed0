import type { Uploading } from "../../graph/upload.ts";
import type { CommandOutcome, Progress } from "../../ui/command.ts";

/**
 * Stores the files of a form and then gives the command their ids. What is wrong with a file is told at `field`.
 */
export async function withEvidence(
  { upload }: Uploading,
  field: string,
  files: readonly File[],
  onProgress: Progress,
  command: (ids: string[]) => Promise<CommandOutcome>,
): Promise<CommandOutcome> {
  const stored = await upload(files, onProgress);
  if (stored.done) return command([...stored.data]);
  return { done: false, errors: stored.errors.map((refusal) => ({ ...refusal, path: [field] })) };
}
