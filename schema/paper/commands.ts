import type { Paper as Row } from "../../prisma/generated/client.ts";
import { instruct } from "../activity/instruct.ts";
import type { SubjectType } from "../activity/log.ts";
import { lockRow, type Work } from "../activity/transact.ts";
import { attachEvidence } from "../evidence/attach.ts";
import { covers, regionOf } from "../region/policy.ts";
import { audienceOf } from "../transfer/policy.ts";
import { type Act, type ActName, acts, isAct } from "./acts.ts";
import { issuePaper } from "./follow.ts";
import { visibleTo } from "./policy.ts";
import { type Command, decide, type Paper, type PaperDecision } from "./rules.ts";

/** What the rules need to know, and who asks. */
export const ruled = (
  { act, state, datedOn, issuerCode }: Pick<Row, "act" | "state" | "datedOn" | "issuerCode">,
  viewer: { region: string },
): Paper => ({
  state,
  datedOn,
  servedByCase: isAct(act) && ((acts[act] as Act).servedBy?.alone ?? false),
  ours: covers(viewer.region, issuerCode),
});

export const instructPaper = instruct<Row, Command, PaperDecision>({
  subject: "Paper",
  domain: "paper",
  find: (tx, id, viewer) => tx.paper.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, paper, command) => {
    const decision = decide(ruled(paper, work.viewer), command, work.now);
    if (command.type === "serve") await attachEvidence(work, command.evidence, { type: "Paper", id: paper.id }, paper);
    await work.tx.paper.update({
      where: { id: paper.id },
      data: { ...decision.fields, state: decision.state, version: { increment: 1 } },
    });
    if (command.type === "replace")
      await issuePaper(work, paper.act as ActName, paper.subjectId, paper.issuerCode, paper.id);
    await tell(work, paper, decision);
  },
});

/** It is told of the case, whose paper it is: there people look for it. */
async function tell(work: Work, { act, department, cityCode, ...paper }: Row, { events }: PaperDecision) {
  const type = paper.subjectType as SubjectType;
  await lockRow(work, type, paper.subjectId);
  // The name comes from a closed list, never from a request.
  const raised = `update "${type}" set "version" = "version" + 1 where "id" = $1::uuid returning "version"`;
  const [subject] = await work.tx.$queryRawUnsafe<{ version: number }[]>(raised, paper.subjectId);
  for (const { kind, facts } of events)
    work.record({
      kind,
      subject: { type, id: paper.subjectId, version: subject?.version ?? 1 },
      region: regionOf({ cityCode, ...paper }),
      complexId: paper.complexId,
      companyId: paper.companyId,
      facts: { act, ...facts },
      ...(department && audienceOf({ department, cityCode })),
    });
}
