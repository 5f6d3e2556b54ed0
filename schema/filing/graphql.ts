import { publicViewer } from "../account/viewer.ts";
import { builder } from "../builder.ts";
import { CommandError, commandField, type Outcome, prose, told } from "../command.ts";
import { ComplaintStateEnum } from "../complaint/types.ts";
import { Complex } from "../complex/types.ts";
import type { HubContext } from "../context.ts";
import { requireUuid } from "../node.ts";
import { Refusal } from "../refusal.ts";
import { fileFromWeb, filingsOfAddress } from "./filing.ts";
import { callsOf } from "./limits.ts";
import { newChallenge } from "./proof.ts";
import { answerByCode, look, type TrackedComplaint, track } from "./tracking.ts";

/** Whoever is signed in besides: on the public page they are an owner like any other, in the log too. */
const asOwner = (context: HubContext): HubContext => ({ ...context, viewer: publicViewer });

/** Twice what a code has, separators and all: the rest is nobody's code. */
const mostOfCode = 80;

builder.queryField("filingChallenge", (t) =>
  t.field({
    type: "JSONObject",
    description:
      "A challenge as ALTCHA defines it (`{parameters, signature}`), for `fileComplaint`; good for 30 minutes and one filing. Public.",
    resolve: async (_root, _args, context) => ({
      ...(await newChallenge(context, await callsOf(context, await filingsOfAddress(context)))),
    }),
  }),
);

const FileComplaintPayload = builder.objectRef<Outcome>("FileComplaintPayload").implement({
  description: "The tracking code, or why nothing was filed.",
  fields: (t) => ({
    trackingCode: t.string({
      nullable: true,
      description: "By which the case is followed. Shown once: the hub keeps only its hash.",
      resolve: ({ result }) => (result as { trackingCode: string } | undefined)?.trackingCode ?? null,
    }),
    errors: t.field({ type: [CommandError], resolve: ({ errors }) => errors.map(told) }),
  }),
});

commandField("fileComplaint", {
  description:
    "An owner files a complaint. Public; with photos as a multipart request. Bring an `Idempotency-Key` of at least 128 random bits: the same call again answers with the same code. Emits ComplaintFiled.",
  payload: FileComplaintPayload,
  input: (t) => ({
    complexId: t.globalID({ for: [Complex], description: "Of `searchComplexNames`." }),
    county: t.string({
      description: "Code of the county, where the complex is not listed.",
      extensions: { maxLength: 6 },
    }),
    place: t.string({
      description: "The complex and where it is, in the owner's words, where it is not listed.",
      extensions: { maxLength: 100 },
    }),
    kind: t.string({
      description: "Code of the violation kind; without one, staff decide.",
      extensions: { maxLength: 40 },
    }),
    text: t.string({ required: true, description: "What happened.", extensions: { maxLength: 2000 } }),
    anonymous: t.boolean({
      required: true,
      defaultValue: false,
      description: "Name, telephone and address are not kept.",
    }),
    name: t.string({ extensions: { maxLength: 50 } }),
    phone: t.string({ extensions: { maxLength: 30 } }),
    address: t.string({ description: "Building and flat." }),
    photos: t.field({
      type: ["File"],
      description: "JPEG, PNG or WebP of at most 10 MB and 40 megapixels each; kept without their metadata.",
      extensions: { maxItems: 6 },
    }),
    proof: t.string({
      required: true,
      description:
        "ALTCHA's payload for a `filingChallenge`: base64 of `{challenge, solution: {counter, derivedKey}}`.",
      extensions: { maxLength: 4000 },
    }),
  }),
  run: (context, { complexId, county, place, kind, text, anonymous, name, phone, address, photos, proof }) =>
    fileFromWeb(asOwner(context), {
      complexId: complexId ? requireUuid(complexId.id) : null,
      countyCode: county ?? null,
      place: place ?? null,
      kindCode: kind ?? null,
      text,
      anonymous,
      name: name ?? null,
      phone: phone ?? null,
      address: address ?? null,
      photos: photos ?? [],
      proof,
    }),
});

