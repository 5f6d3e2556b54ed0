import type { Prisma } from "../../prisma/generated/client.ts";

/** What rests on an inspection and would hang in the air without it: at least one row of each kind, if there is any. */
export const weight = {
  findings: { where: { state: { not: "withdrawn" } }, select: { id: true } },
  proves: { select: { id: true }, take: 1 },
  gradeReviews: { select: { id: true }, take: 1 },
  spotCheckItem: { select: { round: true } },
} as const satisfies Prisma.InspectionInclude;

type Weighed = Prisma.InspectionGetPayload<{ select: typeof weight }>;

/** As the rules ask for it. */
export const weightOf = ({ findings, proves, gradeReviews, spotCheckItem }: Weighed) => ({
  standingFindings: findings.length,
  proves: proves.length + gradeReviews.length + (spotCheckItem ? 1 : 0),
});
