import type { InputShapeFromFields } from "@pothos/core";
import { Medium, PublicityAbout, PublicityState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { dateOfColumn } from "../calendar/rules.ts";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { visibleTo as companiesVisibleTo } from "../company/policy.ts";
import { Company } from "../company/types.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { containing, listField } from "../list.ts";
import { requireUuid, visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { withinCityOrCounty } from "../region/policy.ts";
import { visibleRow } from "../visible-rows.ts";
import { instructPublicity, recordPublicityItem } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { allowedCommands, type Publication, transitions } from "./rules.ts";

export const MediumEnum = enumOf("Medium", Medium, "Where something is said in public (plan 四(五)).", {
  site: "A web site.",
  wechat: "A WeChat official account.",
});
const PublicityAboutEnum = enumOf("PublicityAbout", PublicityAbout, "What a publication is about.", {
  exposure: "A typical case that is exposed.",
  advancedCompany: "An advanced company that is praised.",
});
const PublicityStateEnum = enumOf("PublicityState", PublicityState, "Where it stands.", {
  withdrawn: "Recorded by mistake; it counts nowhere.",
});
const PublicityCommand = commandEnum("PublicityCommand", transitions, "A command to a publicity item.");

builder.prismaObject("PublicityRevision", {
  description: "What stood there before a correction.",
  fields: (t) => ({
    version: t.exposeInt("version", { description: "The version that was corrected." }),
    at: t.expose("at", { type: "DateTime" }),
    reason: t.exposeString("reason"),
    before: t.stringList({
      description: "Its outlet, title, day and link.",
      resolve: ({ before }) => {
        const { outlet, title, publishedOn, link } = before as Record<string, string | null>;
        return [outlet, title, publishedOn, link].filter((part) => part != null);
      },
    }),
  }),
});

const companyOf = visibleRow("Company", companiesVisibleTo);

const PublicityItem = builder.prismaNode("PublicityItem", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description: "Something that a body has published about the campaign.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    number: t.exposeString("number"),
    medium: t.expose("medium", { type: MediumEnum }),
    outlet: t.exposeString("outlet", { description: "The newspaper, the station, the account." }),
    title: t.exposeString("title"),
    publishedOn: t.expose("publishedOn", { type: "Date" }),
    link: t.exposeString("link", { nullable: true, description: "https, on a public site." }),
    about: t.expose("about", { type: PublicityAboutEnum }),
    company: t.prismaField({
      type: Company,
      nullable: true,
      description: "For those who may see it.",
      select: { companyId: true },
      resolve: (query, { companyId }, _, context) => companyOf(context, query, companyId),
    }),
    region: t.field({
      type: Region,
      description: "Of the body that published it.",
      select: { bodyCode: true },
      resolve: ({ bodyCode }) => ({ code: bodyCode }),
    }),
    state: t.expose("state", { type: PublicityStateEnum }),
    recordedAt: t.expose("recordedAt", { type: "DateTime" }),
    withdrawnAt: t.expose("withdrawnAt", { type: "DateTime", nullable: true }),
    reason: t.exposeString("reason", { nullable: true, description: "Why it was withdrawn." }),
    revisions: t.relation("revisions", {
      description: "Corrections, oldest first.",
      query: { orderBy: { version: "asc" } },
    }),
    allowedCommands: t.field({
      type: [PublicityCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: { state: true, bodyCode: true },
      resolve: (item, _, { viewer }) => permitted(viewer, "publicity", allowedCommands(item, viewer.region)),
    }),
  }),
});

listField("publicityItems", {
  model: "PublicityItem",
  ref: PublicityItem,
  description: "What bodies of the viewer's region have published.",
  visibleTo,
  filter: (t) => ({
    region: t.string({ description: "Code of a region: what its bodies and those below it have published." }),
    media: t.field({ type: [MediumEnum] }),
    about: t.field({ type: [PublicityAboutEnum] }),
    states: t.field({ type: [PublicityStateEnum] }),
    from: t.field({ type: "Date", description: "First day." }),
    until: t.field({ type: "Date", description: "Last day." }),
    search: t.string({ description: "In title or outlet." }),
    companyId: t.globalID({ for: [Company] }),
  }),
  where: ({ region, media, about, states, from, until, search, companyId }) => ({
    ...(region && withinCityOrCounty(region)),
    ...(media && { medium: { in: media } }),
    ...(about && { about: { in: about } }),
    ...(states && { state: { in: states } }),
    ...((from || until) && { publishedOn: { ...(from && { gte: from }), ...(until && { lte: until }) } }),
    ...(search && { OR: [{ title: containing(search) }, { outlet: containing(search) }] }),
    ...(companyId && { companyId: requireUuid(companyId.id) }),
  }),
  orders: { NEWEST: { column: "publishedOn", direction: "desc", description: "The latest day first." } },
});

builder.queryField("publicityItem", (t) =>
  t.prismaField({
    type: PublicityItem,
    nullable: true,
    description: "One publicity item by its id.",
    args: { id: t.arg.globalID({ for: [PublicityItem], required: true }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.publicityItem.findFirst({ ...query, where: { AND: [visibleTo(viewer), { id: requireUuid(id.id) }] } }),
  }),
);

const payload = subjectPayload("PublicityItem", "publicityItem", PublicityItem, visibleTo);

const publicationInput = (t: InputBuilder) => ({
  medium: t.field({ type: MediumEnum, required: true }),
  outlet: t.string({ required: true, description: "The newspaper, the station, the account." }),
  title: t.string({ required: true }),
  publishedOn: t.field({ type: "Date", required: true, description: "Not after today." }),
  link: t.string({ description: "https; needed for what is on the net.", extensions: { maxLength: 1000 } }),
  about: t.field({ type: PublicityAboutEnum, required: true }),
  companyId: t.globalID({ for: [Company], description: "Where it is about one." }),
});
const publicationOf = (input: InputShapeFromFields<ReturnType<typeof publicationInput>>): Publication => {
  const { medium, outlet, title, publishedOn, link, about, companyId } = input;
  return {
    medium,
    outlet: outlet.trim(),
    title: title.trim(),
    publishedOn: dateOfColumn(publishedOn),
    link: link?.trim() || null,
    about,
    companyId: companyId ? requireUuid(companyId.id) : null,
  };
};

commandField("recordPublicity", {
  description: "Puts on record what one's body has published. Emits PublicityRecorded.",
  payload,
  input: publicationInput,
  run: (context, input) => recordPublicityItem(context, publicationOf(input)),
});

const instruction = { payload, subject: PublicityItem, instruct: instructPublicity };

instructionField("correctPublicity", {
  ...instruction,
  description:
    "Puts an item right, all of it at once, with a reason; what stood there is kept. Emits PublicityCorrected.",
  input: (t) => ({ ...publicationInput(t), reason: t.string({ required: true, ...prose }) }),
  command: ({ reason, ...input }) => ({ type: "correct" as const, to: publicationOf(input), reason }),
});
instructionField("withdrawPublicity", {
  ...instruction,
  description: "Takes an item that was recorded by mistake out of all counts, with a reason. Emits PublicityWithdrawn.",
  input: (t) => ({ reason: t.string({ required: true, ...prose }) }),
  command: ({ reason }) => ({ type: "withdraw" as const, reason }),
});
