import type { DeliveryState } from "../../prisma/generated/enums.ts";
import { reads } from "../account/reader.ts";
import { builder } from "../builder.ts";
import { instructionField, subjectPayload } from "../command.ts";
import { DeliveryStateEnum } from "../delivery/types.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { withinCityOrCounty } from "../region/policy.ts";
import { instructLetter } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { Letter, LetterPurposeEnum } from "./types.ts";

listField("letters", {
  model: "Letter",
  ref: Letter,
  description: "The letters that were queued, as far as the viewer may see them.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what lies in it and below." }),
    purposes: t.field({ type: [LetterPurposeEnum] }),
    states: t.field({ type: [DeliveryStateEnum] }),
    about: t.globalID({ description: "What they are about." }),
  }),
  where: (filter) => ({
    ...(filter.region && withinCityOrCounty(filter.region)),
    ...(filter.purposes && { purpose: { in: filter.purposes } }),
    ...(filter.states && { state: { in: filter.states } }),
    ...(filter.about && { subjectType: filter.about.typename, subjectId: requireUuid(filter.about.id) }),
  }),
  orders: { NEWEST: { column: "queuedAt", direction: "desc", description: "Newest first." } },
});

builder.queryField("letter", (t) =>
  t.prismaField({
    type: Letter,
    nullable: true,
    args: { id: t.arg.globalID({ required: true, for: [Letter] }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.letter.findFirst({ ...query, where: { AND: [{ id: requireUuid(id.id) }, visibleTo(viewer)] } }),
  }),
);

type Counts = ReadonlyMap<DeliveryState, number>;
const counted = (state: DeliveryState) => ({ resolve: (counts: Counts) => counts.get(state) ?? 0 });

const MailStanding = builder.objectRef<Counts>("MailStanding").implement({
  description: "Whether letters leave at all, and how many in the viewer's region have not.",
  fields: (t) => ({
    configured: t.boolean({
      description: "False: nobody has told the hub of a mail server. Nothing is sent, and what is queued waits.",
      resolve: (_counts, _args, { mails }) => mails,
    }),
    waiting: t.int(counted("waiting")),
    failing: t.int(counted("failing")),
    dead: t.int(counted("dead")),
  }),
});

builder.queryField("mail", (t) =>
  t.field({
    type: MailStanding,
    nullable: true,
    description: "How the hub's mail stands; null for a key that reads nothing.",
    resolve: async (_root, _args, { db, viewer }): Promise<Counts | null> => {
      if (!reads(viewer)) return null;
      const groups = await db.letter.groupBy({
        by: ["state"],
        where: { AND: [{ state: { not: "delivered" } }, visibleTo(viewer)] },
        _count: true,
      });
      return new Map(groups.map(({ state, _count }) => [state, _count]));
    },
  }),
);

instructionField("retryLetter", {
  description: "Sends it again now: a failing one before its time, a dead letter once more. Emits LetterAskedFor.",
  payload: subjectPayload("Letter", "letter", Letter, visibleTo),
  subject: Letter,
  instruct: instructLetter,
  command: () => ({ type: "retry" as const }),
});