const Feedback = builder.objectRef<TrackedComplaint["feedback"][number]>("Feedback").implement({
  description: "What the complainant was told.",
  fields: (t) => ({
    text: t.exposeString("text"),
    givenAt: t.expose("givenAt", { type: "DateTime" }),
  }),
});

const Tracked = builder.objectRef<TrackedComplaint>("TrackedComplaint").implement({
  description: "What a tracking code opens: state, dates and feedback, and nothing else.",
  fields: (t) => ({
    state: t.expose("state", { type: ComplaintStateEnum }),
    filedAt: t.expose("filedAt", { type: "DateTime" }),
    acknowledgeDue: t.expose("acknowledgeDue", {
      type: "DateTime",
      description: "When somebody is named for it at the latest.",
    }),
    acknowledgedAt: t.expose("acknowledgedAt", { type: "DateTime", nullable: true }),
    verifyDue: t.expose("verifyDue", { type: "DateTime" }),
    verifiedAt: t.expose("verifiedAt", { type: "DateTime", nullable: true }),
    feedbackDue: t.expose("feedbackDue", { type: "DateTime" }),
    feedbackAt: t.expose("feedbackAt", {
      type: "DateTime",
      nullable: true,
      description: "First feedback of this round.",
    }),
    feedback: t.field({ type: [Feedback], description: "Oldest first.", resolve: ({ feedback }) => [...feedback] }),
    mayAnswer: t.exposeBoolean("mayAnswer", { description: "`answerFeedback` would be accepted now." }),
    answerDue: t.expose("answerDue", {
      type: "DateTime",
      nullable: true,
      description: "Until when it may be answered.",
    }),
    answeredAt: t.expose("answeredAt", { type: "DateTime", nullable: true }),
    satisfied: t.exposeBoolean("satisfied", { nullable: true, description: "The answer to the latest feedback." }),
    reopenings: t.exposeInt("reopenings", { description: "How often it was handled again." }),
    closedAt: t.expose("closedAt", { type: "DateTime", nullable: true }),
  }),
});

const TrackComplaintPayload = builder
  .objectRef<{ complaint: TrackedComplaint | null; errors: readonly Refusal[] }>("TrackComplaintPayload")
  .implement({
    description: "The case, or why it is not shown.",
    fields: (t) => ({
      complaint: t.expose("complaint", { type: Tracked, nullable: true }),
      errors: t.field({ type: [CommandError], resolve: ({ errors }) => errors.map(told) }),
    }),
  });

builder.queryField("trackComplaint", (t) =>
  t.field({
    type: TrackComplaintPayload,
    description: "Follows a case by its tracking code. Public. An unknown code is `complaint/code-unknown`.",
    args: { code: t.arg.string({ required: true }) },
    resolve: async (_root, { code }, context) => {
      try {
        return { complaint: await track(asOwner(context), code.slice(0, mostOfCode)), errors: [] };
      } catch (error) {
        if (error instanceof Refusal) return { complaint: null, errors: [error] };
        throw error;
      }
    },
  }),
);

const AnswerFeedbackPayload = builder.objectRef<Outcome>("AnswerFeedbackPayload").implement({
  description: "The case after the answer, or why it was not taken.",
  fields: (t) => ({
    complaint: t.field({
      type: Tracked,
      nullable: true,
      resolve: ({ result }, _, context) => (result ? look(context, (result as { code: string }).code) : null),
    }),
    errors: t.field({ type: [CommandError], resolve: ({ errors }) => errors.map(told) }),
  }),
});

commandField("answerFeedback", {
  description:
    "The owner says whether they are satisfied with the latest feedback. Public. Unsatisfied reopens the case, once. Emits ComplaintAnswered.",
  payload: AnswerFeedbackPayload,
  input: (t) => ({
    code: t.string({ required: true, description: "The tracking code.", extensions: { maxLength: mostOfCode } }),
    satisfied: t.boolean({ required: true }),
    words: t.string({ description: "In the owner's own words, for those who handle the case.", ...prose }),
  }),
  run: (context, { code, satisfied, words }) => answerByCode(asOwner(context), code, satisfied, words ?? null),
});
