import type { RouteLocationRaw } from "vue-router";

/** How a list writes a condition of the hub's filter in its own address. */
const inAddress: Readonly<Record<string, string>> = {
  screeningStates: "screening",
  states: "state",
  severities: "severity",
  companyId: "company",
};

/** The pages that are called otherwise than their list. */
const pages: Readonly<Record<string, string>> = {
  CREDIT_EVENTS: "credit",
  GRADE_REVIEWS: "gradeReviews",
  PENALTY_CASES: "penaltyCases",
};

/** The page that shows exactly the rows of a list with a filter, as the hub names both: the count there is the figure. */
export function doorOf(
  { list, filter }: { list: string; filter: Record<string, unknown> },
  home: string,
): RouteLocationRaw {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(filter)) {
    // The viewer's own region is what they see without any filter.
    if (value === null || value === undefined || (name === "region" && value === home)) continue;
    const key = inAddress[name] ?? name;
    if (typeof value === "boolean") query[key] = value ? "yes" : "no";
    else query[key] = Array.isArray(value) ? value.join(",") : String(value);
  }
  return { name: pages[list] ?? list.toLowerCase(), query };
}
