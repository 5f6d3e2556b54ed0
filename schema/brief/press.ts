import type { BriefDocument } from "./document.ts";

/** Sets briefs in type; what prints is not the domain's business, that what was printed is kept is. */
export interface Press {
  /** Before the first print: what it takes is read then, and no transaction waits for it. */
  warmUp(): Promise<unknown>;
  print(document: BriefDocument): Promise<Readonly<Record<"docx" | "xlsx", Uint8Array<ArrayBuffer>>>>;
}
