import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestClient, type TestServer } from "../kit/server.ts";

let hub: TestServer;
let office: TestClient;
let admin: TestClient;
beforeAll(async () => {
  hub = await startTestServer();
  office = await hub.client("province");
  admin = await hub.client("admin");
});
afterAll(() => hub?.close());

const create = `mutation ($input: CreateApiClientInput!) {
  createApiClient(input: $input) { key apiClient { id } errors { code path } } }`;
const input = (name: string) => ({ input: { name, region: "1401", scopes: ["READ"] } });
interface Created {
  createApiClient: { key: string | null; apiClient: { id: string } | null; errors: { code: string }[] };
}
const clients = (name: string) => hub.hub.db.apiClient.count({ where: { name } });

describe("an Idempotency-Key", () => {
  test("makes ten calls at once one effect, with one outcome for all", async () => {
    const key = { "idempotency-key": "0190163d-ten-at-once" };
    const answers = await Promise.all(Array.from({ length: 10 }, () => office.ask<Created>(create, input("ten"), key)));
    expect(await clients("ten")).toBe(1);
    const outcomes = new Set(answers.map(({ data }) => JSON.stringify(data)));
    expect(outcomes.size).toBe(1);
    expect(answers[0]?.data?.createApiClient.key).toMatch(/^hub_/);
    expect(await hub.hub.db.activityEvent.count({ where: { kind: "ApiClientCreated" } })).toBe(1);
  });

  test("is refused for another body", async () => {
    const key = { "idempotency-key": "0190163d-another-body" };
    await office.ask<Created>(create, input("first"), key);
    const { data } = await office.ask<Created>(create, input("second"), key);
    expect(data?.createApiClient).toMatchObject({ key: null, errors: [{ code: "idempotency/key-reused" }] });
    expect(await clients("second")).toBe(0);
  });

  test("takes the same call in another order of words for the same", async () => {
    const key = { "idempotency-key": "0190163d-other-order" };
    const first = await office.ask<Created>(create, input("order"), key);
    const again = await office.ask<Created>(
      create.replaceAll(/\s+/g, "  "),
      { input: { scopes: ["READ"], region: "1401", name: "order" } },
      key,
    );
    expect(again.data).toEqual(first.data);
    expect(await clients("order")).toBe(1);
  });

  test("belongs to its caller", async () => {
    const key = { "idempotency-key": "0190163d-two-callers" };
    await office.ask(create, input("shared"), key);
    const { data } = await admin.ask<Created>(create, input("shared"), key);
    expect(data?.createApiClient.errors).toEqual([]);
    expect(await clients("shared")).toBe(2);
  });

  test("covers each field of a document by itself", async () => {
    const two = `mutation ($a: CreateApiClientInput!, $b: CreateApiClientInput!) {
      a: createApiClient(input: $a) { key } b: createApiClient(input: $b) { key } }`;
    const variables = { a: input("field a").input, b: input("field b").input };
    const key = { "idempotency-key": "0190163d-two-fields" };
    const first = await office.ask<{ a: Created["createApiClient"]; b: Created["createApiClient"] }>(
      two,
      variables,
      key,
    );
    const again = await office.ask(two, variables, key);
    expect(first.data?.a.key).not.toBe(first.data?.b.key);
    expect(again.data).toEqual(first.data);
    expect([await clients("field a"), await clients("field b")]).toEqual([1, 1]);
  });

  test("of a call that was refused may be used for the corrected one", async () => {
    const key = { "idempotency-key": "0190163d-corrected" };
    const wrong = { input: { ...input("corrected").input, scopes: [] } };
    const refused = await office.ask<Created>(create, wrong, key);
    expect(refused.data?.createApiClient.errors).toMatchObject([{ code: "apiClient/scope-missing" }]);
    const { data } = await office.ask<Created>(create, input("corrected"), key);
    expect(data?.createApiClient.errors).toEqual([]);
  });

  test("is kept without its outcome being readable", async () => {
    const key = { "idempotency-key": "0190163d-sealed" };
    const { data } = await office.ask<Created>(create, input("sealed"), key);
    const records = await hub.hub.db.idempotencyRecord.findMany();
    const stored = Buffer.concat(records.flatMap(({ outcome, keyHash }) => [outcome ?? Buffer.of(), keyHash]));
    expect(stored.includes(Buffer.from(data?.createApiClient.key ?? "none"))).toBe(false);
    expect(stored.includes(Buffer.from("0190163d-sealed"))).toBe(false);
  });

  test.each([
    ["short", "seven-7"],
    ["long", "x".repeat(201)],
    ["not printable", "with space and ü".padEnd(30, "-")],
  ])("that is %s is refused before anything happens", async (_how, value) => {
    const { errors, data } = await office.ask(create, input("malformed"), {
      "idempotency-key": Buffer.from(value).toString("latin1"),
    });
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe("idempotency/key-malformed");
    expect(await clients("malformed")).toBe(0);
  });

  test("is not looked at for a query", async () => {
    const { errors } = await office.ask("{ viewer { name } }", {}, { "idempotency-key": "x" });
    expect(errors).toBeUndefined();
  });

  test("of the public must be a secret", async () => {
    const anybody = await hub.client(null);
    const answer = `mutation { answerFeedback(input: { code: "x", satisfied: true }) { errors { code } } }`;
    const { errors } = await anybody.ask(answer, {}, { "idempotency-key": "guessable-21-chars-xx" });
    const codes = errors?.map(({ extensions }) => extensions.code) ?? [];
    expect(codes.every((code) => code === "idempotency/key-malformed" || code === "request/invalid")).toBe(true);
    expect(codes.length).toBeGreaterThan(0);
  });
});
