import type { Evidence as Row } from "../../prisma/generated/client.ts";
import type { SubjectType } from "../activity/log.ts";
import { builder } from "../builder.ts";
import { hubTimeOf } from "../clock.ts";
import { CommandError, commandField, type InputBuilder, type Outcome, told } from "../command.ts";
import type { HubContext } from "../context.ts";
import { perAnswer } from "../loader.ts";
import { requireUuid } from "../node.ts";
import { storeEvidence } from "./commands.ts";
import { findEvidence } from "./files.ts";

export const Evidence = builder.objectRef<Row>("Evidence");

builder.node(Evidence, {
  description: "A stored file: a photo or a document that proves something. Pictures are kept without their metadata.",
  id: { resolve: ({ id }) => id },
  isTypeOf: (value) => typeof value === "object" && value !== null && "sha256" in value && "mediaType" in value,
  loadOne: (id, context) => findEvidence(context, id),
  fields: (t) => ({
    name: t.exposeString("name"),
    mediaType: t.exposeString("mediaType"),
    bytes: t.exposeInt("bytes", { description: "Size in bytes." }),
    width: t.exposeInt("width", { nullable: true, description: "In pixels; null for a document." }),
    height: t.exposeInt("height", { nullable: true }),
    url: t.string({
      description: "Path on this server, for whoever may see what the file proves.",
      resolve: ({ id }) => `/files/${id}`,
    }),
    takenAt: t.expose("takenAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was taken, as the camera says, or else the device that sent it.",
    }),
    storedAt: t.field({
      type: "DateTime",
      description: "By the hub's clock.",
      resolve: ({ createdAt }, _, { clock }) => hubTimeOf(clock, createdAt),
    }),
    hash: t.string({
      nullable: true,
      description: "SHA-256 of the file as it is served, in hexadecimal; null for an owner's photo.",
      resolve: ({ servedSha256 }) => hexOf(servedSha256),
    }),
    sentHash: t.string({
      nullable: true,
      description: "SHA-256 of the file as its author sent it, before its metadata were taken away.",
      resolve: ({ sentSha256 }) => hexOf(sentSha256),
    }),
    author: t.string({
      nullable: true,
      description: "Who filed it; null for an owner.",
      resolve: ({ authorKind, authorId }, _, context) =>
        authorId ? authorOf(context, `${authorKind}:${authorId}`) : null,
    }),
  }),
});

const hexOf = (hash: Uint8Array | null) => hash && Buffer.from(hash).toString("hex");

/** The files of a subject that the viewer was shown; those of a whole answer in one statement. */
export const evidenceFiles = (context: HubContext, subjectType: SubjectType, id: string) =>
  filesOf(context, `${subjectType}:${id}`);

/** The field `evidence` of a type whose rows have proof: `evidence: t.field(evidenceOf("Inspection"))`. */
export const evidenceOf = (subjectType: SubjectType) => ({
  type: [Evidence] as [typeof Evidence],
  description: "The files that belong to it, oldest first.",
  resolve: ({ id }: { id: string }, _args: object, context: HubContext) => evidenceFiles(context, subjectType, id),
});

/** The input field of a command that takes uploaded files as its proof. */
export const evidenceIdsInput = (t: InputBuilder) =>
  t.globalIDList({
    required: true,
    for: [Evidence],
    description: "Of `uploadEvidence`.",
    extensions: { maxItems: 50 },
  });
/** The same where files are one proof among others. */
export const furtherEvidenceInput = (t: InputBuilder) =>
  t.globalIDList({ for: [Evidence], description: "Of `uploadEvidence`.", extensions: { maxItems: 50 } });
export const evidenceIdsOf = (ids: readonly { id: string }[]) => ids.map(({ id }) => requireUuid(id));

/** By `<subject type>:<id>`. The viewer sees the subject, hence its files. */
const filesOf = perAnswer(async ({ db }, keys: readonly string[]) => {
  const found = await db.evidence.findMany({
    where: { subjectId: { in: keys.map(idOf) }, erasedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const bySubject = Map.groupBy(found, ({ subjectType, subjectId }) => `${subjectType}:${subjectId}`);
  return keys.map((key) => bySubject.get(key) ?? []);
});

/** By `<kind of author>:<id>`. */
const authorOf = perAnswer(async ({ db }, keys: readonly string[]) => {
  const ids = [...new Set(keys.map(idOf))];
  const where = { id: { in: ids } };
  const select = { id: true, name: true };
  const people = await db.user.findMany({ where, select });
  // Ids are unique across tables; systems are asked for only where people do not account for all.
  const systems = people.length < ids.length ? await db.apiClient.findMany({ where, select }) : [];
  const names = new Map([...people, ...systems].map(({ id, name }) => [id, name]));
  return keys.map((key) => names.get(idOf(key)) ?? null);
});

const idOf = (key: string) => key.slice(key.indexOf(":") + 1);

const UploadEvidencePayload = builder.objectRef<Outcome>("UploadEvidencePayload").implement({
  description: "The stored files in the order in which they were sent, or why none was stored.",
  fields: (t) => ({
    evidence: t.field({
      type: [Evidence],
      resolve: async ({ result }, _, { db }) => {
        const { ids } = (result ?? { ids: [] }) as { ids: string[] };
        const rows = await db.evidence.findMany({ where: { id: { in: ids } } });
        return rows.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
      },
    }),
    errors: t.field({ type: [CommandError], resolve: ({ errors }) => errors.map(told) }),
  }),
});

commandField("uploadEvidence", {
  description:
    "Stores up to six files of at most 10 MB each: JPEG, PNG, WebP, PDF or .docx by their content. They come with the request (multipart) or were sent before it in pieces (`/uploads`). A command then gives them to what they prove, by their ids; what no command has taken within a day is removed.",
  payload: UploadEvidencePayload,
  input: (t) => ({
    files: t.field({ type: ["File"], extensions: { maxItems: 6 } }),
    uploads: t.stringList({
      description: "Last parts of the addresses of uploads that have come whole.",
      extensions: { maxItems: 6 },
    }),
  }),
  run: (context, { files, uploads }) => storeEvidence(context, files ?? [], uploads ?? []),
});
