/** Words of the domain as GraphQL enums. */
import {
  ExitGround,
  ExitState,
  HandoverItemState,
  HandoverKind,
  HandoverRefusal,
  MeetingCaller,
  NoticeArticle,
  NoticeParty,
  SuitResult,
  SuitStage,
} from "../../prisma/generated/enums.ts";
import { enumOf } from "../enum.ts";

export const ExitStateEnum = enumOf("ExitState", ExitState, "The step at which an exit stands.", {
  contractEnded: "The contract has ended; what belongs to the owners is being handed over.",
  handoverRefused: "The company refuses to leave or to hand over: determined by a person, after the due day.",
  abandoned: "Given up, for a written reason: the company stays.",
});
export const ExitGroundEnum = enumOf("ExitGround", ExitGround, "Why the owners are guided.", {
  owed: "The company does not perform and the owners protest strongly (plan 三(二)).",
  companyLeaves: "The company itself will not go on (Civil Code 947, 948).",
});
export const MeetingCallerEnum = enumOf("MeetingCaller", MeetingCaller, "Who called a meeting of the owners.", {
  owners: "On the demand of 20% of the owners (Property Management Regulation 13).",
});
export const NoticePartyEnum = enumOf("NoticeParty", NoticeParty, "Who gave notice.");
export const NoticeArticleEnum = enumOf("NoticeArticle", NoticeArticle, "The article that a notice falls under.", {
  civilCode946: "The owners dismiss the company: 60 days, or as the contract says.",
  civilCode947: "The company will not renew: 90 days before the term ends, or as the contract says.",
  civilCode948: "A contract without term: either side, 60 days.",
});
export const HandoverKindEnum = enumOf("HandoverKind", HandoverKind, "What is handed over (Civil Code 949).", {
  condition: "The true statement of use and condition.",
});
export const HandoverItemStateEnum = enumOf(
  "HandoverItemState",
  HandoverItemState,
  "Whether it has been handed over.",
  {
    missing: "It does not exist or cannot be had; said why.",
  },
);
export const HandoverRefusalEnum = enumOf("HandoverRefusal", HandoverRefusal, "What the company refuses.");
export const SuitStageEnum = enumOf("SuitStage", SuitStage, "Where the owners' suit for the handover stands.", {
  enforcementEnded: "The court found nothing to enforce for now.",
});
export const SuitResultEnum = enumOf("SuitResult", SuitResult, "How the court decided.");
export const FeeClaim = enumOf(
  "FeeClaim",
  { byContract: "byContract", untilTakeOver: "untilTakeOver", none: "none" } as const,
  "What the company that leaves may claim of the owners.",
  {
    untilTakeOver: "It goes on serving until the next one takes over, and is paid for that (Civil Code 950).",
    none: "Nothing: it stays in breach of its duty to leave and hand over (Civil Code 949), or has been replaced.",
  },
);
