import type { Press } from "../../schema/brief/press.ts";

export const press: Press = {
  async print(document) {
    // Read when first needed: few processes ever print.
    const [{ briefDocx }, { briefXlsx }] = await Promise.all([import("./docx.ts"), import("./xlsx.ts")]);
    return { docx: await briefDocx(document), xlsx: await briefXlsx(document) };
  },
};
