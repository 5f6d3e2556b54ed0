import { ErasureGround, ErasureReason } from "../../prisma/generated/enums.ts";
import { builder } from "../builder.ts";
import { enumOf } from "../enum.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { regionOf } from "../region/policy.ts";
import { proofsVisibleTo, runsVisibleTo } from "./policy.ts";
import { consequences } from "./rules.ts";

const ErasureGroundEnum = enumOf("ErasureGround", ErasureGround, "Why personal data was destroyed.", {
  retention: "The campaign's setting says that its time is over.",
  request: "The person asked for it, and the city saw that it was so.",
});
export const ErasureReasonEnum = enumOf(
  "ErasureReason",
  ErasureReason,
  "On which ground personal data may be asked to be erased (Personal Information Protection Law 47).",
  {
    purposeReached: "The purpose is reached, cannot be reached, or needs the data no more.",
    unlawful: "It was recorded against the law or an agreement.",
    otherLaw: "Another ground that a law or regulation names.",
  },
);
export const ErasureConsequence = enumOf(
  "ErasureConsequence",
  consequences,
  "What still runs that rests on a complaint: its personal data waits for it.",
  { finding: "A finding without an order yet.", followUp: "A debt that was left and is not opened." },
);

export const ErasureRun = builder.prismaNode("ErasureRun", {
  id: { field: "id" },
  findUnique: visibleById(runsVisibleTo),
  description: "One go of destroying personal data: what was due on a day, or one complaint's on request.",
  fields: (t) => ({
    ground: t.expose("ground", { type: ErasureGroundEnum }),
    reason: t.expose("reason", { type: ErasureReasonEnum, nullable: true, description: "Of a request." }),
    region: t.field({
      type: Region,
      nullable: true,
      description: "Of a request; null for a run through the whole hub.",
      resolve: ({ cityCode, ...below }) => (cityCode ? { code: regionOf({ cityCode, ...below }) } : null),
    }),
    retentionMonths: t.exposeInt("retentionMonths", { description: "The campaign's setting when it began." }),
    closedBefore: t.expose("closedBefore", {
      type: "DateTime",
      nullable: true,
      description: "What had been closed before this moment was due.",
    }),
    startedAt: t.expose("startedAt", { type: "DateTime" }),
    finishedAt: t.expose("finishedAt", {
      type: "DateTime",
      nullable: true,
      description: "Null while it is under way.",
    }),
    erased: t.exposeInt("erased", { description: "Complaints whose personal data it destroyed." }),
    waiting: t.exposeInt("waiting", { description: "Complaints that were due and have consequences that still run." }),
  }),
});

export const ErasureProof = builder.prismaNode("ErasureProof", {
  id: { field: "id" },
  findUnique: visibleById(proofsVisibleTo),
  description: "That a complaint's personal data was destroyed; it names no person.",
  fields: (t) => ({
    number: t.exposeString("number", { description: "Office number of the complaint." }),
    region: t.field({ type: Region, resolve: (proof) => ({ code: regionOf(proof) }) }),
    ground: t.field({
      type: ErasureGroundEnum,
      select: { run: { select: { ground: true } } },
      resolve: ({ run }) => run.ground,
    }),
    reason: t.field({
      type: ErasureReasonEnum,
      nullable: true,
      select: { run: { select: { reason: true } } },
      resolve: ({ run }) => run.reason,
    }),
    retentionMonths: t.int({
      description: "The campaign's setting under which it was done.",
      select: { run: { select: { retentionMonths: true } } },
      resolve: ({ run }) => run.retentionMonths,
    }),
    closedAt: t.expose("closedAt", { type: "DateTime" }),
    erasedAt: t.expose("erasedAt", { type: "DateTime" }),
    notes: t.exposeInt("notes", { description: "Notes of the case whose words went." }),
    revisions: t.exposeInt("revisions", { description: "Earlier words, kept at corrections, that went." }),
    files: t.exposeInt("files", { description: "Photos and papers that went." }),
    answers: t.exposeInt("answers", { description: "Answers kept under an Idempotency-Key that went." }),
    digest: t.string({
      description:
        "SHA-256, in hex, over what was destroyed as it stood encrypted: an old copy can be compared with it.",
      resolve: ({ digest }) => Buffer.from(digest).toString("hex"),
    }),
  }),
});
