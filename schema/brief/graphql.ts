import type { Db } from "../../prisma/client.ts";
import { builder } from "../builder.ts";
import { type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { DispatchWeek } from "../dispatch/types.ts";
import { Finding } from "../finding/types.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { instructBrief } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { ProvincialBrief, ProvincialBriefSectionEnum, ProvincialBriefStateEnum } from "./types.ts";

const payload = subjectPayload("ProvincialBrief", "brief", ProvincialBrief, visibleTo);

listField("provincialBriefs", {
  model: "ProvincialBrief",
  ref: ProvincialBrief,
  description: "The province's weekly briefs, as far as the viewer may see them.",
  visibleTo,
  filter: (t) => ({
    states: t.field({ type: [ProvincialBriefStateEnum] }),
    late: t.boolean({ description: "It had not been approved when it was due." }),
    toDo: t.boolean({ description: "Still a draft, or sent and not received by everybody yet (true)." }),
  }),
  where: async ({ states, late, toDo }, { db }) => ({
    ...(toDo && { OR: [{ state: "draft" as const }, { id: { in: await onTheirWay(db) } }] }),
    ...(states && { state: { in: states } }),
    ...(late != null && { lateAt: late ? { not: null } : null }),
  }),
  orders: { NEWEST: { column: "dueAt", direction: "desc", description: "The latest week first." } },
});

builder.queryField("provincialBrief", (t) =>
  t.prismaField({
    type: ProvincialBrief,
    nullable: true,
    description: "One brief: by its id, or by its week.",
    args: { id: t.arg.globalID({ for: [ProvincialBrief] }), week: t.arg.globalID({ for: [DispatchWeek] }) },
    resolve: (query, _root, { id, week }, { db, viewer }) => {
      if (!id && !week) return null;
      const which = id ? { id: requireUuid(id.id) } : { weekId: requireUuid(week?.id ?? "") };
      return db.provincialBrief.findFirst({ ...query, where: { AND: [which, visibleTo(viewer)] } });
    },
  }),
);

/** Briefs of which a letter has not been received. */
async function onTheirWay(db: Db): Promise<string[]> {
  const letters = await db.letter.groupBy({
    by: ["subjectId"],
    where: { subjectType: "ProvincialBrief", purpose: "brief", state: { not: "delivered" } },
  });
  return letters.map(({ subjectId }) => subjectId);
}

const SectionInput = builder.inputType("ProvincialBriefSectionInput", {
  description: "A section of a brief, in words.",
  fields: (t) => ({
    section: t.field({ type: ProvincialBriefSectionEnum, required: true }),
    text: t.string({ required: true, ...prose }),
  }),
});

instructionField("editProvincialBrief", {
  description:
    "The provincial office writes the next version of a draft: what is left out is empty then. Emits ProvincialBriefEdited.",
  payload,
  subject: ProvincialBrief,
  instruct: instructBrief,
  input: (t: InputBuilder) => ({
    narrative: t.field({ type: [SectionInput] }),
    typicalFindingIds: t.globalIDList({
      for: [Finding],
      description: "Typical cases (典型案例), in their order, of those that the cities picked.",
    }),
  }),
  command: ({ narrative, typicalFindingIds }) => ({
    type: "edit" as const,
    narrative: Object.fromEntries((narrative ?? []).map(({ section, text }) => [section, text.trim()])),
    findingIds: (typicalFindingIds ?? []).map(({ id }) => requireUuid(id)),
  }),
});

instructionField("approveProvincialBrief", {
  description:
    "The leading group approves it: figures, text and files are kept as they are issued, and the cities' reports are locked. Refused with what is `missing`. Emits ProvincialBriefApproved.",
  payload,
  subject: ProvincialBrief,
  instruct: instructBrief,
  command: () => ({ type: "approve" as const }),
});
