/** Where the bytes of stored files lie, outside the web root; names are ours, never a caller's. */
export interface EvidenceStore {
  write(id: string, bytes: Uint8Array): Promise<void>;
  /** @throws when there is no such file. */
  read(id: string): Promise<Buffer>;
  remove(id: string): Promise<void>;
}
