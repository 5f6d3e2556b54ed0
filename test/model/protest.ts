/** When owners protest strongly, and what is owed then (domain 5, 7 and 10). */
import { workingDays } from "./days.ts";
import { byId, type Rectification, type World } from "./world.ts";

const month = 30 * 86_400_000;

/** Distinct complainants within 30 days: 5 or 3% of the households, whichever is smaller, and never under 3. */
export function protestsStrongly(world: World, complexId: string): boolean {
  const complainants = world.complaints.filter(
    (one) =>
      one.complexId === complexId &&
      one.confirmed &&
      one.state !== "withdrawn" &&
      world.now.getTime() - one.filedAt.getTime() < month,
  );
  const distinct = new Set(complainants.flatMap(({ phone }) => phone ?? []));
  const { households } = byId(world.complexes, complexId);
  return distinct.size >= Math.max(3, Math.min(5, Math.ceil(households * 0.03)));
}

/** Within ten working days. */
export const oweGuidance = (world: World, { id, place }: Rectification) =>
  void world.followUps.push({
    id: "",
    place,
    rectificationId: id,
    kind: "exitGuidance",
    findingIds: [],
    dueAt: workingDays(world.now, 10),
    state: "owed",
    version: 0,
  });

/** Of what the company that serves the complex now has not put right, in whatever state. */
export const guidanceOf = (world: World, complexId: string) =>
  world.followUps.filter(({ kind, rectificationId }) => {
    const cause = byId(world.rectifications, rectificationId);
    return (
      kind === "exitGuidance" &&
      cause.complexId === complexId &&
      cause.companyId === byId(world.complexes, complexId).companyId
    );
  });

export const exitRuns = (world: World, complexId: string) =>
  world.exits.some((one) => one.complexId === complexId && one.state !== "closed" && one.state !== "abandoned");

/** A complaint begins to count: owners may protest only after the company has refused or failed. */
export function noteComplaint(world: World, complexId: string) {
  const { companyId } = byId(world.complexes, complexId);
  const cause = world.rectifications.findLast(
    (one) =>
      one.complexId === complexId &&
      one.companyId === companyId &&
      (one.state === "refused" || one.state === "failed") &&
      world.findings.some(({ rectificationId, state }) => rectificationId === one.id && state === "unrectified"),
  );
  if (!cause || guidanceOf(world, complexId).length > 0 || exitRuns(world, complexId)) return;
  if (protestsStrongly(world, complexId)) oweGuidance(world, cause);
}
