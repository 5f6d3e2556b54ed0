import { IncomingMailReason, IncomingMailState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { maskName, maskText } from "../complaint/personal-data.ts";
import { visibleTo as complaintsVisibleTo } from "../complaint/policy.ts";
import { Complaint } from "../complaint/types.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { maskedAddress } from "../letter/rules.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { visibleRow } from "../visible-rows.ts";
import { visibleTo } from "./policy.ts";
import { allowedMailCommands } from "./rules.ts";
import { type MailContent, openContent } from "./sealed.ts";
import { transitions } from "./states.ts";

export const IncomingMailStateEnum = enumOf("IncomingMailState", IncomingMailState, "What became of a mail.", {
  setAside: "Waits for somebody to look at it; dismissed by itself 30 days later.",
  appended: "Added to the complaint that it answers.",
});
export const IncomingMailReasonEnum = enumOf("IncomingMailReason", IncomingMailReason, "Why a mail was set aside.", {
  unplaced: "It came to the province's mailbox: nobody has said of which city it is.",
  bounce: "A mail server says that something was not delivered.",
  automatic: "Sent by a program.",
  own: "One of the hub's own letters, or of a mailbox itself.",
  tooMany:
    "Its sender, or all senders to the mailbox, have written very often lately, or the case has very many messages.",
});
const IncomingMailCommand = commandEnum("IncomingMailCommand", transitions, "A command to a mail that was set aside.");

const MailWords = builder.objectRef<MailContent>("MailWords").implement({
  description: "What a mail says, masked.",
  fields: (t) => ({
    name: t.string({ nullable: true, resolve: ({ name }) => name && maskName(name) }),
    address: t.string({ nullable: true, resolve: ({ address }) => address && maskedAddress(address) }),
    subject: t.string({ resolve: ({ subject }) => maskText(subject) }),
    text: t.string({ resolve: ({ text }) => maskText(text) }),
    attachments: t.stringList({
      description: "Their names.",
      resolve: ({ attachments }) => attachments.map(maskText),
    }),
  }),
});

const complaintOf = visibleRow("Complaint", complaintsVisibleTo);

export const IncomingMail = builder.prismaNode("IncomingMail", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description: "A mail to a supervision mailbox, and what became of it.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    mailbox: t.field({
      type: Region,
      description: "The region whose mailbox it came to.",
      select: { mailboxCode: true },
      resolve: ({ mailboxCode }) => ({ code: mailboxCode }),
    }),
    receivedAt: t.expose("receivedAt", { type: "DateTime", description: "By the hub's clock." }),
    bytes: t.exposeInt("bytes"),
    state: t.expose("state", { type: IncomingMailStateEnum }),
    reason: t.expose("reason", { type: IncomingMailReasonEnum, nullable: true }),
    words: t.field({
      type: MailWords,
      nullable: true,
      description: "Null once it is settled: nothing of it is kept but in its complaint.",
      select: { content: true, wrappedKey: true, masterKey: true },
      resolve: (row, _, { vault }) => openContent(vault, row),
    }),
    complaint: t.prismaField({
      type: Complaint,
      nullable: true,
      select: { complaintId: true },
      resolve: (query, { complaintId }, _, context) => complaintOf(context, query, complaintId),
    }),
    settledAt: t.expose("settledAt", { type: "DateTime", nullable: true, description: "When somebody decided." }),
    settledBy: t.string({
      nullable: true,
      select: { settledBy: { select: { name: true } } },
      resolve: ({ settledBy }) => settledBy?.name ?? null,
    }),
    allowedCommands: t.field({
      type: [IncomingMailCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: { state: true },
      resolve: ({ state }, _, { viewer }) => permitted(viewer, "mail", allowedMailCommands(state)),
    }),
  }),
});
