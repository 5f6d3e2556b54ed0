import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestClient, type TestServer } from "../kit/server.ts";

let hub: TestServer;
let city: TestClient;
let office: TestClient;
beforeAll(async () => {
  hub = await startTestServer();
  city = await hub.client("city-1401");
  office = await hub.client("province");
});
afterAll(() => hub?.close());

const codeOf = async (query: string, variables?: object) => {
  const { data, errors } = await city.ask(query, variables);
  return data == null ? errors?.map(({ extensions }) => extensions.code) : "answered";
};

describe("a query", () => {
  test.each([
    ["with a syntax error", "{ viewer { name }", "request/syntax"],
    ["that does not fit the schema", "{ viewer { nam } }", "request/invalid"],
    ["with a variable of a wrong type", "query ($n: Int!) { companies(first: $n) { totalCount } }", "request/invalid"],
    ["for what is no text", '{ complaint(number: "\\u0000") { id } }', "invalid/format"],
    ["of more tokens than may be", `{ ${"viewer { name } ".repeat(2_600)} }`, "request/syntax"],
    ["of more characters than may be", `{ viewer { name } } #${"x".repeat(100_001)}`, "request/syntax"],
    [
      "of many aliases",
      `{ ${Array.from({ length: 61 }, (_, n) => `a${n}: viewer { name }`).join(" ")} }`,
      "request/too-complex",
    ],
    ["of many directives", `{ viewer { ${"name @include(if: true) ".repeat(61)} } }`, "request/too-complex"],
    [
      "that is deep",
      `{ viewer { region { ${"parent { ".repeat(14)} code ${"}".repeat(14)} } } }`,
      "request/too-complex",
    ],
    [
      "whose depth is in fragments",
      `{ viewer { region { ...A } } } ${Array.from({ length: 14 }, (_, n) => `fragment ${letter(n)} on Region { parent { ${n < 13 ? `...${letter(n + 1)}` : "code"} } }`).join(" ")}`,
      "request/too-complex",
    ],
    [
      "of pages within pages",
      "{ companies(first: 100) { edges { node { complexes(first: 100) { edges { node { name cityCode: id } } } contracts(first: 100) { edges { node { id startsOn endsOn } } } } } } }",
      "request/too-complex",
    ],
  ])("%s is refused with a code", async (_what, query, code) => {
    const codes = await codeOf(query);
    expect(codes).not.toBe("answered");
    expect(new Set(codes)).toEqual(new Set([code]));
  });

  test("for pages within a row that there cannot be is told so", async () => {
    const { key } = await hub.apiKey("1401");
    const row = `{ externalId: "c", uscc: "91350100M000100Y43", name: "演示物业", sourceUpdatedAt: "2024-08-15T01:00:00Z" }`;
    await hub.keyClient(key).ask(`mutation { upsertCompanies(input: { rows: [${row}] }) { errors { code } } }`);
    for (const page of ['first: 1, after: "abc"', "first: -5"]) {
      const { errors } = await office.ask(
        `{ companies { edges { node { complexes(${page}) { edges { node { name } } } } } } }`,
      );
      expect(errors?.[0]?.extensions.code, page).toBe("invalid/format");
    }
  });

  test("for what is no text is told in which variable it stands", async () => {
    const { errors } = await city.ask("query ($code: String!) { campaign(code: $code) { code } }", { code: "a\0" });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "invalid/format", path: ["code"] });
  });

  test("is weighed with the page sizes that its variables ask for", async () => {
    const query = `query ($n: Int!) { companies(first: $n) { edges { node { complexes(first: $n) { edges { node { id name
      version } } } } } } }`;
    expect(await codeOf(query, { n: 10 })).toBe("answered");
    expect(await codeOf(query, { n: 100 })).toBe("answered");
    expect(await codeOf(query.replaceAll("version", "version a: id b: id c: id d: id e: id"), { n: 100 })).toEqual([
      "request/too-complex",
    ]);
  });

  test("whose fragments multiply each other is refused at once", async () => {
    const bomb = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Region { ...F${n + 1} ...F${n + 1} }`).join(
      " ",
    );
    const began = performance.now();
    const codes = await codeOf(`{ viewer { region { ...F0 } } } ${bomb} fragment F60 on Region { code }`);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(codes).toEqual(["request/too-complex"]);
  });

  test("is never batched", async () => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...city.headers },
      body: JSON.stringify([{ query: "{ viewer { name } }" }, { query: "{ viewer { name } }" }]),
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  test("that changes something is not taken by GET", async () => {
    const query = encodeURIComponent('mutation { revokeApiKey(input: { id: "x" }) { errors { code } } }');
    const response = await fetch(`${hub.url}/graphql?query=${query}`, { headers: city.headers });
    expect(response.status).toBe(405);
  });
});

describe("errors", () => {
  test("speak the caller's language, Chinese by default", async () => {
    const ask = async (language?: string) => {
      const headers = new Map(language ? [["accept-language", language]] : []);
      return (await city.ask('{ node(id: "bm9uZQ==") { id } }', {}, Object.fromEntries(headers))).errors?.[0]?.message;
    };
    const chinese = await ask();
    expect(chinese).toMatch(/没有找到/);
    expect(await ask("en-GB,en;q=0.9,zh;q=0.1")).toMatch(/^Not found/);
    expect(await ask("zh-CN,en;q=0.9")).toBe(chinese);
    expect(await ask("fr")).toBe(chinese);
  });

  test("of ours say nothing but the request's number", async () => {
    await hub.hub.pool.query('alter table "SupervisionChannel" rename to "Elsewhere"');
    try {
      const { errors, headers } = await city.ask("{ supervisionChannels { phone } }");
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.extensions).toMatchObject({ code: "internal", requestId: headers.get("x-request-id") });
      expect(JSON.stringify(errors)).not.toMatch(/"SupervisionChannel"|prisma|node_modules/i);
    } finally {
      await hub.hub.pool.query('alter table "Elsewhere" rename to "SupervisionChannel"');
    }
  });
});

describe("a body", () => {
  const send = (headers: Record<string, string>, body?: BodyInit) =>
    fetch(`${hub.url}/graphql`, { method: "POST", headers: { ...city.headers, ...headers }, body });

  test("of more than a megabyte is refused, announced or not", async () => {
    const large = JSON.stringify({ query: "{ viewer { name } }", variables: { x: "x".repeat(1024 * 1024) } });
    const response = await send({ "content-type": "application/json" }, large);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "request/too-large" } }] });
    expect(await chunked(large)).toBe(413);
  });

  test.each([
    ["JSON that is cut off", "application/json", '{"query":'],
    ["JSON of another shape", "application/json", "7"],
    ["a form without operations", "multipart/form-data; boundary=x", "--x--\r\n"],
  ])("with %s is refused", async (_what, type, body) => {
    const response = await send({ "content-type": type, "x-hub-request": "1" }, body);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(response.status).toBeLessThan(500);
    expect(errors[0]?.extensions.code).toMatch(/^request\//);
  });

  test("of a type that GraphQL does not know is refused", async () => {
    expect((await send({ "content-type": "text/csv" }, "a,b")).status).toBe(415);
  });

  // A file that is too large is refused at its place by the field that takes it (uploads.test.ts).
  test("with too many files is refused", async () => {
    const upload = async (files: readonly Blob[]) => {
      const form = new FormData();
      form.set("operations", JSON.stringify({ query: "{ viewer { name } }" }));
      form.set("map", JSON.stringify({}));
      for (const [index, file] of files.entries()) form.append(String(index), file, `${index}.bin`);
      const response = await send({ "x-hub-request": "1" }, form);
      return response.status;
    };
    const small = new Blob(["x"]);
    expect(await upload(Array.from({ length: 6 }, () => small))).toBe(200);
    expect(await upload(Array.from({ length: 60 }, () => small))).toBe(400);
  });

  /** Without a length told beforehand. */
  function chunked(text: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const { port, hostname } = new URL(hub.url);
      const headers = { "content-type": "application/json", ...city.headers };
      const request = httpRequest({ port, hostname, path: "/graphql", method: "POST", headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on("error", reject);
      for (let at = 0; at < text.length; at += 65_536) request.write(text.slice(at, at + 65_536));
      request.end();
    });
  }
});

describe("the process", () => {
  test("says that it lives, and whether it is ready", async () => {
    expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${hub.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, checks: { database: true, feed: true } }]);
    hub.server.readiness.test = () => false;
    expect((await fetch(`${hub.url}/readyz`)).status).toBe(503);
    delete hub.server.readiness.test;
  });

  test("tells its numbers to this machine only", async () => {
    const here = await fetch(`${hub.url}/metrics`);
    expect(await here.text()).toMatch(/hub_http_request_seconds_bucket/);
    const through = await fetch(`${hub.url}/metrics`, { headers: { "x-forwarded-for": "203.0.113.1" } });
    expect(through.status).toBe(404);
  });

  test("sends the headers that keep browsers safe with whatever it answers", async () => {
    for (const path of ["/healthz", "/nowhere.txt", "/graphql?query={__typename}", "/api/auth/nowhere"]) {
      const { headers } = await fetch(`${hub.url}${path}`);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toMatch(/frame-ancestors 'none'/);
      expect(headers.get("content-security-policy")).not.toMatch(/unsafe/);
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-powered-by")).toBeNull();
    }
  });

  test("shows GraphiQL to a browser that is signed in, and sends others to the front door", async () => {
    // A browser that follows a link to it names no origin.
    const browser = { accept: "text/html", cookie: office.headers.cookie ?? "" };
    const page = await fetch(`${hub.url}/graphql`, { headers: browser, redirect: "manual" });
    expect(page.headers.get("content-type")).toMatch(/^text\/html/);
    expect(page.headers.get("content-security-policy")).toMatch(/script-src 'sha256-/);
    expect(await page.text()).toContain("GraphiQL");
    const other = await fetch(`${hub.url}/graphql`, { headers: { accept: "text/html" }, redirect: "manual" });
    expect([other.status, other.headers.get("location")]).toEqual([303, "/"]);
  });

  test("leaves a path that climbs out of its folder unanswered", async () => {
    for (const path of ["/../package.json", "/assets/../../package.json", "/%2e%2e/package.json"]) {
      expect(await rawStatus(path)).toBe(404);
    }
  });

  test("ends a WebSocket that another site's page opens", async () => {
    expect(await upgradeStatus({ origin: "https://elsewhere.example" })).toBe(403);
    expect(await upgradeStatus({})).toBe(101);
    expect(await upgradeStatus({}, "/elsewhere")).toBe(404);
  });

  const rawStatus = (path: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(hub.url).port), "127.0.0.1");
      socket.once("data", (data) => {
        resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(String(data))?.[1]));
        socket.destroy();
      });
      socket.once("error", reject);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    });

  const upgradeStatus = (headers: Record<string, string>, path = "/graphql"): Promise<number> =>
    new Promise((resolve, reject) => {
      const { port, hostname } = new URL(hub.url);
      const handshake = {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        "sec-websocket-protocol": "graphql-transport-ws",
      };
      const request = httpRequest({ port, hostname, path, headers: { ...handshake, ...headers } });
      request.once("upgrade", (response, socket) => {
        socket.destroy();
        resolve(response.statusCode ?? 0);
      });
      request.once("response", (response) => resolve(response.statusCode ?? 0));
      request.once("error", reject);
      request.end();
    });
});

function letter(index: number): string {
  return String.fromCharCode(65 + index);
}
