/** Words of the domain as GraphQL enums. */
import { PenaltyArticle, PenaltyParty, PenaltyState } from "../../prisma/generated/enums.ts";
import { enumOf } from "../enum.ts";

export const PenaltyStateEnum = enumOf("PenaltyState", PenaltyState, "The step at which a penalty case stands.", {
  evidence: "Evidence has been gathered.",
  hearingOffered: "The prior notice is given; a hearing may be asked for within five working days.",
  closed: "Ended without a penalty, or with one that is not performed any more; said why.",
  withdrawn: "Opened in error, or its decision was annulled; said why.",
});
export const PenaltyArticleEnum = enumOf(
  "PenaltyArticle",
  PenaltyArticle,
  "An article of the Property Management Regulation (2018) that threatens a fine.",
  {
    propertyRegulation58: "Materials are not handed over.",
    propertyRegulation59: "The whole of the service is subcontracted.",
    propertyRegulation60: "Maintenance funds are misused.",
    propertyRegulation62: "Management rooms are put to another use.",
    propertyRegulation63: "Common parts are changed, occupied or used for business.",
  },
);
export const PenaltyPartyEnum = enumOf("PenaltyParty", PenaltyParty, "Who is penalised.", {
  unit: "The company.",
  individual: "A person of the company; named in the papers, not in the hub.",
});
export const PenaltyClockEnum = enumOf(
  "PenaltyClock",
  { decision: "decision", service: "service", payment: "payment" } as const,
  "A statutory clock of a penalty case.",
  {
    decision: "90 days from filing (Administrative Penalty Law 60).",
    service: "Seven working days from the decision (61).",
    payment: "15 days from service (67).",
  },
);
export const PenaltyBasisEnum = enumOf(
  "PenaltyBasis",
  { contractPrice: "contractPrice", misusedFunds: "misusedFunds" } as const,
  "What a share is taken of.",
);
