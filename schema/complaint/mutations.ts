import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { Person } from "../account/person.ts";
import { builder } from "../builder.ts";
import { bulkField } from "../bulk.ts";
import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { Complex } from "../complex/types.ts";
import { ErasureReasonEnum } from "../erasure/types.ts";
import { requireUuid } from "../node.ts";
import { upsertField } from "../source/graphql.ts";
import { instructComplaint, revealComplainant, type StaffCommand } from "./commands.ts";
import { recordComplaint } from "./intake.ts";
import { complainantsKinds, openNotes } from "./notes.ts";
import { openPersonalData } from "./personal-data.ts";
import { visibleTo } from "./policy.ts";
import { complaintList } from "./queries.ts";
import { Complainant, Complaint, ComplaintSourceEnum } from "./types.ts";
import { upsertComplaints } from "./upsert.ts";

const payload = subjectPayload("Complaint", "complaint", Complaint, visibleTo);

const instruction = <Fields extends InputFieldMap>(
  name: string,
  description: string,
  input: (t: InputBuilder) => Fields,
  command: (input: InputShapeFromFields<Fields>) => StaffCommand,
) => instructionField(name, { description, payload, subject: Complaint, instruct: instructComplaint, input, command });

const nothingMore = () => ({});
const reason = (t: InputBuilder) => ({ reason: t.string({ required: true, ...prose }) });

instruction(
  "assignComplaint",
  "Names the person who handles it (专人受理), or hands a leaver's work on. Emits ComplaintAssigned.",
  (t) => ({ handlerId: t.globalID({ required: true, for: [Person] }) }),
  ({ handlerId }) => ({ type: "assign", handlerId: requireUuid(handlerId.id) }),
);
bulkField("assignComplaints", {
  description: "Names the person who handles them, one event each. Emits ComplaintAssigned.",
  action: "complaint.assign",
  ref: Complaint,
  list: complaintList,
  input: (t) => ({ handlerId: t.globalID({ required: true, for: [Person] }) }),
  command: ({ handlerId }) => {
    const assign = { type: "assign" as const, handlerId: requireUuid(handlerId.id) };
    return (work, { id, expectedVersion }) => instructComplaint.within(work, id, assign, expectedVersion);
  },
});
instruction(
  "confirmComplaint",
  "The complainant was reached: the complaint counts from now on. Its verification confirms it as well. Emits ComplaintConfirmed.",
  nothingMore,
  () => ({ type: "confirm" }),
);
instruction("startComplaintVerification", "Emits ComplaintVerificationStarted.", nothingMore, () => ({
  type: "startVerification",
}));
instruction("substantiateComplaint", "Verification found it to be true; findings follow.", nothingMore, () => ({
  type: "substantiate",
}));
instruction("unsubstantiateComplaint", "Verification found nothing; says why.", reason, ({ reason }) => ({
  type: "unsubstantiate",
  reason,
}));
instruction(
  "giveComplaintFeedback",
  "Tells the complainant the result of verification, later the outcome of a rectification.",
  (t) => ({ text: t.string({ required: true, ...prose }) }),
  ({ text }) => ({ type: "giveFeedback", text }),
);
instruction("extendComplaint", "Lengthens the clocks that still run, once, with a reason.", reason, ({ reason }) => ({
  type: "extend",
  reason,
}));
instruction("reopenComplaint", "A superior has it handled again.", reason, ({ reason }) => ({
  type: "reopen",
  reason,
}));
instruction(
  "correctComplaint",
  "Puts right what was recorded wrongly: without any of the fields a note beside what stays. What it said before is kept. Emits ComplaintCorrected.",
  (t) => ({
    source: t.field({ type: ComplaintSourceEnum }),
    complexId: t.globalID({ for: [Complex], description: "In the region in which the complaint counts." }),
    county: t.string({
      description: "Code of the county, where nobody has said yet in which of the city's it lies.",
      extensions: { maxLength: 6 },
    }),
    kind: t.string({ description: "Code of the violation kind." }),
    ...reason(t),
  }),
  ({ reason, source, complexId, county, kind }) => ({
    type: "correct",
    reason,
    words: {
      source: source ?? undefined,
      complexId: complexId ? requireUuid(complexId.id) : undefined,
      countyCode: county ?? undefined,
      kindCode: kind ?? undefined,
    },
  }),
);
instruction(
  "joinComplaint",
  "It is the same matter as another complaint: it is brought to where that one stands and follows it from now on. Emits ComplaintJoined.",
  (t) => ({
    primaryId: t.globalID({ required: true, for: [Complaint], description: "The complaint that is handled." }),
    ...reason(t),
  }),
  ({ primaryId, reason }) => ({ type: "join", primaryId: requireUuid(primaryId.id), reason }),
);
instruction(
  "separateComplaint",
  "It is a matter of its own after all. Emits ComplaintSeparated.",
  reason,
  ({ reason }) => ({ type: "separate", reason }),
);
instruction(
  "withdrawComplaint",
  "Ends a case that should not have been opened; the history stays.",
  reason,
  ({ reason }) => ({
    type: "withdraw",
    reason,
  }),
);
instruction(
  "eraseComplaint",
  "Destroys who complained and in which words before its time, because the person may ask for it (Personal Information Protection Law 47): of a case that is over and has no consequences that still run. State, dates and findings stay. Emits ComplaintErased.",
  (t) => ({ ground: t.field({ type: ErasureReasonEnum, required: true }) }),
  ({ ground }) => ({ type: "erase", ground }),
);

