import { type ExecutionResult, execute, GraphQLError, isNonNullType, parse, validate } from "graphql";
import { afterAll, beforeAll, expect, it, test } from "vitest";
import { CompiledQueries } from "../../api/graphql/compiled-queries.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { schema } from "../../schema/schema.ts";
import { buildChain, registerSharedCompany } from "../kit/chains.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { listedTypes, queryFields, question } from "../kit/schema-walk.ts";

/** A query that is compiled because it is asked often answers as the executor does. */

let hub: TestHub;
let county: Viewer;

beforeAll(async () => {
  hub = await createTestHub();
  await registerSharedCompany(hub, ["1401"]);
  await buildChain(hub, "140105");
  county = await hub.person("county", "140105");
});
afterAll(() => hub?.drop());

function compiledRun(source: string, variableValues?: Record<string, unknown>) {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  const queries = new CompiledQueries();
  const args = { schema, document, variableValues };
  for (let asked = 1; asked < 20; asked++) expect(queries.for(args)).toBeNull();
  return { args, run: queries.for(args) };
}

/** The answers both ways; an error as its path and what was thrown. */
async function bothWays(source: string, variableValues?: Record<string, unknown>) {
  const { args, run } = compiledRun(source, variableValues);
  const asked = { ...args, contextValue: hub.as(county) };
  const told = ({ data, errors }: ExecutionResult) => ({
    // The hub's clock stands still in a test: when a file was stored moves with real time.
    data: JSON.parse(JSON.stringify(data ?? null, (key, value) => (key === "storedAt" ? null : value))),
    errors: errors?.map((error) => {
      expect(error).toBeInstanceOf(GraphQLError);
      return [error.path, error.originalError];
    }),
  });
  return { compiled: run && told(await run(asked)), executed: told(await execute(asked)) };
}

const listed = listedTypes(schema);
const restless = ["activityCursor", "filingChallenge"];
const open = queryFields(schema).filter(
  ({ name, args }) => !restless.includes(name) && !args.some((arg) => isNonNullType(arg.type) && !arg.defaultValue),
);

const leftToExecutor: string[] = [];
test.each(open.map((field) => [field.name, field] as const))("%s", async (name, field) => {
  const { compiled, executed } = await bothWays(question(schema, field, "", 1, listed));
  if (compiled) expect(compiled).toEqual(executed);
  else leftToExecutor.push(name);
});

it("compiles every one of them", () => {
  expect(leftToExecutor).toEqual([]);
});

it("follows variables, fragments and directives", async () => {
  const source = `query Page($first: Int = 2, $words: Boolean!, $order: ComplaintOrder!) {
    complaints(first: $first, orderBy: $order) { ...Rows } again: complaints(first: 1) { edges { cursor } }
  } fragment Rows on QueryComplaintsConnection { totalCount edges { node { number state @skip(if: $words) complex { name @include(if: $words) } } } }`;
  const named = source.replace("QueryComplaintsConnection", nameOf("complaints"));
  for (const words of [true, false]) {
    const { compiled, executed } = await bothWays(named, { words, order: "FILED_NEWEST" });
    expect(compiled).not.toBeNull();
    expect(compiled).toEqual(executed);
    expect(executed.data.complaints.edges.length).toBeGreaterThan(0);
  }
});

it("tells what a resolver refuses at its place", async () => {
  const { compiled, executed } = await bothWays(
    `{ complaints(first: 1000) { totalCount } channels: violationKinds { code } }`,
  );
  expect(executed.errors).toHaveLength(1);
  expect(compiled).toEqual(executed);
});

it("leaves to the executor what it tells better", () => {
  const node = compiledRun(`{ node(id: "x") { id } }`);
  expect(node.run).toBeNull();
  const wrong = compiledRun(`query Page($first: Int!) { complaints(first: $first) { totalCount } }`, { first: "many" });
  expect(wrong.run).toBeNull();
});

const nameOf = (field: string) => String(schema.getQueryType()?.getFields()[field]?.type).replace("!", "");
