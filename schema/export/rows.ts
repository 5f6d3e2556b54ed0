import { type DocumentNode, execute, GraphQLError, getNamedType, parse } from "graphql";
import { requireReader } from "../account/reader.ts";
import { transact } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { Refusal, refuseGeneral } from "../refusal.ts";
import { schema } from "../schema.ts";
import { type Cell, cellOf } from "./cell.ts";
import { type ExportColumn, exportLists } from "./lists.ts";
import { refuse } from "./refusals.ts";

export interface Exported {
  columns: readonly ExportColumn[];
  /** Read page by page as somebody asks for them. */
  rows: AsyncIterable<Cell[]>;
}

/** What is asked of a list, as the console asks it: its own filter and order. */
export interface ExportQuestion {
  filter?: unknown;
  orderBy?: unknown;
}

export const mostExported = 200_000;
const pageSize = 100;

/**
 * A list exactly as it is filtered and ordered, as rows of cells. It comes by the same road as on the screen, the list's
 * own field: policy, filters, order and what is masked are those, whatever they become.
 *
 * @throws {Refusal} before any row is read: `not-found`, `unauthenticated`, `export/too-many`, or what the list refuses
 */
export async function exportList(context: HubContext, list: string, question: ExportQuestion): Promise<Exported> {
  requireReader(context.viewer);
  const columns = Object.hasOwn(exportLists, list) ? exportLists[list] : undefined;
  if (!columns) throw new Refusal("not-found");
  const document = documentOf(list, columns);
  const first = await page(context, document, { ...question, first: pageSize, count: true });
  const rows = first.totalCount ?? 0;
  if (rows > mostExported) throw refuse("export/too-many", [], { rows, max: mostExported });
  await note(context, list, rows);

  async function* read() {
    for (let read = first; ; ) {
      for (const { node } of read.edges)
        yield columns?.map(({ path, format }) => cellOf(at(node, path.split(".")), format, context.locale)) ?? [];
      const { hasNextPage, endCursor } = read.pageInfo;
      if (!hasNextPage) return;
      read = await page(context, document, { ...question, first: pageSize, after: endCursor, count: false });
    }
  }
  return { columns, rows: read() };
}

/** Who took which list along is on record; what was filtered for is not: it may be a telephone number. */
const note = (context: HubContext, list: string, rows: number) =>
  transact({ ...context, idempotency: undefined }, async (work) => {
    const { kind, id, region } = work.viewer;
    if (id === null) return;
    const subject = { type: kind === "client" ? "ApiClient" : "User", id, version: 0 } as const;
    work.record({ kind: "ListExported", subject, region, facts: { list, rows } });
  });

interface Page {
  totalCount?: number;
  edges: readonly { node: object }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

async function page(context: HubContext, document: DocumentNode, variableValues: object): Promise<Page> {
  const { data, errors } = await execute({
    schema,
    document,
    variableValues: { ...variableValues },
    // What one page has looked up is of no use to the next: it would only be kept.
    contextValue: { ...context },
  });
  if (errors?.[0]) throw told(errors[0]);
  return (data as unknown as { rows: Page }).rows;
}

/** What came with the question and fits no filter or order is the asker's mistake. */
function told(error: GraphQLError): Error {
  if (error.originalError && !(error.originalError instanceof GraphQLError)) return error.originalError;
  return refuseGeneral("request/invalid", [], { reason: error.message });
}

const documents = new Map<string, DocumentNode>();

function documentOf(list: string, columns: readonly ExportColumn[]): DocumentNode {
  const known = documents.get(list);
  if (known) return known;
  const args = schema.getQueryType()?.getFields()[list]?.args ?? [];
  const typeOf = (name: string) => getNamedType(args.find((arg) => arg.name === name)?.type);
  const document = parse(
    `query ($filter: ${typeOf("filter")}, $orderBy: ${typeOf("orderBy")}, $first: Int, $after: String, $count: Boolean!) {
      rows: ${list}(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
        totalCount @include(if: $count)
        edges { node ${selectionOf(columns.map(({ path }) => path.split(".")))} }
        pageInfo { hasNextPage endCursor }
      }
    }`,
  );
  documents.set(list, document);
  return document;
}

function selectionOf(paths: readonly (readonly string[])[]): string {
  const names = [...new Set(paths.map(([name]) => name as string))];
  const fields = names.map((name) => {
    const below = paths.filter((path) => path[0] === name && path.length > 1).map((path) => path.slice(1));
    return below.length > 0 ? `${name} ${selectionOf(below)}` : name;
  });
  return `{ ${fields.join(" ")} }`;
}

/** The value at the end of a path; of a list, those of its items. */
function at(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined || value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => at(item, path));
  return at((value as Record<string, unknown>)[name], rest);
}
