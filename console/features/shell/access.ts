import { navigation, type PageName } from "./navigation.ts";
import type { Viewer } from "./viewer.ts";

type Role = Viewer["role"];
/** A role, or one department of those that have nothing else to do with a page. */
type Desk = Role | `DEPARTMENT ${NonNullable<Viewer["department"]>}`;

/** Those who work on the cases of a region and see them all. */
const cases: readonly Role[] = ["LEADER", "OFFICE", "CITY", "COUNTY", "SUBDISTRICT"];
const reporting: readonly Role[] = ["LEADER", "OFFICE", "CITY", "COUNTY"];

/** Whose desk a page belongs on. It only spares people empty pages: what may be seen is for the hub to say. */
const readers: Readonly<Record<PageName, readonly Desk[]>> = {
  overview: cases,
  mine: ["OFFICE", "CITY", "COUNTY", "SUBDISTRICT"],
  department: ["DEPARTMENT"],
  complaints: cases,
  complexes: cases,
  inspections: cases,
  spotChecks: ["LEADER", "OFFICE", "CITY"],
  rectifications: cases,
  gradeReviews: [...cases, "DEPARTMENT DEVELOPMENT_REFORM"],
  transfers: [...cases, "DEPARTMENT"],
  penaltyCases: cases,
  exits: [...cases, "DEPARTMENT MARKET_REGULATION"],
  papers: cases,
  policyDocuments: cases,
  opinions: cases,
  publicity: reporting,
  companies: cases,
  credit: ["LEADER", "OFFICE", "CITY", "DEPARTMENT"],
  pushes: [...reporting, "DEPARTMENT CREDIT", "DEPARTMENT MARKET_REGULATION"],
  exposures: ["LEADER", "OFFICE", "CITY"],
  dispatch: reporting,
  supervision: [...reporting, "DISCIPLINE"],
  phaseTasks: reporting,
  people: ["CITY"],
  erasure: [...reporting, "ADMINISTRATOR"],
  letters: [...reporting, "ADMINISTRATOR"],
  mailboxes: ["LEADER", "OFFICE", "CITY", "ADMINISTRATOR"],
  notifications: [...cases, "DEPARTMENT", "DISCIPLINE", "ADMINISTRATOR"],
  settings: [...reporting, "ADMINISTRATOR"],
  access: ["OFFICE", "ADMINISTRATOR"],
  webhooks: ["OFFICE", "CITY"],
};

export const mayOpen = ({ role, department }: Viewer, page: PageName): boolean =>
  readers[page].some((desk) => desk === role || desk === `${role} ${department}`);

/** The navigation of one person, without groups that would be empty. */
export const navigationOf = (viewer: Viewer) =>
  navigation
    .map((group) => ({ ...group, entries: group.entries.filter(({ page }) => mayOpen(viewer, page)) }))
    .filter(({ entries }) => entries.length > 0);

/** Where somebody starts: the overview, a department at what waits for it, or the first page that is theirs. */
export const firstPageOf = (viewer: Viewer): PageName => navigationOf(viewer)[0]?.entries[0]?.page ?? "overview";
