import type { Translated } from "../text.ts";
import type { company as chinese } from "../zh-CN/company.ts";

export const company: Translated<typeof chinese> = {
  title: "Companies",
  search: "Name or credit code",
  region: "Works in",
  order: { label: "Order", NAME: "By name", UPDATED: "Latest change first" },
  column: { name: "Company", uscc: "Credit code", presences: "Works in", complexes: "Complexes" },
  none: "No company matches",
  noneHint: "Try other filters, or clear them to see all.",
  emptyHint: "Companies come in from the cities' systems; one can also be entered here.",
  notFound: "There is no such company",
  notFoundHint: "It may not work in your region.",
  fact: {
    uscc: "Unified social credit code",
    name: "Name",
    legalRepresentative: "Legal representative",
    phone: "Telephone",
    registeredAddress: "Registered address",
    presences: "Works in",
  },
  sources: {
    title: "What each city says",
    note: "The one that holds is marked",
    from: "Which one holds",
    holds: "Holds",
  },
  complexes: { title: "Complexes served", none: "It serves no complex at present", open: "{n} open" },
  findings: { title: "Findings", none: "No findings" },
  rectifications: { title: "Rectifications", none: "None was ever ordered" },
  credit: { title: "Credit events", none: "No credit events" },
  punishments: { title: "Joint punishments", none: "No joint punishment", confirmed: "{confirmed}/{all} confirmed" },
  inPunishment: "Under joint punishment",
  discredited: "{n} credit event | {n} credit events",
  command: {
    register: "Enter company",
    usccHint: "18 characters, the last one checks the others",
    change: "Update",
    changeIntro: "Kept as what your office knows; where sources differ the province decides which one holds.",
    chooseSource: "Choose source",
    chooseSourceIntro: "Name, legal representative and so on are taken from this source; the others are kept.",
  },
};
