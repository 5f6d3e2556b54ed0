import { encodeGlobalID } from "@pothos/plugin-relay";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import type { HubContext } from "../context.ts";
import { DeliveryAttempt, DeliveryStateEnum, latestAttempts } from "../delivery/types.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { readsLetters, visibleTo } from "./policy.ts";
import { type LetterPurpose, letterPurposes } from "./purposes.ts";
import { type LetterContent, vaultPurpose } from "./queue.ts";
import { allowedLetterCommands, maskedAddress, mayHaveArrivedTwice, transitions } from "./rules.ts";

export const LetterPurposeEnum = enumOf(
  "LetterPurpose",
  Object.keys(letterPurposes) as LetterPurpose[],
  "What a letter is for.",
);
const LetterCommand = commandEnum("LetterCommand", transitions, "A command to a letter.");

const LetterSubject = builder.objectRef<{ type: string; id: string }>("LetterSubject").implement({
  description: "What a letter is about.",
  fields: (t) => ({
    type: t.exposeString("type", { description: "Name of its type." }),
    id: t.id({
      description: "Global id, for `node(id:)`.",
      resolve: ({ type, id }) => encodeGlobalID(type, id),
    }),
  }),
});

const LetterAttachment = builder.objectRef<{ name: string; mediaType: string }>("LetterAttachment").implement({
  description: "What went with a letter.",
  fields: (t) => ({ name: t.exposeString("name"), mediaType: t.exposeString("mediaType") }),
});

/** The words of a letter, for those who may read it; null once they are no longer kept. */
function wordsOf(row: { content: Uint8Array | null }, { viewer, vault }: HubContext): LetterContent | null {
  if (!row.content || !readsLetters(viewer)) return null;
  return JSON.parse(vault.open(row.content, vaultPurpose).toString("utf8")) as LetterContent;
}

export const Letter = builder.prismaNode("Letter", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  description:
    "A letter that leaves the hub by mail, queued in the transaction that made it due, and how it fares. An administrator sees its envelope alone.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    purpose: t.field({ type: LetterPurposeEnum, resolve: ({ purpose }) => purpose as LetterPurpose }),
    about: t.field({
      type: LetterSubject,
      resolve: ({ subjectType, subjectId }) => ({ type: subjectType, id: subjectId }),
    }),
    region: t.field({ type: Region, resolve: ({ regionCode }) => ({ code: regionCode }) }),
    recipient: t.string({
      description: "Its address; of a private person as much as tells letters apart, and nothing once it has left.",
      select: { recipient: true, private: true, content: true },
      resolve: (row, _, context) => {
        if (!row.private) return row.recipient;
        const words = wordsOf(row, context);
        return words ? maskedAddress(words.to) : "";
      },
    }),
    messageId: t.exposeString("messageId", {
      description: "Fixed: a repeat is known by it as the same letter.",
    }),
    subject: t.string({
      nullable: true,
      description: "Null for an administrator, and once it is no longer kept.",
      select: { content: true },
      resolve: (row, _, context) => wordsOf(row, context)?.subject ?? null,
    }),
    text: t.string({
      nullable: true,
      description: "Null for an administrator, and once it is no longer kept.",
      select: { content: true },
      resolve: (row, _, context) => wordsOf(row, context)?.text ?? null,
    }),
    attachments: t.field({
      type: [LetterAttachment],
      select: { attachments: { select: { name: true, mediaType: true }, orderBy: { position: "asc" } } },
      resolve: ({ attachments }, _, { viewer }) => (readsLetters(viewer) ? attachments : []),
    }),
    state: t.expose("state", { type: DeliveryStateEnum }),
    sending: t.boolean({
      description: "An attempt is under way.",
      resolve: ({ sendingUntil }) => sendingUntil !== null,
    }),
    queuedAt: t.expose("queuedAt", { type: "DateTime", description: "By the hub's clock." }),
    tries: t.exposeInt("tries", { description: "Made since it was queued, or asked for again." }),
    nextAttemptAt: t.expose("nextAttemptAt", { type: "DateTime", nullable: true, description: "In real time." }),
    deliveredAt: t.expose("deliveredAt", {
      type: "DateTime",
      nullable: true,
      description: "When the mail server took it, in real time. Null: not yet.",
    }),
    receipt: t.exposeString("receipt", { nullable: true, description: "The server's words when it took the letter." }),
    mayHaveArrivedTwice: t.boolean({
      description:
        "Of an earlier attempt nobody knows whether the server took the letter: the repeat, under the same Message-ID, may have brought it once more.",
      select: { history: { select: { outcome: true, fault: true } } },
      resolve: ({ history }) => mayHaveArrivedTwice(history),
    }),
    attempts: t.field({
      type: [DeliveryAttempt],
      description: "The latest first, 50 at most.",
      select: { history: latestAttempts },
      resolve: ({ history }) => history,
    }),
    allowedCommands: t.field({
      type: [LetterCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: { state: true, content: true },
      resolve: ({ state, content }, _, { viewer }) =>
        permitted(viewer, "letter", allowedLetterCommands(state, content === null)),
    }),
  }),
});
