import { commandField, type InputBuilder, instructionField, subjectPayload } from "../command.ts";
import { Complex } from "../complex/types.ts";
import { requireUuid } from "../node.ts";
import { upsertField } from "../source/graphql.ts";
import { instructServiceContract, recordServiceContract, upsertServiceContracts } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { ServiceContract, ServiceContractKindEnum } from "./types.ts";

const attributes = (t: InputBuilder) => ({
  uscc: t.string({
    required: true,
    description: "Unified social credit code of the company, which your city has sent.",
  }),
  kind: t.field({ type: ServiceContractKindEnum, required: true }),
  startsOn: t.field({ type: "Date", required: true }),
  endsOn: t.field({ type: "Date", description: "The last day; without one it runs without term." }),
  serviceGrade: t.string({ extensions: { maxLength: 50 } }),
  chargeFen: t.int({ description: "Fen per m² and month." }),
});

upsertField("upsertServiceContracts", {
  description:
    "Takes in service contracts from a city's system. The contract in force says which company serves the complex. Emits ServiceContractRecorded, ServiceContractChanged and ComplexChanged.",
  model: "ServiceContract",
  field: "serviceContract",
  ref: ServiceContract,
  visibleTo,
  row: (t: InputBuilder) => ({
    complexExternalId: t.string({ required: true, description: "Your own name for the complex." }),
    ...attributes(t),
  }),
  run: upsertServiceContracts,
});

const payload = subjectPayload("ServiceContract", "serviceContract", ServiceContract, visibleTo);

commandField("recordServiceContract", {
  description: "Staff record a contract of one complex. Emits ServiceContractRecorded and ComplexChanged.",
  payload,
  input: (t) => ({ complexId: t.globalID({ required: true, for: [Complex] }), ...attributes(t) }),
  run: (context, { complexId, ...input }) =>
    recordServiceContract(context, { complexId: requireUuid(complexId.id), ...input }),
});

instructionField("changeServiceContract", {
  description:
    "Puts a contract right, or says when it ends; a field that is left out stays, null clears it. Emits ServiceContractChanged.",
  payload,
  subject: ServiceContract,
  instruct: instructServiceContract,
  input: attributes,
  command: (input) => ({ type: "change" as const, input }),
});