const ComplainantInput = builder.inputType("ComplainantInput", {
  fields: (t) => ({
    name: t.string({ extensions: { maxLength: 50 } }),
    phone: t.string({ extensions: { maxLength: 30 } }),
    address: t.string(),
    place: t.string({
      description: "The complex as they call it, where it is not in the ledger.",
      extensions: { maxLength: 100 },
    }),
    text: t.string({ required: true, description: "In the complainant's own words.", ...prose }),
  }),
});

const Recorded = subjectPayload("Complaint", "complaint", Complaint, visibleTo, {
  name: "RecordComplaintPayload",
  fields: (t) => ({
    trackingCode: t.string({
      nullable: true,
      description: "By which the complainant follows the case: shown once.",
      resolve: ({ result }) => (result as { trackingCode: string } | undefined)?.trackingCode ?? null,
    }),
  }),
});

commandField("recordComplaint", {
  description: "Staff record what came by telephone, letter or visit. Emits ComplaintFiled.",
  payload: Recorded,
  input: (t) => ({
    source: t.field({ type: ComplaintSourceEnum, required: true }),
    complexId: t.globalID({ for: [Complex] }),
    county: t.string({ description: "Code of the county, where the complex is not in the ledger." }),
    kind: t.string({ description: "Code of the violation kind." }),
    anonymous: t.boolean({ required: true, defaultValue: false }),
    complainant: t.field({ type: ComplainantInput, required: true }),
  }),
  run: (context, { source, complexId, county, kind, anonymous, complainant }) =>
    recordComplaint(context, {
      source,
      complexId: complexId && requireUuid(complexId.id),
      countyCode: county,
      kindCode: kind,
      anonymous,
      personal: {
        name: complainant.name ?? null,
        phone: complainant.phone ?? null,
        address: complainant.address ?? null,
        place: complainant.place ?? null,
        text: complainant.text,
      },
    }),
});

upsertField("upsertComplaints", {
  description:
    "Takes in complaints from a city's system: facts, never where they stand. A held one that is said otherwise is corrected, and what was said before is kept. Emits ComplaintFiled and ComplaintCorrected.",
  model: "Complaint",
  field: "complaint",
  ref: Complaint,
  visibleTo,
  more: (t) => ({
    trackingCode: t.string({
      nullable: true,
      description: "Of a new complaint: by which the complainant follows the case. Shown once.",
      resolve: ({ given }) => given?.trackingCode ?? null,
    }),
  }),
  row: (t: InputBuilder) => ({
    source: t.field({ type: ComplaintSourceEnum, required: true }),
    complexExternalId: t.string({ description: "Your own name for the complex." }),
    county: t.string({ description: "Code of the county, where the complex is not in the ledger." }),
    kind: t.string({ description: "Code of the violation kind." }),
    anonymous: t.boolean({ description: "Name and telephone are not kept." }),
    confirmed: t.boolean({
      description:
        "False: nobody has reached the complainant yet, and it counts nowhere until `confirmComplaint` or its verification. For new complaints; true by default.",
    }),
    filedAt: t.field({
      type: "DateTime",
      description: "When the complainant filed it: its clocks run from then. It stays; by default now.",
    }),
    complainant: t.field({ type: ComplainantInput, required: true }),
  }),
  run: upsertComplaints,
});

const Revealed = subjectPayload("Complaint", "complaint", Complaint, visibleTo, {
  name: "RevealComplainantPayload",
  fields: (t) => ({
    complainant: t.field({
      type: Complainant,
      nullable: true,
      description: "Unmasked; null once erased.",
      resolve: async ({ id }, _, { db, vault }) => {
        const secret = id ? await db.complaintSecret.findUnique({ where: { complaintId: id } }) : null;
        return secret && openPersonalData(vault, secret);
      },
    }),
    messages: t.stringList({
      description: "What the complainant wrote or sent afterwards, unmasked, the earliest first.",
      resolve: async ({ id }, _, { db, vault }) => (id ? openNotes(db, vault, id, complainantsKinds) : []),
    }),
  }),
});

commandField("revealComplainant", {
  description: "Shows the complainant unmasked; the reason goes into the audit. Emits ComplaintRevealed.",
  payload: Revealed,
  input: (t) => ({
    id: t.globalID({ required: true, for: [Complaint] }),
    reason: t.string({ required: true, ...prose }),
  }),
  run: (context, { id, reason }) => revealComplainant(context, requireUuid(id.id), reason),
});
