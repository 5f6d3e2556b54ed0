import { printedPaper } from "../../schema/paper/printed.ts";
import type { DownloadRoute } from "../downloads.ts";

/** `/papers/<id>.docx`: the paper of a formal act with its service receipt. */
export const paperRoute: DownloadRoute = {
  path: "/papers/",
  endings: ["docx"],
  open: async (context, id) => {
    const printed = await printedPaper(context, id);
    // Read when first needed: few processes ever print a paper.
    const { docxOf } = await import("./docx.ts");
    const bytes = await docxOf(printed);
    return { title: printed.document.number, bytes: new Blob([bytes]).stream() };
  },
};
