import { type GraphQLObjectType, type GraphQLOutputType, getNamedType, isNonNullType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Scope, scopes } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { planWeeks } from "../../schema/dispatch/opening.ts";
import { schema } from "../../schema/schema.ts";
import { tick } from "../../schema/timer/tick.ts";
import { actingOn } from "../kit/acting.ts";
import { buildChain, registerSharedCompany } from "../kit/chains.ts";
import { TestConsole } from "../kit/console.ts";
import {
  globalId,
  mutationFields,
  nodeTypes,
  queryFields,
  question,
  sampleInput,
  subjectOf,
} from "../kit/schema-walk.ts";
import { startTestServer, type TestClient, type TestServer } from "../kit/server.ts";

let server: TestServer;
let blind: TestClient;
let seeing: TestClient;
const rows = new Map<string, string>();
const consoles: TestConsole[] = [];

beforeAll(async () => {
  server = await startTestServer({ HUB_CLOCK: "2024-08-15T09:00:00+08:00" });
  const acting = actingOn(server);
  await transact(server.hub.ownContext(), planWeeks);
  await tick(server.hub.ownContext());
  await registerSharedCompany(acting, ["1401"]);
  await buildChain(acting, "140105");
  const writing = scopes.filter((scope) => scope !== "read");
  blind = server.keyClient((await server.apiKey("1401", writing)).key);
  seeing = server.keyClient((await server.apiKey("1401")).key);
  for (const type of nodeTypes(schema)) {
    const id = await newest(type);
    if (id) rows.set(type, globalId(type, id));
  }
}, 180_000);
afterAll(async () => {
  for (const { socket } of consoles) socket.terminate();
  await server?.close();
});

async function newest(type: string): Promise<string | undefined> {
  const table = { Person: "User", Account: "User" }[type] ?? type;
  // Of the key's own city, where rows of that kind lie in one.
  const { rows: found } = await server.hub.pool.query<{ id: string }>(
    `select "id"::text from "${table}" row
     order by coalesce(to_jsonb(row)->>'regionCode', to_jsonb(row)->>'cityCode') = '1401' desc nulls last, "id" desc limit 1`,
  );
  return found[0]?.id;
}

const codes = (errors: { extensions: { code: string } }[] | undefined) =>
  errors?.map(({ extensions }) => extensions.code);

/** Everything in an answer that is a row of the hub: a node's id. */
const idsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [...rows.values()].includes(value) ? [value] : [];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(idsIn) : [];
};

/** What the public is told as well, and who the key belongs to: nobody who is notified. */
const open = ["campaign", "regions", "violationKinds", "supervisionChannels", "searchComplexNames", "filingChallenge"];
const own = ["viewer", "hub", "unreadNotifications"];

describe("a key without the scope read", () => {
  it("is told nothing by any query, with whatever filter", async () => {
    const told: string[] = [];
    for (const field of queryFields(schema)) {
      if ([...open, ...own].includes(field.name)) continue;
      const needed = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
      const given = needed.map(
        (arg) => `${arg.name}: ${JSON.stringify(arg.name === "region" ? "1401" : (rows.get("Complaint") ?? ""))}`,
      );
      const { data, errors } = await blind.ask(question(schema, field, given.join(", "), 2));
      if (errors) continue;
      const answer = data?.[field.name] as { edges?: unknown[]; totalCount?: number } | unknown[] | null;
      const empty =
        answer === null ||
        (Array.isArray(answer) && answer.length === 0) ||
        (!Array.isArray(answer) && answer.edges?.length === 0 && (answer.totalCount ?? 0) === 0) ||
        field.name === "trackComplaint";
      if (!empty || idsIn(data).length > 0) told.push(`${field.name}: ${JSON.stringify(answer).slice(0, 120)}`);
    }
    expect(told).toEqual([]);
  });

  it("sees nothing by id that a reading key of the same city sees", async () => {
    const ask = (client: TestClient, id: string) =>
      client.ask<{ node: object | null }>("query ($id: ID!) { node(id: $id) { __typename } }", { id });
    const seen: string[] = [];
    for (const [type, id] of rows) {
      if ((await ask(seeing, id)).data?.node) seen.push(type);
      expect([type, (await ask(blind, id)).data?.node]).toEqual([type, null]);
    }
    // What a reading key sees, so that the nulls above say something.
    expect(seen).toEqual(
      expect.arrayContaining([
        "Company",
        "Complaint",
        "Complex",
        "CreditEvent",
        "DispatchReport",
        "Finding",
        "Rectification",
      ]),
    );
  });

  it("is refused the counters and the log", async () => {
    for (const [document, code] of [
      ["{ overview { asOf } }", "not-found"],
      ["{ cityFigures { ledger } }", "not-found"],
      ["{ dispatchMatrix { rows { region { code } } } }", "not-found"],
      ["{ phaseTasks { columns { code } } }", "not-found"],
      ["{ activityCursor }", "forbidden"],
      ["{ activities { edges { cursor } } }", "forbidden"],
      ["{ campaignSettings { on } }", "forbidden"],
      ["{ punishmentMeasures { code } }", "forbidden"],
    ] as const) {
      expect([document, codes((await blind.ask(document)).errors)]).toEqual([document, [code]]);
      expect([document, (await seeing.ask(document)).errors]).toEqual([document, undefined]);
    }
  });

  it("follows nothing, over WebSocket or as a stream", async () => {
    const authorization = blind.headers.authorization as string;
    const socket = new TestConsole(`${server.url.replace("http", "ws")}/graphql`, { authorization });
    consoles.push(socket);
    await socket.until(({ answers }) => answers.length > 0);
    expect(socket.answers[0]?.errors?.[0]?.extensions?.code).toBe("forbidden");
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream", authorization },
      body: JSON.stringify({ query: "subscription { activity { cursor } }" }),
    });
    expect(await response.text()).toContain('"forbidden"');
  });

  it("writes what its scopes allow, a thousand rows of prose at once, and is shown none of it", async () => {
    const words = "物业多次承诺维修却从未兑现，业主联名反映仍无结果。".repeat(60);
    const sent = Array.from({ length: 1000 }, (_, index) => ({
      externalId: `blind-${index}`,
      sourceUpdatedAt: "2024-08-15T01:00:00Z",
      source: "HOTLINE_12345",
      county: "140105",
      complainant: { phone: `136${String(index).padStart(8, "0")}`, text: words },
    }));
    const { data, errors } = await blind.ask<{ upsertComplaints: { result: { rows: Record<string, unknown>[] } } }>(
      `mutation ($rows: [ComplaintRow!]!) { upsertComplaints(input: { rows: $rows }) {
        result { rows { status trackingCode complaint { id } errors { code } } } } }`,
      { rows: sent },
    );
    expect(errors).toBeUndefined();
    expect(data?.upsertComplaints.result.rows).toHaveLength(1000);
    for (const row of data?.upsertComplaints.result.rows ?? [])
      expect(row).toEqual({ status: "CREATED", trackingCode: expect.any(String), complaint: null, errors: [] });
  });
});

