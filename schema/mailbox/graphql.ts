import { builder } from "../builder.ts";
import { commandField, instructionField, subjectPayload } from "../command.ts";
import { Complex } from "../complex/types.ts";
import { listField } from "../list.ts";
import { requireUuid } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { dismissMail, fileSetAside } from "./commands.ts";
import { mailboxesVisibleTo, visibleTo } from "./policy.ts";
import { IncomingMail, IncomingMailReasonEnum, IncomingMailStateEnum } from "./types.ts";

listField("incomingMails", {
  model: "IncomingMail",
  ref: IncomingMail,
  description: "Mails to the supervision mailboxes: for the provincial office all, for a city those to its own.",
  visibleTo,
  filter: (t) => ({
    mailbox: t.string({ description: "Code of the region whose mailbox it is." }),
    states: t.field({ type: [IncomingMailStateEnum] }),
    reasons: t.field({ type: [IncomingMailReasonEnum] }),
  }),
  where: ({ mailbox, states, reasons }) => ({
    ...(mailbox && { mailboxCode: mailbox }),
    ...(states && { state: { in: states } }),
    ...(reasons && { reason: { in: reasons } }),
  }),
  orders: { NEWEST: { column: "receivedAt", direction: "desc", description: "Newest first." } },
});

builder.queryField("incomingMail", (t) =>
  t.prismaField({
    type: IncomingMail,
    nullable: true,
    args: { id: t.arg.globalID({ required: true, for: [IncomingMail] }) },
    resolve: (query, _root, { id }, { db, viewer }) =>
      db.incomingMail.findFirst({ ...query, where: { AND: [{ id: requireUuid(id.id) }, visibleTo(viewer)] } }),
  }),
);

builder.prismaObject("Mailbox", {
  description: "A supervision mailbox, and how its reading stands. Times are real.",
  fields: (t) => ({
    region: t.field({ type: Region, resolve: ({ code }) => ({ code }) }),
    address: t.exposeString("address"),
    configured: t.exposeBoolean("configured", { description: "The hub is told of it, and reads it." }),
    readAt: t.expose("readAt", {
      type: "DateTime",
      nullable: true,
      description: "The latest round that went through.",
    }),
    waiting: t.exposeInt("waiting", { description: "Mails that the latest round left for the next." }),
    failingSince: t.expose("failingSince", { type: "DateTime", nullable: true }),
    error: t.exposeString("error", { nullable: true, description: "Why the latest round did not go through." }),
    setAside: t.relationCount("mails", {
      description: "Mails that wait for somebody to look at them.",
      where: { state: "setAside" },
    }),
  }),
});

builder.queryField("mailboxes", (t) =>
  t.prismaField({
    type: ["Mailbox"],
    description:
      "The supervision mailboxes that the hub was told of, for the provincial office, the leaders and the administrator; a city's own for that city.",
    resolve: (query, _root, _args, { db, viewer }) =>
      db.mailbox.findMany({ ...query, where: mailboxesVisibleTo(viewer), orderBy: { code: "asc" } }),
  }),
);

const payload = subjectPayload("IncomingMail", "mail", IncomingMail, visibleTo);

commandField("fileMail", {
  description:
    "Makes a mail that was set aside a complaint after all; its sender is told, unless a program sent it. Emits MailFiled and ComplaintFiled.",
  payload,
  input: (t) => ({
    id: t.globalID({ required: true, for: [IncomingMail] }),
    expectedVersion: t.int({ description: "Refused with `conflict/stale` when it is not the current one." }),
    complexId: t.globalID({ for: [Complex] }),
    county: t.string({
      description: "Code of the county, where the complex is not known.",
      extensions: { maxLength: 6 },
    }),
    city: t.string({
      description: "Code of the city, where the county is not known either; by default that of the mailbox.",
      extensions: { maxLength: 4 },
    }),
    kind: t.string({ description: "Code of the violation kind.", extensions: { maxLength: 40 } }),
  }),
  run: (context, { id, expectedVersion, complexId, county, city, kind }) =>
    fileSetAside(
      context,
      requireUuid(id.id),
      {
        complexId: complexId && requireUuid(complexId.id),
        countyCode: county,
        ...(city && { cityCode: city }),
        kindCode: kind,
      },
      expectedVersion,
    ),
});

instructionField("dismissMail", {
  description: "Says that a mail is no complaint: nothing of what it says is kept. Emits MailDismissed.",
  payload,
  subject: IncomingMail,
  command: () => ({ type: "dismiss" as const }),
  instruct: (context, id, _command, expectedVersion) => dismissMail(context, id, expectedVersion),
});
