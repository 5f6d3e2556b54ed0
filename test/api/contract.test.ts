import { type GraphQLObjectType, isNonNullType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schema } from "../../schema/schema.ts";
import { mutationFields, queryFields } from "../kit/schema-walk.ts";
import { startTestServer, type TestClient, type TestServer } from "../kit/server.ts";

/** The names that outside systems rely on: what is said here may grow and must not change. */
let server: TestServer;
let anybody: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  anybody = await server.client(null);
});
afterAll(() => server?.close());

const query = (name: string) => queryFields(schema).find((field) => field.name === name);

describe("without signing in", () => {
  it.each([
    `{ campaign(code: "property-2024") { phases { code startsOn endsOn } } }`,
    "{ regions(level: CITY) { code name } }",
    "{ violationKinds { code category title acts } }",
    "{ supervisionChannels { region { code name } phone contact } }",
    `{ searchComplexNames(county: "140105", text: "演示") { id name } }`,
    `{ trackComplaint(code: "00000-00000") { errors { code } } }`,
    "{ __typename }",
  ])("%s is answered", async (document) => {
    const { data, errors } = await anybody.ask(document);
    expect(errors).toBeUndefined();
    expect(Object.values(data ?? {})).not.toContain(null);
  });

  it("nothing else is, whatever the schema has", async () => {
    const open = [
      "campaign",
      "regions",
      "violationKinds",
      "supervisionChannels",
      "searchComplexNames",
      "trackComplaint",
      "filingChallenge",
      "publishedCases",
    ];
    for (const { name, args } of queryFields(schema).filter((field) => !open.includes(field.name))) {
      const needed = args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
      const given = needed.length > 0 ? `(${needed.map((arg) => `${arg.name}: "x"`).join()})` : "";
      const { errors } = await anybody.ask(`{ ${name}${given} { __typename } }`);
      expect([name, errors?.some(({ extensions }) => extensions.code === "unauthenticated")]).toEqual([name, true]);
    }
  });
});

it.each(["companies", "complexes", "complaints", "findings", "rectifications", "dispatchReports", "inspections"])(
  "%s is a connection with filter, order and count",
  (name) => {
    const field = query(name);
    expect(field?.args.map((arg) => arg.name)).toEqual(expect.arrayContaining(["filter", "orderBy", "first", "after"]));
    const type = schema.getType(String(field?.type).replace("!", "")) as GraphQLObjectType;
    expect(Object.keys(type.getFields())).toEqual(expect.arrayContaining(["edges", "pageInfo", "totalCount"]));
  },
);

it.each(["company", "complex", "complaint", "serviceContract"])(
  "%s is found by id and by the client's name",
  (name) => {
    expect(query(name)?.args.map((arg) => arg.name)).toEqual(expect.arrayContaining(["id", "externalId"]));
  },
);

it("each mutation takes one input and tells typed errors", () => {
  for (const field of mutationFields(schema)) {
    expect([field.name, field.args.map((arg) => arg.name)]).toEqual([field.name, ["input"]]);
    const payload = schema.getType(String(field.type).replace("!", "")) as GraphQLObjectType;
    const errors = payload.getFields().errors;
    expect([field.name, String(errors?.type)]).toEqual([field.name, "[CommandError!]!"]);
  }
  const error = schema.getType("CommandError") as GraphQLObjectType;
  expect(Object.keys(error.getFields())).toEqual(expect.arrayContaining(["code", "message", "path", "currentVersion"]));
});

it("each command to something that has versions takes the one that was looked at", () => {
  const without = mutationFields(schema).filter(({ args }) => {
    const input = schema.getType(String(args[0]?.type).replace("!", "")) as GraphQLObjectType;
    return "id" in input.getFields() && !("expectedVersion" in input.getFields());
  });
  // A password, a look and a key change nothing that somebody else could have changed meanwhile.
  expect(without.map(({ name }) => name).sort()).toEqual([
    "issueApiKey",
    "resetPassword",
    "revealComplainant",
    "revokeApiKey",
  ]);
});

it("the feed is followed after a cursor, by kinds and region", () => {
  const activity = schema.getSubscriptionType()?.getFields().activity;
  expect(activity?.args.map(({ name }) => name).sort()).toEqual(["after", "kinds", "region"]);
  expect(Object.keys((schema.getType("Activity") as GraphQLObjectType).getFields())).toEqual(
    expect.arrayContaining(["cursor", "kind", "occurredAt", "region", "subject"]),
  );
});

it.each([
  ["/healthz", 200],
  ["/readyz", 200],
  ["/metrics", 200],
  ["/graphql?query=%7B__typename%7D", 200],
  ["/api/auth/get-session", 200],
  ["/nothing-of-ours.txt", 404],
])("%s answers %i", async (path, status) => {
  const response = await fetch(`${server.url}${path}`, { headers: { accept: "application/json" } });
  await response.arrayBuffer();
  expect(response.status).toBe(status);
});
