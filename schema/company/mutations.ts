import { commandField, type InputBuilder, instructionField, subjectPayload } from "../command.ts";
import { upsertField } from "../source/graphql.ts";
import { instructCompany, registerCompany, upsertCompanies } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { Company } from "./types.ts";

const attributes = (t: InputBuilder) => ({
  uscc: t.string({ required: true, description: "Unified social credit code." }),
  name: t.string({ required: true }),
  legalRepresentative: t.string(),
  registeredAddress: t.string(),
  phone: t.string(),
});

upsertField("upsertCompanies", {
  description: "Takes in companies from a city's system. Emits CompanyRegistered and CompanyChanged.",
  model: "Company",
  field: "company",
  ref: Company,
  visibleTo,
  row: attributes,
  run: upsertCompanies,
});

const payload = subjectPayload("Company", "company", Company, visibleTo);

commandField("registerCompany", {
  description:
    "Staff say what their city, or the province, knows of a company; a field that is left out stays, null clears it. Emits CompanyRegistered or CompanyChanged.",
  payload,
  input: attributes,
  run: registerCompany,
});

instructionField("chooseCompanySource", {
  description: "The province decides whose attributes hold. Emits CompanySourceChosen and CompanyChanged.",
  payload,
  subject: Company,
  instruct: instructCompany,
  input: (t) => ({ region: t.string({ required: true, description: "Code of the source's region." }) }),
  command: ({ region }) => ({ type: "chooseSource" as const, region }),
});
