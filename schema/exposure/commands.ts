import type { Tx } from "../../prisma/client.ts";
import type { ExposureBatch } from "../../prisma/generated/client.ts";
import { personIn } from "../account/viewer.ts";
import { announce, instruct } from "../activity/instruct.ts";
import type { Work } from "../activity/transact.ts";
import type { Keep } from "../evidence/commands.ts";
import { Refusal } from "../refusal.ts";
import { removeCase, type Writing, writeCase } from "./cases.ts";
import { knownOf, publicContacts } from "./known.ts";
import { isFor, published, visibleTo } from "./policy.ts";
import { publishCases, withdrawPublished } from "./publication.ts";
import { decide } from "./rules.ts";
import type { Command, ExposureDecision, Part } from "./states.ts";

/** A command as people give it: writing brings the case. */
export type Instruction =
  | Exclude<Command, { type: "write" }>
  | { type: "write"; caseId: string | null; writing: Writing; keep: Keep };

/** @throws {Refusal} `exposure/…`, `forbidden` for another body's batch, and what every instruction throws */
export const instructExposure = instruct<ExposureBatch, Instruction, ExposureDecision>({
  subject: "ExposureBatch",
  domain: "exposure",
  find: (tx, id, viewer) => tx.exposureBatch.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, batch, command) => {
    const { viewer, now, tx } = work;
    if (!isFor(viewer, command.type, batch)) throw new Refusal("forbidden");
    const parts = await partsOf(work, batch.id);
    const decision = decide(batch, parts, command, { now, actor: viewer.id });
    const by = personIn(viewer);
    switch (command.type) {
      case "write":
        await writeCase(work, batch, parts, command);
        break;
      case "remove":
        await removeCase(tx, command.caseId);
        break;
      case "markHarmless": {
        const { caseId, kind, text, reason } = command;
        await tx.exposureHarmless.create({ data: { caseId, kind, text, reason, markedAt: now, markedById: by } });
        break;
      }
      case "publish":
        await publishCases(work, batch);
        break;
      case "withdrawCase":
        await withdrawPublished(work, { caseId: command.caseId }, command.reason);
        break;
      case "withdraw":
        await withdrawPublished(work, { batchId: batch.id }, command.reason);
        break;
    }
    const named =
      command.type === "submit" ? { submittedById: by } : command.type === "approve" ? { approvedById: by } : {};
    await write(work, batch, { ...decision, fields: { ...decision.fields, ...named } });
  },
  write,
});

async function write(work: Work, batch: ExposureBatch, decision: ExposureDecision) {
  await work.tx.exposureBatch.update({
    where: { id: batch.id },
    data: { ...decision.fields, state: decision.state, version: { increment: 1 } },
  });
  announce(work, "ExposureBatch", { ...batch, cityCode: batch.bodyCode }, decision);
}

async function partsOf({ tx, context }: Work, batchId: string): Promise<Part[]> {
  const contacts = await publicContacts(tx);
  const cases = await casesOf(tx, batchId);
  const parts: Part[] = [];
  for (const { _count, ...row } of cases)
    parts.push({ ...row, shown: _count.published > 0, known: await knownOf(tx, context, row, contacts) });
  return parts;
}

const casesOf = (tx: Tx, batchId: string) =>
  tx.exposureCase.findMany({
    where: { batchId },
    include: { harmless: true, _count: { select: { published: { where: published } } } },
    orderBy: { position: "asc" },
  });
