import { builder } from "../builder.ts";
import { mostBulkRows } from "../bulk.ts";
import { commandField, resultPayload } from "../command.ts";
import { enumOf } from "../enum.ts";
import { perAnswer } from "../loader.ts";
import { requireUuid } from "../node.ts";
import { may } from "../permissions.ts";
import { message } from "../refusals.ts";
import { Account } from "./graphql.ts";
import { Person } from "./person.ts";
import {
  leaverOf,
  leavingReasons,
  type OpenWork,
  openWorkOf,
  type Reassigned,
  reassignWork,
  type Worker,
  workKinds,
} from "./reassign.ts";

const WorkKindEnum = enumOf("WorkKind", workKinds, "Work that waits for a person by name.", {
  complaint: "Complaints that they handle and that are not over.",
  complex: "Complexes for which they answer.",
  rectification: "Rectifications not settled for which they are responsible.",
});
const LeavingReasonEnum = enumOf("LeavingReason", leavingReasons, "Why somebody's work is handed to another.", {
  left: "Left the office.",
  moved: "Has another post.",
  longLeave: "Away for long.",
});

const OpenWorkType = builder.objectRef<OpenWork>("OpenWork").implement({
  description: "How much of a kind waits for a person.",
  fields: (t) => ({
    kind: t.expose("kind", { type: WorkKindEnum }),
    count: t.exposeInt("count"),
    shared: t.exposeBoolean("shared", {
      description: "Somebody else of the region has the same name: whose it is the hub cannot tell, and leaves it.",
    }),
  }),
});

const openWork = perAnswer<Worker, readonly OpenWork[]>(({ db }, people) => openWorkOf(db, people));

builder.prismaObjectField(Person, "openWork", (t) =>
  t.field({
    type: [OpenWorkType],
    nullable: true,
    description: "What is open of them, for those who may hand it to another.",
    select: { id: true, name: true, regionCode: true },
    resolve: (person, _args, context) => (may(context.viewer, "account.reassign") ? openWork(context, person) : null),
  }),
);

builder.queryField("openWork", (t) =>
  t.field({
    type: [OpenWorkType],
    description: "What is open of a person, for those who may hand it to another.",
    args: { personId: t.arg.globalID({ required: true, for: [Person, Account] }) },
    resolve: async (_root, { personId }, context) =>
      openWork(context, await leaverOf(context, requireUuid(personId.id))),
  }),
);

const RefusedWork = builder.objectRef<{ code: string; count: number }>("RefusedWork").implement({
  description: "Cases that stayed with the person, by the reason.",
  fields: (t) => ({
    code: t.exposeString("code"),
    message: t.string({ resolve: ({ code }, _, { locale }) => message({ code, facts: {} }, locale) }),
    count: t.exposeInt("count"),
  }),
});
const ReassignedWork = builder.objectRef<Reassigned>("ReassignedWork").implement({
  description: "What went to the other.",
  fields: (t) => ({
    moved: t.field({
      type: [OpenWorkType],
      resolve: ({ moved }) => workKinds.map((kind) => ({ kind, count: moved[kind], shared: false })),
    }),
    refused: t.field({
      type: [RefusedWork],
      resolve: ({ refused }) => Object.entries(refused).map(([code, count]) => ({ code, count })),
    }),
    left: t.exposeInt("left", { description: "Still with the person: give the command again, or look why." }),
  }),
});

commandField("reassignWork", {
  description: `Hands what is open of a person to another, at most ${mostBulkRows} cases a call. Emits ComplaintAssigned, ComplexChanged and RectificationResponsibleNamed, one for each case, and WorkReassigned.`,
  payload: resultPayload("ReassignWorkPayload", "What went to the other, or why nothing did.", {
    type: ReassignedWork,
    description: "By kind.",
  }),
  input: (t) => ({
    fromId: t.globalID({ required: true, for: [Person, Account], description: "Who leaves." }),
    toId: t.globalID({ required: true, for: [Person, Account], description: "Who works for the same region." }),
    kinds: t.field({ type: [WorkKindEnum], description: "All by default." }),
    reason: t.field({ type: LeavingReasonEnum, required: true }),
  }),
  run: (context, { fromId, toId, kinds, reason }) =>
    reassignWork(context, {
      fromId: requireUuid(fromId.id),
      toId: requireUuid(toId.id),
      kinds: kinds ?? workKinds,
      reason,
    }),
});
