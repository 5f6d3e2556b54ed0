/** Where the bytes of stored files lie, outside the web root; names are ours, never a caller's. */
export interface EvidenceStore {
  write(id: string, bytes: Uint8Array): Promise<void>;
  /** @throws when there is no such file. */
  read(id: string): Promise<Buffer>;
  remove(id: string): Promise<void>;
}

/** A file that came in pieces, with what was said of it when it was begun. */
export interface Arrived {
  file: File;
  takenAt: Date | null;
  /** In hexadecimal, of the whole file as it lay on the author's device. */
  sha256: string | null;
}

/** Uploads that were begun and are not evidence yet; each is its author's alone. */
export interface Unfinished {
  /** Null where there is none of that author, or it has not come whole. */
  read(author: string, id: string): Promise<Arrived | null>;
  remove(author: string, id: string): Promise<void>;
}
