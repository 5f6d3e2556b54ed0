import { requireReader } from "../account/reader.ts";
import { builder } from "../builder.ts";
import type { InputBuilder } from "../command.ts";
import { enumOf } from "../enum.ts";
import { type Ballot, outcomeOf, requireConsistent, type VoteTest as Test, type VoteCounts } from "./vote.ts";

const VoteTestName = enumOf(
  "VoteTestName",
  {
    quorumArea: "quorumArea",
    quorumHeads: "quorumHeads",
    majorityArea: "majorityArea",
    majorityHeads: "majorityHeads",
  } as const satisfies Record<Test["name"], Test["name"]>,
  "The four fractions of Civil Code 278.",
  {
    quorumArea: "Owners of at least 2/3 of the area take part.",
    quorumHeads: "At least 2/3 of the heads take part.",
    majorityArea: "More than 1/2 of the area that takes part agrees.",
    majorityHeads: "More than 1/2 of the heads that take part agree.",
  },
);

export const VoteTest = builder.objectRef<Test>("VoteTest").implement({
  description: "One of the four fractions that all must hold, in whole numbers: areas in units of 0.01 m², or heads.",
  fields: (t) => ({
    name: t.field({ type: VoteTestName, resolve: ({ name }) => name }),
    held: t.field({ type: "SafeInt", resolve: ({ held }) => held }),
    of: t.field({
      type: "SafeInt",
      description: "All there is for a quorum; what takes part for a majority.",
      resolve: ({ of }) => of,
    }),
    needed: t.field({
      type: "SafeInt",
      description: "The smallest number that would do.",
      resolve: ({ needed }) => needed,
    }),
    missing: t.field({
      type: "SafeInt",
      description: "0 where it holds.",
      resolve: ({ held, needed }) => (held < needed ? needed - held : 0n),
    }),
    met: t.boolean({ resolve: ({ met }) => met }),
  }),
});

const VoteOutcome = builder.objectRef<{ passed: boolean; tests: readonly Test[] }>("VoteOutcome").implement({
  description: "What the counts of a vote come to.",
  fields: (t) => ({
    passed: t.boolean({ resolve: ({ passed }) => passed }),
    tests: t.field({ type: [VoteTest], resolve: ({ tests }) => tests }),
  }),
});

export const VoteCountsInput = builder.inputType("VoteCountsInput", {
  description:
    "The totals of a vote. Areas in units of 0.01 m². Abstentions and invalid ballots take part; unreturned ones do not.",
  fields: (t) => ({
    totalArea: t.field({ type: "SafeInt", required: true }),
    totalHeads: t.int({ required: true }),
    participatingArea: t.field({ type: "SafeInt", required: true }),
    participatingHeads: t.int({ required: true }),
    yesArea: t.field({ type: "SafeInt", required: true }),
    yesHeads: t.int({ required: true }),
  }),
});

interface CountsInput extends Omit<VoteCounts, "totalArea" | "participatingArea" | "yesArea"> {
  totalArea: bigint | number;
  participatingArea: bigint | number;
  yesArea: bigint | number;
}

export const countsOf = ({ totalArea, participatingArea, yesArea, ...heads }: CountsInput): VoteCounts => ({
  ...heads,
  totalArea: BigInt(totalArea),
  participatingArea: BigInt(participatingArea),
  yesArea: BigInt(yesArea),
});

const BallotEnum = enumOf(
  "Ballot",
  { yes: "yes", no: "no", abstain: "abstain", invalid: "invalid", unreturned: "unreturned" } as const satisfies Record<
    Ballot,
    Ballot
  >,
  "A ballot of a unit.",
);

const area = (t: InputBuilder, description: string) => t.field({ type: "SafeInt", description });

export const VoteUnitInput = builder.inputType("VoteUnitInput", {
  description: "An exclusive unit and its ballot. Only the totals are kept.",
  fields: (t) => ({
    unit: t.string({ required: true, description: "Building and room.", extensions: { maxLength: 50 } }),
    owners: t.stringList({
      required: true,
      description: "Whatever tells one owner from another, co-owners together; empty for the developer's.",
      extensions: { maxLength: 50, maxItems: 20 },
    }),
    developer: t.boolean({ description: "Not sold or not handed over yet: all such units are together one head." }),
    registeredArea: area(t, "In units of 0.01 m²: of the register."),
    surveyedArea: area(t, "Else of the survey."),
    contractArea: area(t, "Else of the sale contract."),
    ballot: t.field({ type: BallotEnum, required: true }),
  }),
});

builder.queryField("voteOutcome", (t) =>
  t.field({
    type: VoteOutcome,
    description: "What a vote of owners would come to by Civil Code 278: to count before it is recorded.",
    args: { counts: t.arg({ type: VoteCountsInput, required: true }) },
    resolve: (_root, { counts }, { viewer }) => {
      requireReader(viewer);
      const given = countsOf(counts);
      requireConsistent(given);
      return outcomeOf(given);
    },
  }),
);
