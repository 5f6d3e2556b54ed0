import { printedBrief } from "../../schema/brief/printed.ts";
import type { DownloadRoute } from "../downloads.ts";

/** `/briefs/<id>.docx` and `.xlsx`: the files of an approved brief, as they were issued. */
export const briefRoute: DownloadRoute = {
  path: "/briefs/",
  endings: ["docx", "xlsx"],
  open: async (context, id, _asked, ending) => {
    const { title, bytes } = await printedBrief(context, id, ending);
    return { title, bytes: new Blob([bytes]).stream() };
  },
};
