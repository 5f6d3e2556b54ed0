import { bulletinOf } from "../../schema/exposure/bulletin.ts";
import { type Printed, printedPaper } from "../../schema/paper/printed.ts";
import { printedBulletin } from "../../schema/supervision/bulletin-graphql.ts";
import type { DownloadRoute } from "../downloads.ts";

/** `/papers/<id>.docx`: the paper of a formal act with its service receipt. */
export const paperRoute: DownloadRoute = {
  path: "/papers/",
  endings: ["docx"],
  open: async (context, id) => print(await printedPaper(context, id)),
};

/** `/bulletins/<id>.docx`: how regions stood in a week, as it was told to them. */
export const bulletinRoute: DownloadRoute = {
  path: "/bulletins/",
  endings: ["docx"],
  open: async (context, id) => print({ document: await printedBulletin(context, id), withdrawn: null }),
};

/** `/typical-cases/<id>.docx`: a month's typical cases as a paper that is sent round. */
export const exposureRoute: DownloadRoute = {
  path: "/typical-cases/",
  endings: ["docx"],
  open: async (context, id) => print({ document: await bulletinOf(context, id), withdrawn: null }),
};

async function print(printed: Printed) {
  // Read when first needed: few processes ever print a paper.
  const { docxOf } = await import("./docx.ts");
  const bytes = await docxOf(printed);
  return { title: printed.document.number, bytes: new Blob([bytes]).stream() };
}
