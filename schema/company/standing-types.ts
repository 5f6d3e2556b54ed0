import { encodeGlobalID } from "@pothos/plugin-relay";
import { builder } from "../builder.ts";
import { dateOfColumn } from "../calendar/rules.ts";
import { enumOf, graphqlName } from "../enum.ts";
import { OverviewDoor } from "../overview/graphql.ts";
import { Region } from "../region/graphql.ts";
import type { Deduction, Part, Score, Tally } from "./score.ts";
import { behind, deductions, type Standing, standingOf } from "./standing.ts";
import { Company } from "./types.ts";

const ScoreKey = enumOf("CompanyScoreKey", deductions, "What takes points from a company's score.", {
  openFinding: "Findings that are not put right, for each complex served.",
  overdueRectification: "Rectifications overdue now through the company, for each complex served.",
  unrectified: "Rectifications refused or failed.",
  gradeLowered: "Grade reviews by which a lower charge holds.",
  penalty: "Penalties decided and not withdrawn.",
});

const Band = enumOf(
  "CompanyScoreBand",
  ["good", "fair", "poor"],
  "A score in a word; where one begins is a setting of the campaign.",
);

interface Counted {
  companyId: string;
  region: string;
  since: Date;
}

/** A filter as a client writes it. */
function asArgument({ companyId, region, since }: Counted, key: Deduction | "complexes") {
  const { list, filter } = behind[key](since);
  const written = Object.entries(filter).map(([name, value]) => {
    if (Array.isArray(value)) return [name, value.map((one) => graphqlName(String(one)))];
    return [name, value instanceof Date ? dateOfColumn(value).toString() : value];
  });
  return { list, filter: { companyId: encodeGlobalID("Company", companyId), region, ...Object.fromEntries(written) } };
}

const ScorePart = builder.objectRef<Part & Counted>("CompanyScorePart").implement({
  description: "What one kind of matter takes from a score.",
  fields: (t) => ({
    key: t.expose("key", { type: ScoreKey }),
    count: t.exposeInt("count", { description: "How many there are: the rows behind the door." }),
    points: t.exposeInt("points", { description: "For each; see `perComplex`." }),
    most: t.exposeInt("most", { description: "No more than this is taken." }),
    perComplex: t.exposeBoolean("perComplex", {
      description: "`points` are for one in every complex that the company serves: the count is divided by them.",
    }),
    deducted: t.exposeInt("deducted"),
    door: t.field({ type: OverviewDoor, resolve: (part) => asArgument(part, part.key) }),
  }),
});

const CompanyScore = builder.objectRef<Score & Counted>("CompanyScore").implement({
  description:
    "100 less the parts, never under 0; a figure for the reader, on which nothing rests. Points are settings of the campaign.",
  fields: (t) => ({
    value: t.exposeInt("value"),
    band: t.expose("band", { type: Band }),
    parts: t.field({
      type: [ScorePart],
      resolve: ({ parts, companyId, region, since }) => parts.map((part) => ({ ...part, companyId, region, since })),
    }),
  }),
});

interface Judged extends Counted {
  tally: Tally;
  score: Score;
}

const CompanyDivision = builder.objectRef<Judged>("CompanyDivision").implement({
  description: "A company in one part of a region: what lies there, and the score that it comes to by itself.",
  fields: (t) => ({
    region: t.field({ type: Region, resolve: ({ region }) => ({ code: region }) }),
    complexes: t.int({ description: "Served now.", resolve: ({ tally }) => tally.complexes }),
    score: t.field({ type: CompanyScore, resolve: ({ score, ...counted }) => ({ ...score, ...counted }) }),
  }),
});

const CompanyStanding = builder.objectRef<Standing & Counted>("CompanyStanding").implement({
  description:
    "How a company stands in your region and nowhere else: what it did in other places is in no number here.",
  fields: (t) => ({
    region: t.field({
      type: Region,
      description: "Whose part of the record it is: yours.",
      resolve: ({ region }) => ({ code: region }),
    }),
    asOf: t.expose("asOf", { type: "Date" }),
    since: t.expose("since", { type: "Date", description: "What was determined before weighs no more." }),
    complexes: t.int({ description: "Served now.", resolve: ({ tally }) => tally.complexes }),
    score: t.field({ type: CompanyScore, resolve: ({ score, ...counted }) => ({ ...score, ...counted }) }),
    divisions: t.field({
      type: [CompanyDivision],
      description:
        "The cities of the province, or the counties of a city, where anything is counted. What a city determined for all of it lies in no county.",
      resolve: ({ divisions, companyId, since }) => divisions.map((part) => ({ ...part, companyId, since })),
    }),
  }),
});

builder.prismaObjectField(Company, "standing", (t) =>
  t.field({
    type: CompanyStanding,
    nullable: true,
    description: "Null for those who do not see the cases of a city or county.",
    resolve: async ({ id: companyId }, _args, context) => {
      const standing = await standingOf(context, companyId);
      return standing && { ...standing, companyId };
    },
  }),
);
