import { commandField, type InputBuilder, instructionField, prose, subjectPayload } from "../command.ts";
import { localId, requireUuid } from "../node.ts";
import { upsertField } from "../source/graphql.ts";
import { instructComplex, registerComplex, upsertComplexes } from "./commands.ts";
import { instructMerge } from "./merge.ts";
import { visibleTo } from "./policy.ts";
import { Complex } from "./types.ts";

const attributes = (t: InputBuilder) => ({
  name: t.string({ required: true, extensions: { maxLength: 100 } }),
  address: t.string(),
  county: t.string({ required: true, description: "Code of the county." }),
  subdistrict: t.string({ description: "Code of the sub-district." }),
  households: t.int({ required: true }),
  areaHundredths: t.field({ type: "SafeInt", description: "Exclusive area in units of 0.01 m²." }),
  guidedPrice: t.boolean({ description: "Charged by the government guided price." }),
  serviceGrade: t.string({ extensions: { maxLength: 50 } }),
  chargeFen: t.int({ description: "Fen per m² and month." }),
});

upsertField("upsertComplexes", {
  description:
    "Takes in complexes from a city's system: facts, never what was found there. Which company serves one is said by its contracts. Emits ComplexRegistered, ComplexChanged, ComplexLeft and ComplexArrived.",
  model: "Complex",
  field: "complex",
  ref: Complex,
  visibleTo,
  row: (t: InputBuilder) => ({
    id: t.id({ description: "Binds your name to a complex that is in the ledger already." }),
    ...attributes(t),
  }),
  run: (context, rows, faults) =>
    upsertComplexes(
      context,
      rows.map((row) => ({ ...row, id: row.id == null ? null : localId("Complex", row.id) })),
      faults,
    ),
});

const payload = subjectPayload("Complex", "complex", Complex, visibleTo);

commandField("registerComplex", {
  description: "Staff enter a complex in the ledger. Emits ComplexRegistered.",
  payload,
  input: attributes,
  run: registerComplex,
});

instructionField("changeComplex", {
  description:
    "Puts right what the ledger says of a complex; a field that is left out stays, null clears it. Emits ComplexChanged, or ComplexLeft and ComplexArrived.",
  payload,
  subject: Complex,
  instruct: instructComplex,
  input: attributes,
  command: (input) => ({ type: "change" as const, input }),
});

instructionField("mergeComplex", {
  description:
    "It is a second entry of another complex of its county: what hangs on it goes over there, and it is kept as history. Not undone by a command: it would be entered again. Emits ComplexMerged, ComplexChanged and what follows for the line that is kept.",
  payload,
  subject: Complex,
  instruct: instructMerge,
  input: (t) => ({
    into: t.globalID({ required: true, for: [Complex], description: "The complex that is kept." }),
    reason: t.string({ required: true, ...prose }),
  }),
  command: ({ into, reason }) => ({ type: "merge" as const, into: requireUuid(into.id), reason }),
});

instructionField("assignComplexResponsible", {
  description: "Names who answers for the complex at the county or sub-district. Emits ComplexChanged.",
  payload,
  subject: Complex,
  instruct: instructComplex,
  input: (t) => ({ responsiblePerson: t.string({ required: true, extensions: { maxLength: 50 } }) }),
  command: ({ responsiblePerson }) => ({ type: "assignResponsible" as const, responsiblePerson }),
});
