import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cookieOf, password, signIn, startTestServer, type TestServer } from "../kit/server.ts";

let hub: TestServer;
beforeAll(async () => {
  hub = await startTestServer();
});
afterAll(() => hub?.close());

const post = (headers: Record<string, string>, query = "{ viewer { name } }") =>
  fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
const codeIn = async (response: Response) =>
  ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

describe("the public", () => {
  test("reads what the contract calls public", async () => {
    const anybody = await hub.client(null);
    const { data, errors } = await anybody.ask(`{ __typename supervisionChannels { phone region { name } }
      campaign(code: "property-2024") { phases { code startsOn endsOn } } regions(level: CITY) { code }
      violationKinds { code category title acts } }`);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ __typename: "Query" });
    expect((data as { supervisionChannels: unknown[] }).supervisionChannels).toHaveLength(12);
    expect((data as { regions: unknown[] }).regions).toHaveLength(11);
  });

  test.each([
    ["a list", "{ companies { totalCount } }"],
    ["a node", `{ node(id: "${btoa("Company:1")}") { id } }`],
    ["itself", "{ viewer { name } }"],
    ["the schema", "{ __schema { types { name } } }"],
    ["a type of it", '{ __type(name: "Company") { name } }'],
    ["a public field beside a closed one", "{ supervisionChannels { phone } companies { totalCount } }"],
    ["a closed field in a fragment", "{ ...F } fragment F on Query { companies { totalCount } }"],
    ["a closed field under an alias", "{ supervisionChannels: companies { totalCount } }"],
    ["a field that does not exist", "{ compnies { totalCount } }"],
    ["a command", 'mutation { disableAccount(input: { id: "x" }) { errors { code } } }'],
    ["the feed", "subscription { activity { cursor } }"],
  ])("may not ask for %s", async (_what, query) => {
    const anybody = await hub.client(null);
    const { data, errors } = await anybody.ask(query);
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["unauthenticated"]);
    expect(JSON.stringify(errors)).not.toMatch(/Did you mean|Company/);
  });

  test("is answered the same after somebody signed in asked it, and the other way round", async () => {
    const query = "{ companies(first: 7) { totalCount } }";
    const anybody = await hub.client(null);
    const city = await hub.client("city-1401");
    for (let round = 0; round < 2; round++) {
      expect((await city.ask(query)).errors).toBeUndefined();
      expect((await anybody.ask(query)).errors?.[0]?.extensions.code).toBe("unauthenticated");
    }
  });
});

describe("a session", () => {
  test("tells who asks, with what they may do", async () => {
    const city = await hub.client("city-1401");
    const { data } = await city.ask<{ viewer: { permissions: string[] } }>(
      "{ viewer { kind name role region { code } permissions } }",
    );
    expect(data?.viewer).toMatchObject({ kind: "USER", role: "CITY", region: { code: "1401" } });
    expect(data?.viewer.permissions).toContain("COMPLAINT_ASSIGN");
    expect(data?.viewer.permissions).not.toContain("ACCOUNT_MANAGE");
  });

  test("may introspect", async () => {
    const city = await hub.client("city-1401");
    expect((await city.ask("{ __schema { queryType { name } } }")).errors).toBeUndefined();
  });

  test.each([
    ["without an Origin", {}],
    ["from another site's page", { origin: "https://elsewhere.example" }],
    ["from the same host at another port", { origin: "http://127.0.0.1:1" }],
    ["from a page without an origin", { origin: "null" }],
  ])("is not ridden on %s", async (_how, headers) => {
    const cookie = cookieOf(await signIn(hub.url, "city-1401", password));
    const response = await post({ cookie, ...headers });
    expect(response.status).toBe(403);
    expect(await codeIn(response)).toBe("request/origin-foreign");
  });

  test("needs a header of its own for files", async () => {
    const { cookie = "", origin = "" } = (await hub.client("city-1401")).headers;
    const send = (more: Record<string, string>) => {
      const body = new FormData();
      body.set("operations", JSON.stringify({ query: "{ viewer { role } }" }));
      body.set("map", "{}");
      return fetch(`${hub.url}/graphql`, { method: "POST", headers: { cookie, origin, ...more }, body });
    };
    const refused = await send({});
    expect([refused.status, await codeIn(refused)]).toEqual([403, "request/header-missing"]);
    expect(await (await send({ "x-hub-request": "1" })).json()).toEqual({ data: { viewer: { role: "CITY" } } });
  });

  test("that has ended is no longer one, and its cookie is taken away", async () => {
    const { cookie = "", origin = "" } = (await hub.client("county-140105")).headers;
    const out = await fetch(`${hub.url}/api/auth/sign-out`, {
      method: "POST",
      headers: { cookie, origin, "content-type": "application/json" },
      body: "{}",
    });
    expect(out.status).toBe(200);
    const response = await post({ cookie, origin });
    expect(response.headers.get("set-cookie")).toMatch(/hub\.session_token=; .*Max-Age=0/);
    expect(await codeIn(response)).toBe("unauthenticated");
    const anyway = await post({ cookie, origin }, "{ regions(level: CITY) { code } }");
    expect(await codeIn(anyway)).toBeUndefined();
  });

  test("cannot be made from a token that was read from the database", async () => {
    const { cookie = "", origin = "" } = (await hub.client("city-1401")).headers;
    const forged = cookie.replace(/(=[^.]+)\..*/, `$1.${encodeURIComponent(Buffer.alloc(32).toString("base64"))}`);
    expect(forged).not.toBe(cookie);
    expect(await codeIn(await post({ cookie: forged, origin }))).toBe("unauthenticated");
  });

  test("of a disabled account ends", async () => {
    const { cookie = "", origin = "" } = (await hub.client("subdistrict-140105001")).headers;
    await hub.hub.db.user.update({ where: { username: "subdistrict-140105001" }, data: { disabledAt: new Date() } });
    expect(await codeIn(await post({ cookie, origin }))).toBe("unauthenticated");
    expect((await signIn(hub.url, "subdistrict-140105001", password)).status).toBe(401);
  });
});

