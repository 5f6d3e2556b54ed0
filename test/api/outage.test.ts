import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { outageIn } from "../../api/outage.ts";
import { signIn, startTestServer, type TestServer } from "../kit/server.ts";
import { startSilentProxy } from "../kit/silent-proxy.ts";

describe("a hub whose database is away", () => {
  let server: TestServer;
  let proxy: Awaited<ReturnType<typeof startSilentProxy>>;
  let key: string;

  beforeAll(async () => {
    proxy = await startSilentProxy(inject("cluster").superuserUrl);
    const { port } = new URL(proxy.url);
    server = await startTestServer({}, (url) => Object.assign(new URL(url), { port }).href);
    ({ key } = await server.apiKey("1401"));
    await server.keyClient(key).ask("{ hub { version } }");
    await proxy.close();
  }, 120_000);
  afterAll(() => server?.close());

  it("says so to whoever asks over GraphQL, and when to ask again", async () => {
    const { errors } = await server.keyClient(key).ask("{ complaints { totalCount } }");
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(["unavailable"]);
  });

  it("says so before it knows who asks", async () => {
    const answer = await server.keyClient(`${key.slice(0, -2)}aa`).ask("{ complaints { totalCount } }");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(answer.errors?.map(({ extensions }) => extensions?.code)).toEqual(["unavailable"]);
    expect((await signIn(server.url, "city-1401", "whatever")).status).toBe(503);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});

it("a full disk is told from a mistake of ours", () => {
  const full = Object.assign(new Error("could not extend file"), { code: "53100" });
  expect(outageIn(new Error("wrapped", { cause: full }))?.code).toBe("storage-full");
  expect(outageIn(Object.assign(new Error("write"), { code: "ENOSPC" }))?.code).toBe("storage-full");
  expect(outageIn(new Error("a fault of ours"))).toBeNull();
  const circular: { cause?: unknown } = {};
  circular.cause = circular;
  expect(outageIn(circular)).toBeNull();
});