/** The scope that each command of a system asks for; what is not listed is no system's to give. */
const scopeOf: Readonly<Record<string, Scope>> = {
  upsertCompanies: "ledger",
  upsertComplexes: "ledger",
  upsertServiceContracts: "ledger",
  assignComplexResponsible: "ledger",
  upsertComplaints: "cases",
  recordComplaint: "cases",
  confirmComplaint: "cases",
  assignComplaint: "cases",
  assignComplaints: "cases",
  startComplaintVerification: "cases",
  substantiateComplaint: "cases",
  unsubstantiateComplaint: "cases",
  giveComplaintFeedback: "cases",
  startRectification: "cases",
  submitRectification: "cases",
  askRectificationExtension: "cases",
  recordCreditEvent: "cases",
  uploadEvidence: "cases",
  submitDispatchReport: "reports",
  createWebhook: "webhooks",
  changeWebhook: "webhooks",
  pauseWebhook: "webhooks",
  resumeWebhook: "webhooks",
  rotateWebhookSecret: "webhooks",
  replayWebhook: "webhooks",
  testWebhook: "webhooks",
  removeWebhook: "webhooks",
};
const ofThePublic = ["fileComplaint", "answerFeedback"];
/** Without a file, which only a multipart request has, it is no request at all. */
const byFile = ["sendLedger"];

describe("each command of a system asks for its scope", () => {
  it.each(scopes)("%s alone", async (scope) => {
    const granted: Scope[] = scope === "read" ? ["read"] : ["read", scope];
    const client = server.keyClient((await server.apiKey("1401", granted)).key);
    const wrong: string[] = [];
    for (const field of mutationFields(schema)) {
      if ([...ofThePublic, ...byFile].includes(field.name)) continue;
      const input = field.args[0];
      if (!input) continue;
      const subject = subjectOf(schema, field);
      const give = (name: string, type: string) => {
        if (type === "ID") return rows.get(name === "id" ? (subject ?? "") : nodeOf(name)) ?? rows.get("Complaint");
        return name === "rows" ? undefined : { county: "140105", region: "1401", determinedOn: "2024-08-15" }[name];
      };
      const { data, errors } = await client.ask<Record<string, { errors?: { code: string }[] }>>(
        `mutation ($input: ${String(input.type)}) { ${field.name}(input: $input) { ${hasErrors(field.type) ? "errors { code }" : "__typename"} } }`,
        { input: sampleInput(input.type, "input", give) },
      );
      const said = [...(codes(errors) ?? []), ...(data?.[field.name]?.errors?.map(({ code }) => code) ?? [])];
      const forbidden = said.some((code) => ["forbidden", "not-found", "unauthenticated"].includes(code));
      const allowed = scopeOf[field.name] === scope;
      if (allowed ? said.includes("forbidden") : !forbidden) wrong.push(`${field.name}: ${said.join() || "done"}`);
    }
    expect(wrong).toEqual([]);
  });
});

const hasErrors = (type: GraphQLOutputType) => "errors" in (getNamedType(type) as GraphQLObjectType).getFields();
const nodeOf = (name: string) => {
  const stem = name.replace(/Ids?$/, "").toLowerCase();
  return nodeTypes(schema).find((type) => type.toLowerCase() === stem) ?? (stem === "handler" ? "Person" : "");
};