describe("a key", () => {
  test("lets a city's system in, from any page or none", async () => {
    const { key } = await hub.apiKey("1401");
    const { data } = await hub.keyClient(key).ask("{ viewer { kind role region { code } } }");
    expect(data).toEqual({ viewer: { kind: "CLIENT", role: "SYSTEM", region: { code: "1401" } } });
  });

  test.each([
    ["is none", "hub_x", "credentials/malformed"],
    ["is of another scheme", "", "credentials/malformed"],
    ["nobody knows", `hub_${"a".repeat(43)}`, "credentials/unknown"],
  ])("that %s is refused with a status, a code and a challenge", async (_how, key, code) => {
    const response = await post({ authorization: key ? `Bearer ${key}` : "Basic YTpi" });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await codeIn(response)).toBe(code);
  });

  test("that was revoked, or has expired, is refused", async () => {
    const revoked = await hub.apiKey("1401");
    await hub.hub.db.apiKey.updateMany({ where: { clientId: revoked.id }, data: { revokedAt: new Date() } });
    expect(await codeIn(await post({ authorization: `Bearer ${revoked.key}` }))).toBe("credentials/revoked");
    const old = await hub.apiKey("1401");
    await hub.hub.db.apiKey.updateMany({ where: { clientId: old.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await codeIn(await post({ authorization: `Bearer ${old.key}` }))).toBe("credentials/expired");
  });

  test("is used from its addresses only, and a forwarded address is only believed of a proxy", async () => {
    const here = await hub.apiKey("1401", ["read"], ["127.0.0.0/8"]);
    expect((await post({ authorization: `Bearer ${here.key}` })).status).toBe(200);
    const elsewhere = await hub.apiKey("1401", ["read"], ["10.1.0.0/16", "2001:db8::/32"]);
    const refused = await post({ authorization: `Bearer ${elsewhere.key}`, "x-forwarded-for": "10.1.2.3" });
    expect([refused.status, await codeIn(refused)]).toEqual([401, "credentials/address-not-allowed"]);
  });

  test("notes its use once a minute", async () => {
    const { id, key } = await hub.apiKey("1402");
    const usedAt = async () => (await hub.hub.db.apiKey.findFirstOrThrow({ where: { clientId: id } })).lastUsedAt;
    await post({ authorization: `Bearer ${key}` });
    await expect.poll(usedAt).not.toBeNull();
    const first = await usedAt();
    await post({ authorization: `Bearer ${key}` });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await usedAt()).toEqual(first);
  });
});
