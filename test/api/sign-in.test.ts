import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cookieOf, password, signIn, startTestServer, type TestServer } from "../kit/server.ts";

let hub: TestServer;
beforeAll(async () => {
  hub = await startTestServer({ HUB_TRUSTED_PROXIES: "127.0.0.1" });
});
afterAll(() => hub?.close());
beforeEach(async () => {
  await hub.hub.db.signInFailure.deleteMany();
});

const from = (address: string) => ({ "x-forwarded-for": address });

describe("signing in", () => {
  test("gives a cookie that no script can read, and no token beside it", async () => {
    const response = await signIn(hub.url, "province", password);
    const text = await response.text();
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith("hub.session_token="));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(text).not.toContain(decodeURIComponent(cookieOf(response)).split("=")[1]?.split(".")[0]);
    const asked = await fetch(`${hub.url}/api/auth/get-session`, { headers: { cookie: cookieOf(response) } });
    const session = (await asked.json()) as { user: object; session: object };
    expect(session.user).toMatchObject({ username: "province", role: "office", regionCode: "14" });
    expect(session.session).not.toHaveProperty("token");
  });

  test("answers a name that exists and one that does not alike", async () => {
    const known = await signIn(hub.url, "province", "wrong");
    const unknown = await signIn(hub.url, "nobody-at-all", "wrong");
    expect([known.status, unknown.status]).toEqual([401, 401]);
    expect(await known.text()).toBe(await unknown.text());
  });

  test.each([
    ["not JSON", "username=province"],
    ["no password", JSON.stringify({ username: "province" })],
    ["something else as a name", JSON.stringify({ username: { $ne: "" }, password })],
  ])("is refused for %s", async (_what, body) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${hub.url}/api/auth/sign-in/username`, { method: "POST", headers, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "request/malformed" });
  });

  test("from another site's page is refused", async () => {
    const response = await signIn(hub.url, "province", password, { origin: "https://elsewhere.example" });
    expect(response.status).toBe(403);
  });

  test.each([
    "sign-up/email",
    "sign-in/email",
    "update-user",
    "is-username-available",
    "delete-user",
    "request-password-reset",
  ])("has no path %s", async (path) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${hub.url}/api/auth/${path}`, { method: "POST", headers, body: "{}" });
    expect(response.status).toBe(404);
  });
});

test("a user name that is no text is nobody's", async () => {
  expect((await signIn(hub.url, "a\0b", "wrong")).status).toBe(400);
  expect((await signIn(hub.url, "province", "a\0b")).status).toBe(401);
});

