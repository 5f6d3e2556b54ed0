import { encodeGlobalID } from "@pothos/plugin-relay";
import { PaperState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { DepartmentEnum } from "../complaint/types.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { evidenceOf } from "../evidence/graphql.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { regionOf, regionSelect } from "../region/policy.ts";
import { visibleRow } from "../visible-rows.ts";
import { type ActName, actNames, acts } from "./acts.ts";
import { ruled } from "./commands.ts";
import { ServiceMannerEnum } from "./manner.ts";
import { papersOn, visibleTo } from "./policy.ts";
import { allowedCommands, transitions } from "./rules.ts";

export const PaperActEnum = enumOf("PaperAct", actNames, "A formal act that has a paper.");
export const PaperStateEnum = enumOf("PaperState", PaperState, "Where a paper stands.", {
  issued: "Not served yet.",
  withdrawn: "Replaced by another, or void with its case.",
});
const PaperCommand = commandEnum("PaperCommand", transitions, "A command to a paper.");

const PaperCase = builder.objectRef<{ subjectType: string; subjectId: string }>("PaperCase").implement({
  description: "The case that a paper belongs to.",
  fields: (t) => ({
    type: t.exposeString("subjectType", { description: "Name of its type." }),
    id: t.id({
      description: "Global id, for `node(id:)`.",
      resolve: ({ subjectType, subjectId }) => encodeGlobalID(subjectType, subjectId),
    }),
  }),
});

const paperOf = visibleRow("Paper", visibleTo);

export const Paper = builder.prismaNode("Paper", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description:
    "The paper of a formal act: numbered, as the act stood when it was issued. Names that change later change nothing in it.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    act: t.field({ type: PaperActEnum, select: { act: true }, resolve: ({ act }) => act as ActName }),
    number: t.exposeString("number", { description: "Its own series: kind of paper, body, year, running number." }),
    title: t.exposeString("title"),
    issuer: t.field({
      type: Region,
      description: "Whose body issued it.",
      select: { issuerCode: true },
      resolve: ({ issuerCode }) => ({ code: issuerCode }),
    }),
    addressee: t.exposeString("addressee"),
    department: t.expose("department", { type: DepartmentEnum, nullable: true, description: "That it is sent to." }),
    matter: t.exposeString("matter", { description: "The complex or company that it is about, as it was called." }),
    case: t.field({
      type: PaperCase,
      select: { subjectType: true, subjectId: true },
      resolve: ({ subjectType, subjectId }) => ({ subjectType, subjectId }),
    }),
    region: t.field({ type: Region, select: regionSelect, resolve: (paper) => ({ code: regionOf(paper) }) }),
    state: t.expose("state", { type: PaperStateEnum }),
    datedOn: t.expose("datedOn", { type: "Date", description: "The date that it bears." }),
    issuedAt: t.expose("issuedAt", { type: "DateTime" }),
    servedOn: t.expose("servedOn", { type: "Date", nullable: true }),
    serviceManner: t.expose("serviceManner", { type: ServiceMannerEnum, nullable: true }),
    receivedBy: t.exposeString("receivedBy", { nullable: true }),
    serviceNote: t.exposeString("serviceNote", { nullable: true }),
    withdrawnAt: t.expose("withdrawnAt", { type: "DateTime", nullable: true }),
    withdrawalReason: t.exposeString("withdrawalReason", {
      nullable: true,
      description: "What was wrong with it; null where it is void with its case.",
    }),
    replaces: t.prismaField({
      type: "Paper",
      nullable: true,
      description: "The wrong paper whose place it takes.",
      select: { replacesId: true },
      resolve: (query, { replacesId }, _, context) => paperOf(context, query, replacesId),
    }),
    evidence: t.field(evidenceOf("Paper")),
    url: t.string({
      description: "Path on this server of the .docx with its service receipt, for whoever may see it.",
      resolve: ({ id }) => `/papers/${id}.docx`,
    }),
    allowedCommands: t.field({
      type: [PaperCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: { act: true, state: true, datedOn: true, issuerCode: true },
      resolve: (paper, _, { viewer }) => permitted(viewer, "paper", allowedCommands(ruled(paper, viewer))),
    }),
  }),
});

/** The field `papers` of a case. */
for (const subject of new Set(actNames.map((name) => acts[name].subject)))
  builder.prismaObjectField(subject as "Rectification", "papers", (t) =>
    t.prismaField({
      type: [Paper],
      description: "The papers of its formal acts, the first one first.",
      select: { id: true },
      resolve: (query, { id }, _, context) => papersOn(context, query, id),
    }),
  );
