/** A backup cannot be made or restored; the message is a sentence for the operator, with what to do. */
export class KeepingRefused extends Error {
  override name = "KeepingRefused";
}

/** The database was never started as a hub's. */
export class NoHubYet extends KeepingRefused {
  override name = "NoHubYet";
}

const reasons: Record<string, string> = {
  ENOENT: "the folder or file does not exist",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder, not a file",
  EACCES: "this user may not",
  EPERM: "this user may not",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than the file system allows",
  ECONNREFUSED: "nothing answers there",
  ENOTFOUND: "the name is not known",
};

/** What the system or the server said about a path or an address, as a sentence. */
export function explain(what: string, cause: unknown): KeepingRefused {
  if (cause instanceof KeepingRefused) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  return new KeepingRefused(`${what}: ${(code && reasons[code]) ?? message}.`, { cause });
}
