import { auditServer } from "graphql-http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../kit/server.ts";

let hub: TestServer;
beforeAll(async () => {
  hub = await startTestServer();
});
afterAll(() => hub?.close());

test("all audits of GraphQL over HTTP pass on the running server with its protections on", async () => {
  // Some of them introspect, which takes a key.
  const { key } = await hub.apiKey("1401");
  const fetchFn = (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${key}` } });
  const results = await auditServer({ url: `${hub.url}/graphql`, fetchFn });
  expect(results.filter(({ status }) => status !== "ok").map((result) => JSON.stringify(result))).toEqual([]);
  expect(results.length).toBeGreaterThanOrEqual(60);
});
