import type { BriefDocument } from "./document.ts";

/** Sets briefs in type; what prints is not the domain's business, that what was printed is kept is. */
export interface Press {
  print(document: BriefDocument): Promise<Readonly<Record<"docx" | "xlsx", Uint8Array<ArrayBuffer>>>>;
}
