import type { VariablesOf } from "../../graph/graphql.ts";
import type { Activity_Query } from "../../graph/operations.ts";
import type { Tone } from "../../ui/tone.ts";
import type { CompanyScore } from "./operations.ts";

type Kind = NonNullable<VariablesOf<typeof Activity_Query>["filter"]["kinds"]>[number];

/** The chapters of a company's story, with what each tells: turning points, not every step on the way. */
export const chapters = {
  CONTRACT: ["SERVICE_CONTRACT_RECORDED", "SERVICE_CONTRACT_CHANGED", "SERVICE_CONTRACT_STARTED", "SERVICE_ENDED"],
  FINDING: ["FINDING_ESTABLISHED", "FINDING_WITHDRAWN"],
  RECTIFICATION: [
    "RECTIFICATION_ORDERED",
    "RECTIFICATION_OVERDUE",
    "RECTIFICATION_ESCALATED",
    "RECTIFICATION_ACCEPTED",
    "RECTIFICATION_REFUSED",
    "RECTIFICATION_FAILED",
  ],
  GRADE: ["GRADE_REVIEW_PROPOSED", "GRADE_LOWERED", "GRADE_REVIEW_VERIFIED", "GRADE_REVIEW_WITHDRAWN"],
  PENALTY: [
    "PENALTY_CASE_FILED",
    "PENALTY_DECIDED",
    "PENALTY_PERFORMED",
    "PENALTY_CASE_CLOSED",
    "PENALTY_CASE_WITHDRAWN",
  ],
  TRANSFER: ["TRANSFER_SENT", "TRANSFER_ANSWERED", "TRANSFER_RETURNED", "TRANSFER_WITHDRAWN"],
  EXIT: [
    "EXIT_GUIDANCE_OPENED",
    "OWNERS_VOTE_RECORDED",
    "COMPANY_DISMISSED",
    "EXIT_NOTICE_SERVED",
    "EXIT_CONTRACT_ENDED",
    "HANDOVER_OVERDUE",
    "HANDOVER_REFUSED",
    "HANDOVER_COMPLETED",
    "SUIT_ADVANCED",
    "COMPLEX_TAKEN_OVER",
    "EXIT_CLOSED",
    "EXIT_ABANDONED",
  ],
  CREDIT: ["CREDIT_EVENT_RECORDED", "CREDIT_EVENT_WITHDRAWN", "CREDIT_EVENT_REPAIRED", "CREDIT_DISCLOSURE_ENDED"],
  PUNISHMENT: ["JOINT_PUNISHMENT_OPENED", "JOINT_PUNISHMENT_IN_FORCE", "JOINT_PUNISHMENT_LIFTED"],
  REGISTER: ["COMPANY_REGISTERED", "COMPANY_CHANGED", "COMPANY_SOURCE_CHOSEN"],
} as const satisfies Record<string, readonly Kind[]>;

export type Chapter = keyof typeof chapters;
export const chapterNames = Object.keys(chapters) as readonly Chapter[];

/** What happened in some chapters; in all of them where none is chosen. */
export const kindsOf = (chosen: readonly Chapter[]): Kind[] =>
  (chosen.length ? chosen : chapterNames).flatMap((chapter) => chapters[chapter]);

/** The lists of what is open of a company, as `CompanyPage_Query` counts it. */
export const openLists = (company: string) => ({
  findings: { name: "findings", query: { company, state: "OPEN,ORDERED,UNRECTIFIED" } },
  rectifications: { name: "rectifications", query: { company, open: "yes" } },
  overdue: { name: "rectifications", query: { company, overdue: "yes" } },
  penaltyCases: { name: "penaltyCases", query: { company, open: "yes" } },
  exits: { name: "exits", query: { company, open: "yes" } },
  opinionIncidents: { name: "opinions", query: { company, open: "yes" } },
  creditEvents: { name: "credit", query: { company, state: "RECORDED" } },
  jointPunishments: {
    name: "credit",
    query: { company, tab: "punishments", state: "OPENED,CONFIRMED,IN_FORCE" },
  },
});

export const bandTones: Readonly<Record<CompanyScore["band"], Tone>> = { GOOD: "ok", FAIR: "info", POOR: "risk" };