describe("wrong passwords", () => {
  test("lock a name after five, whatever comes then, for a quarter of an hour", async () => {
    for (let attempt = 0; attempt < 5; attempt++) expect((await signIn(hub.url, "leader", "wrong")).status).toBe(401);
    const locked = await signIn(hub.url, "leader", password);
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(14 * 60);
    expect(Number(locked.headers.get("retry-after"))).toBeLessThanOrEqual(15 * 60);
    expect((await signIn(hub.url, "province", password)).status).toBe(200);
  });

  test("tried elsewhere keep nobody out of the browser in which they have signed in before", async () => {
    const cookie = cookieOf(await signIn(hub.url, "leader", password));
    const here = { cookie, origin: hub.url };
    for (let attempt = 0; attempt < 6; attempt++) await signIn(hub.url, "leader", "wrong");
    expect((await signIn(hub.url, "leader", password)).status).toBe(429);
    expect((await signIn(hub.url, "leader", password, here)).status).toBe(200);
    const others = cookieOf(await signIn(hub.url, "city-1401", password));
    for (let attempt = 0; attempt < 5; attempt++) await signIn(hub.url, "leader", "wrong");
    expect((await signIn(hub.url, "leader", password, { cookie: others, origin: hub.url })).status).toBe(429);
    const forged = { cookie: cookie.replace(/(hub\.device=.)./, "$1_"), origin: hub.url };
    expect((await signIn(hub.url, "leader", password, forged)).status).toBe(429);
  });

  test("lock that browser too, when they are tried in it", async () => {
    const here = { cookie: cookieOf(await signIn(hub.url, "leader", password)), origin: hub.url };
    for (let attempt = 0; attempt < 5; attempt++)
      expect((await signIn(hub.url, "leader", "wrong", here)).status).toBe(401);
    expect((await signIn(hub.url, "leader", password, here)).status).toBe(429);
    expect((await signIn(hub.url, "leader", password)).status).toBe(200);
  });

  test("lock a name that does not exist just the same", async () => {
    for (let attempt = 0; attempt < 5; attempt++) await signIn(hub.url, "nobody", "wrong");
    expect((await signIn(hub.url, "nobody", "wrong")).status).toBe(429);
  });

  test("are not tried side by side before they are counted", async () => {
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async () => (await signIn(hub.url, "discipline", "wrong")).status),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(25);
  });

  test("lock longer the second time", async () => {
    for (let attempt = 0; attempt < 5; attempt++) await signIn(hub.url, "leader", "wrong");
    await hub.hub.db.signInFailure.update({ where: { username: "leader" }, data: { lockedUntil: new Date() } });
    for (let attempt = 0; attempt < 5; attempt++) expect((await signIn(hub.url, "leader", "wrong")).status).toBe(401);
    const locked = await signIn(hub.url, "leader", password);
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(29 * 60);
  });

  test("are forgotten by the right one", async () => {
    for (let attempt = 0; attempt < 4; attempt++) await signIn(hub.url, "leader", "wrong");
    expect((await signIn(hub.url, "leader", password)).status).toBe(200);
    for (let attempt = 0; attempt < 4; attempt++) expect((await signIn(hub.url, "leader", "wrong")).status).toBe(401);
    expect((await signIn(hub.url, "leader", password)).status).toBe(200);
  });

  test("lock an address that tries one name after the other, and no other address", async () => {
    for (let attempt = 0; attempt < 20; attempt++)
      await signIn(hub.url, `guess-${attempt}`, "wrong", from("203.0.113.9"));
    expect((await signIn(hub.url, "province", password, from("203.0.113.9"))).status).toBe(429);
    expect((await signIn(hub.url, "province", password, from("203.0.113.10"))).status).toBe(200);
  });

  test("are counted by what the proxy says, not by what the caller claims before it", async () => {
    const address = "203.0.113.77";
    const failures = { username: `@${address}`, failures: 18, lastAt: new Date() };
    await hub.hub.db.signInFailure.create({ data: failures });
    await signIn(hub.url, "other-1", "wrong", from(`198.51.100.1, ${address}`));
    expect((await signIn(hub.url, "province", password, from(`192.0.2.1, ${address}`))).status).toBe(200);
    await signIn(hub.url, "other-2", "wrong", from(`198.51.100.2, ${address}`));
    expect((await signIn(hub.url, "province", password, from("192.0.2.1, 203.0.113.77"))).status).toBe(429);
  });
});

test("changing one's password ends the other sessions", async () => {
  const other = await hub.client("city-1402");
  const { cookie = "", origin = "" } = (await hub.client("city-1402")).headers;
  const change = (currentPassword: string, newPassword: string) =>
    fetch(`${hub.url}/api/auth/change-password`, {
      method: "POST",
      headers: { cookie, origin, "content-type": "application/json" },
      body: JSON.stringify({ currentPassword, newPassword }),
    });
  expect((await change("wrong", "another-password")).status).toBe(401);
  expect((await change(password, "short")).status).toBe(400);
  expect((await change(password, "another-password")).status).toBe(200);
  expect((await other.ask("{ viewer { name } }")).errors?.[0]?.extensions.code).toBe("unauthenticated");
  expect((await signIn(hub.url, "city-1402", password)).status).toBe(401);
  expect((await signIn(hub.url, "city-1402", "another-password")).status).toBe(200);
});
