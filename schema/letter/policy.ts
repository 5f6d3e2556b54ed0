import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, withinCityOrCounty } from "../region/policy.ts";

/** The office and the leaders follow all letters, a city and a county those of their region; the administrator that they leave. */
export function visibleTo({ role, region }: Viewer): Prisma.LetterWhereInput {
  switch (role) {
    case "hub":
      return {};
    case "office":
    case "leader":
    case "city":
    case "county":
    case "administrator":
      return withinCityOrCounty(region);
    default:
      return nothing;
  }
}

/** Letters are about cases: the administrator sees the envelope alone. */
export const readsLetters = ({ role }: Viewer) => role !== "administrator";
