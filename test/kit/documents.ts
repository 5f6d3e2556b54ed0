import { strFromU8, unzipSync } from "fflate";

/** A .docx read back: its text line by line, cells of a row apart by ` | `, and the parts that say how it is set. */
export function readDocx(bytes: Uint8Array) {
  const parts = unzipSync(bytes);
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const document = part("word/document.xml");
  const texts = (xml: string) => [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join("");
  const lines = [...document.matchAll(/<w:tr>.*?<\/w:tr>|<w:p>.*?<\/w:p>/gs)].map(([block]) =>
    block.startsWith("<w:tr>")
      ? [...block.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => texts(cell)).join(" | ")
      : texts(block),
  );
  return { document, part, lines: lines.map((line) => line.replaceAll("&quot;", '"').replaceAll("&amp;", "&")) };
}
