/** What hangs on an exit and is seen with it. */
import { builder } from "../builder.ts";
import { evidenceOf } from "../evidence/graphql.ts";
import { HandoverItemStateEnum, HandoverKindEnum, MeetingCallerEnum, SuitResultEnum, SuitStageEnum } from "./enums.ts";
import { outcomeOf } from "./vote.ts";
import { VoteTest } from "./vote-types.ts";

builder.prismaObject("OwnersMeeting", {
  description: "A meeting of the owners' assembly with its vote (Civil Code 278). Areas in units of 0.01 m².",
  fields: (t) => ({
    sequence: t.exposeInt("sequence"),
    caller: t.expose("caller", { type: MeetingCallerEnum }),
    announcedOn: t.expose("announcedOn", { type: "Date" }),
    meetsOn: t.expose("meetsOn", { type: "Date" }),
    demandingHeads: t.exposeInt("demandingHeads", { nullable: true }),
    demandTotal: t.exposeInt("demandTotal", { nullable: true }),
    heldOn: t.expose("heldOn", { type: "Date", nullable: true }),
    passed: t.exposeBoolean("passed", { nullable: true, description: "Null: not voted yet." }),
    tests: t.field({
      type: [VoteTest],
      description: "The two quorums and the two majorities; none before the vote.",
      resolve: ({ totalArea, totalHeads, participatingArea, participatingHeads, yesArea, yesHeads }) =>
        totalArea === null ||
        totalHeads === null ||
        participatingArea === null ||
        participatingHeads === null ||
        yesArea === null ||
        yesHeads === null
          ? []
          : outcomeOf({ totalArea, totalHeads, participatingArea, participatingHeads, yesArea, yesHeads }).tests,
    }),
    evidence: t.field(evidenceOf("OwnersMeeting")),
  }),
});

builder.prismaObject("HandoverItem", {
  description: "One item of the checklist.",
  fields: (t) => ({
    kind: t.expose("kind", { type: HandoverKindEnum }),
    state: t.expose("state", { type: HandoverItemStateEnum }),
    handedOverOn: t.expose("handedOverOn", { type: "Date", nullable: true }),
    receivedBy: t.exposeString("receivedBy", { nullable: true }),
    note: t.exposeString("note", { nullable: true }),
    evidence: t.field(evidenceOf("HandoverItem")),
  }),
});

builder.prismaObject("SuitStep", {
  description: "One step of the owners' suit for the handover.",
  fields: (t) => ({
    sequence: t.exposeInt("sequence"),
    stage: t.expose("stage", { type: SuitStageEnum }),
    court: t.exposeString("court"),
    caseNumber: t.exposeString("caseNumber"),
    happenedOn: t.expose("happenedOn", { type: "Date" }),
    hearingAt: t.expose("hearingAt", { type: "DateTime", nullable: true }),
    result: t.expose("result", { type: SuitResultEnum, nullable: true }),
    note: t.exposeString("note", { nullable: true }),
  }),
});
