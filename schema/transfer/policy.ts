import type { Prisma } from "../../prisma/generated/client.ts";
import type { Department } from "../../prisma/generated/enums.ts";
import type { Viewer } from "../account/viewer.ts";
import { nothing, within, withinRegionOf } from "../region/policy.ts";
import { standing } from "./states.ts";

/** Transfers of one's region; a department sees those that are addressed to it, and nobody else's. */
export function visibleTo({ role, department, ...viewer }: Viewer): Prisma.TransferWhereInput {
  if (role !== "department") return withinRegionOf({ ...viewer, role, department });
  return department ? { department, ...within(viewer.region) } : nothing;
}

/** The department of the city hears of it, and so does the province's. */
export const audienceOf = ({ department, cityCode }: { department: Department; cityCode: string }) => ({
  audienceDepartments: [`${department}:${cityCode}`, `${department}:${cityCode.slice(0, 2)}`],
});

/** The transfers whose matter a viewer may look at: the files and words that went with them, until they came back. */
export const sentAlongTo = (viewer: Viewer, withWords?: boolean): Prisma.TransferWhereInput => ({
  AND: [visibleTo(viewer), { state: { in: [...standing] }, withWords }],
});
