import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing } from "../region/policy.ts";

/** Bodies that draw, and the leading group that reads all. A key is none: nobody knows who reads in a city's system. */
const drawing: readonly Viewer["role"][] = ["leader", "office", "city"];

/** Draws of one's own body and of those below it: a city sees no draw of the province, a county none at all. */
export function visibleTo({ role, region }: Viewer): Prisma.SpotCheckWhereInput {
  if (role === "hub") return {};
  return drawing.includes(role) ? { bodyCode: { startsWith: region } } : nothing;
}

/** What happens to a draw belongs to its body: it lies in the body's own region, and is known to it and those above. */
export const belongsTo = ({ bodyCode }: { bodyCode: string }) => ({ region: bodyCode, seal: bodyCode });
