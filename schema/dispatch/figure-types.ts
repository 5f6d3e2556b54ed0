import { builder } from "../builder.ts";
import { enumOf } from "../enum.ts";
import { Region } from "../region/graphql.ts";
import type { AccountPart, ShownFigure } from "./account.ts";
import { figureCatalogue, figureGroups, labelOf, ratioLabels } from "./catalogue.ts";
import { type Counts, type Difference, type RatioName, ratioOf, ratios } from "./figures.ts";

const DispatchMeasure = enumOf("DispatchMeasure", { flow: "flow", standing: "standing" }, "What a figure measures.", {
  flow: "What happened in the week, from cut-off to cut-off.",
  standing: "How it stood at the cut-off.",
});

export const DispatchFigure = builder.objectRef<ShownFigure>("DispatchFigure").implement({
  description: "A figure of a report: what the hub computed and what is reported, both visible.",
  fields: (t) => ({
    figure: t.string({ description: "Name of the counter.", resolve: ({ definition }) => definition.name }),
    label: t.string({ resolve: ({ definition }, _, { locale }) => labelOf(definition, locale) }),
    group: t.string({
      description: "Heading under which it stands.",
      resolve: ({ definition }, _, { locale }) => labelOf(figureGroups[definition.group], locale),
    }),
    measure: t.field({ type: DispatchMeasure, resolve: ({ definition }) => definition.measure }),
    computed: t.expose("computed", { type: "SafeInt" }),
    reported: t.expose("reported", {
      type: "SafeInt",
      description: "What counts in sums: the computed figure unless adjusted.",
    }),
    adjusted: t.boolean({ resolve: ({ computed, reported }) => computed !== reported }),
    explanation: t.exposeString("explanation", { nullable: true }),
    toDate: t.expose("toDate", { type: "SafeInt", description: "Since the campaign began, as the ledger counts it." }),
  }),
});

interface ShownRatio {
  name: RatioName;
  week: number | null;
  toDate: number | null;
}

export const DispatchRatio = builder.objectRef<ShownRatio>("DispatchRatio").implement({
  description: "A ratio, from 0 to 1 (in one week it may be more); null where there is nothing to divide by.",
  fields: (t) => ({
    name: t.exposeString("name"),
    label: t.string({ resolve: ({ name }, _, { locale }) => labelOf(ratioLabels[name], locale) }),
    week: t.exposeFloat("week", { nullable: true, description: "From the reported figures of the week." }),
    toDate: t.exposeFloat("toDate", { nullable: true, description: "From the figures to date." }),
  }),
});

const countsOf = (figures: readonly ShownFigure[], value: "reported" | "toDate"): Counts =>
  Object.fromEntries(figures.map((figure) => [figure.definition.name, figure[value]]));

export function ratiosOf(figures: readonly ShownFigure[]): ShownRatio[] {
  const week = countsOf(figures, "reported");
  const toDate = countsOf(figures, "toDate");
  return (Object.keys(ratios) as RatioName[]).map((name) => ({
    name,
    week: ratioOf(name, week),
    toDate: ratioOf(name, toDate),
  }));
}

export const DispatchPart = builder.objectRef<AccountPart>("DispatchPart").implement({
  description: "A part of a city's report.",
  fields: (t) => ({
    region: t.field({ type: Region, resolve: ({ region }) => ({ code: region }) }),
    own: t.exposeBoolean("own", { description: "The city's own line: what belongs to no county." }),
    standsIn: t.exposeBoolean("standsIn", {
      description: "The county has reported nothing, or was returned: its computed figures stand in.",
    }),
    figures: t.field({ type: [DispatchFigure], resolve: ({ figures }) => [...figures] }),
  }),
});

export const DispatchDifference = builder.objectRef<Difference>("DispatchDifference").implement({
  description: "A figure whose whole is not the sum of its parts.",
  fields: (t) => ({
    figure: t.exposeString("figure"),
    label: t.string({
      resolve: async ({ figure }, _, { db, locale }) => {
        const definition = (await figureCatalogue(db)).find(({ name }) => name === figure);
        return definition ? labelOf(definition, locale) : figure;
      },
    }),
    whole: t.expose("whole", { type: "SafeInt" }),
    parts: t.expose("parts", { type: "SafeInt" }),
  }),
});
