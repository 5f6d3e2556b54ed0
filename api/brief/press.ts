import type { Press } from "../../schema/brief/press.ts";

/** Read when first needed: few processes ever print. */
const read = () => Promise.all([import("./docx.ts"), import("./xlsx.ts")]);

export const press: Press = {
  warmUp: read,
  async print(document) {
    const [{ briefDocx }, { briefXlsx }] = await read();
    return { docx: await briefDocx(document), xlsx: await briefXlsx(document) };
  },
};
