/** How the papers of an act reach their addressees: most the next days, some have still to be served. */
import { columnOf, dateOf } from "../../schema/calendar/rules.ts";
import { instructPaper } from "../../schema/paper/commands.ts";
import type { Manner } from "../../schema/paper/rules.ts";
import type { Case } from "./case.ts";

const manners: Readonly<Partial<Record<Manner, number>>> = { inPerson: 7, post: 2, left: 1 };

export function deliver(course: Case, username: string, subjectId: string, issued: Date): void {
  const { random, stage } = course;
  if (random.chance(0.08)) return;
  course.later(issued, random.int(1, 2), async (at) => {
    const paper = await stage.db.paper.findFirst({ where: { subjectId, state: "issued" }, select: { id: true } });
    if (!paper) return;
    await instructPaper(course.as(username, at), paper.id, {
      type: "serve",
      servedOn: columnOf(dateOf(at)),
      manner: random.weighted(Object.keys(manners) as Manner[], (manner) => manners[manner] ?? 0),
      receivedBy: "项目经理",
      note: null,
      evidence: [await course.receipt(username, at)],
    });
  });
}
