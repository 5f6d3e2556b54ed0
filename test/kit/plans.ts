import type pg from "pg";
import type { Viewer } from "../../schema/account/viewer.ts";
import type { TestHub } from "./hub.ts";
import { queriesDuring, type Statement } from "./statements.ts";

/** A list with the filters that it is asked with, alone and two at a time. */
export interface ListAsked {
  list: string;
  orders: readonly string[];
  /** In GraphQL. `$complex` and `$company` stand for one of them. */
  filters: readonly string[];
  /** With another they would mostly contradict it. */
  alone?: readonly string[];
}

export const largeLists: readonly ListAsked[] = [
  {
    list: "complaints",
    orders: ["FILED_NEWEST", "FILED_OLDEST", "DUE_SOONEST"],
    alone: ["open: false"],
    filters: [
      "open: true",
      "overdue: true",
      "confirmed: false",
      "states: [RECEIVED]",
      "states: [VERIFYING, SUBSTANTIATED]",
      "sources: [VISIT]",
      'kinds: ["income-not-published"]',
      'region: "140105"',
      'filedUntil: "2024-05-02T00:00:00Z"',
      "complexId: $complex",
      "companyId: $company",
    ],
  },
  {
    list: "complexes",
    orders: ["NAME", "OPEN_FINDINGS", "UPDATED"],
    filters: [
      "screeningStates: [NOT_SCREENED]",
      "screeningStates: [CLEAN, ALL_RECTIFIED]",
      "guidedPrice: true",
      "hasOverdue: true",
      'region: "140105"',
      "companyId: $company",
      'search: "小区 1999"',
      'search: "小区1999"',
    ],
  },
  {
    list: "findings",
    orders: ["NEWEST"],
    filters: [
      "states: [OPEN]",
      "states: [ORDERED, RECTIFIED]",
      "illegal: true",
      'kinds: ["income-not-published"]',
      "penalised: true",
      'region: "140105"',
      "complexId: $complex",
      "companyId: $company",
    ],
  },
  {
    list: "rectifications",
    orders: ["DEADLINE_SOONEST", "ORDERED_NEWEST"],
    alone: ["open: false"],
    filters: [
      "open: true",
      "overdue: true",
      "awaitingReview: true",
      "escalation: PROVINCE",
      "states: [REFUSED]",
      'region: "140105"',
      "complexId: $complex",
      "companyId: $company",
    ],
  },
  {
    list: "inspections",
    orders: ["NEWEST"],
    filters: ["kinds: [SPOT_CHECK]", "result: CLEAN", 'region: "140105"', "complexId: $complex"],
  },
  {
    list: "serviceContracts",
    orders: ["STARTS_NEWEST", "ENDS_SOONEST"],
    filters: ['endsUntil: "2024-01-10"', 'region: "140105"', "complexId: $complex", "companyId: $company"],
  },
  {
    list: "transfers",
    orders: ["DUE_SOONEST", "OPENED_NEWEST"],
    filters: [
      "open: true",
      "overdue: true",
      "states: [SENT]",
      "departments: [FIRE_RESCUE]",
      'region: "140105"',
      "complexId: $complex",
    ],
  },
  { list: "companies", orders: ["NAME", "UPDATED"], filters: ['search: "1899"', 'region: "140105"'] },
];

interface Page {
  page: { pageInfo: { endCursor: string | null } };
}

/** The cursor behind which a page begins, come to page by page of 100 as a reader would. */
export async function cursorBefore(hub: TestHub, viewer: Viewer, list: string, order: string, rows: number) {
  let after: string | null = null;
  for (let read = 0; read < rows; read += 100) {
    const document = `query ($after: String) { page: ${list}(first: 100, orderBy: ${order}, after: $after) { pageInfo { endCursor } } }`;
    const answer: Page = await hub.ask<Page>(viewer, document, { after });
    after = answer.page.pageInfo.endCursor;
  }
  if (after === null) throw new Error(`${list} has no ${rows} rows`);
  return after;
}

interface Node {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: Node[];
}

export interface Plan {
  /** Rows that were looked at to answer, whether they were in the answer or not. */
  looked: number;
  /** Tables that were read from the beginning to the end. */
  scanned: string[];
  /** In the database, in milliseconds. */
  ms: number;
  statements: number;
}

/** What the database does for a list: of every statement that it takes. */
export const planOf = (hub: TestHub, viewer: Viewer, document: string, variables: object): Promise<Plan> =>
  planDuring(hub.pool, () => hub.ask(viewer, document, variables));

/** The same for any work that reads over the pool. */
export async function planDuring(pool: pg.Pool, work: () => Promise<unknown>): Promise<Plan> {
  const asked = await queriesDuring(pool, work);
  const plan: Plan = { looked: 0, scanned: [], ms: 0, statements: asked.length };
  for (const statement of asked) {
    const { Plan: root, "Execution Time": ms } = await explain(pool, statement);
    plan.ms += ms;
    add(plan, root);
  }
  return plan;
}

async function explain(pool: pg.Pool, { text, values }: Statement): Promise<{ Plan: Node; "Execution Time": number }> {
  const { rows } = await pool.query<{ "QUERY PLAN": [{ Plan: Node; "Execution Time": number }] }>(
    `explain (analyze, timing off, format json) ${text}`,
    values,
  );
  const [explained] = rows[0]?.["QUERY PLAN"] ?? [];
  if (!explained) throw new Error(`no plan for ${text}`);
  return explained;
}

function add(plan: Plan, node: Node): void {
  const { "Node Type": type, "Relation Name": relation, "Actual Loops": loops, Plans: below = [] } = node;
  // The rows of a bitmap are looked at by the scan above it.
  if (relation)
    plan.looked +=
      loops *
      (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0));
  if (type === "Seq Scan" && relation) plan.scanned.push(relation);
  for (const one of below) add(plan, one);
}
