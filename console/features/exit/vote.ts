import type { VoteTest } from "./exit.ts";

/** The totals of a vote as they are typed: areas in square metres, heads in whole numbers. */
export interface VoteDraft {
  totalArea: string;
  totalHeads: string;
  participatingArea: string;
  participatingHeads: string;
  yesArea: string;
  yesHeads: string;
}

export const emptyVote: VoteDraft = {
  totalArea: "",
  totalHeads: "",
  participatingArea: "",
  participatingHeads: "",
  yesArea: "",
  yesHeads: "",
};

/** `98.5` as 9850: read as digits, because a product of floating point may miss the last hundredth. */
function hundredths(typed: string): number | null {
  const [, whole = "", part = ""] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(typed.trim().replaceAll(",", "")) ?? [];
  return whole === "" ? null : Number(whole + part.padEnd(2, "0"));
}

const count = (typed: string): number | null => (/^\d{1,7}$/.test(typed.trim()) ? Number(typed) : null);

/** What the hub is given; null while something is missing or is no number. */
export function countsOf(draft: VoteDraft) {
  const counts = {
    totalArea: hundredths(draft.totalArea),
    totalHeads: count(draft.totalHeads),
    participatingArea: hundredths(draft.participatingArea),
    participatingHeads: count(draft.participatingHeads),
    yesArea: hundredths(draft.yesArea),
    yesHeads: count(draft.yesHeads),
  };
  const complete = Object.values(counts).every((value) => value !== null);
  return complete ? (counts as { [Key in keyof typeof counts]: number }) : null;
}

export const isArea = ({ name }: VoteTest) => name === "QUORUM_AREA" || name === "MAJORITY_AREA";
