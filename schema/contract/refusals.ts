import { type RefusalTable, refuser } from "../refusal.ts";

export const contractRefusals = {
  "contract/ends-before-start": {
    zh: "合同的终止日期早于起始日期。",
    en: "The contract would end before it starts.",
  },
  "contract/overlaps": {
    zh: "与 {startsOn} 至 {endsOn} 的合同重叠；一个小区同一天只能有一份物业服务合同。",
    en: "It overlaps with the contract from {startsOn} to {endsOn}; a complex has one service contract on a day.",
  },
  "contract/overlaps-open": {
    zh: "自 {startsOn} 起的合同没有终止日期，请先写明它何时终止。",
    en: "The contract from {startsOn} on has no end; say first when it ends.",
  },
  "contract/company-unknown": {
    zh: "贵市没有报送过这家企业，请先报送企业。",
    en: "Your city has not sent this company; send the company first.",
  },
  "contract/complex-unknown": {
    zh: "没有这个小区，或不在您的辖区内；请先报送小区。",
    en: "There is no such complex in your region; send the complex first.",
  },
  "contract/complex-changed": {
    zh: "合同不能改到另一个小区，请换一个 externalId。",
    en: "A contract stays with its complex; take a new externalId.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(contractRefusals);
