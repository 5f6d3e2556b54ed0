import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signIn, startTestServer, type TestClient, type TestServer } from "../kit/server.ts";

let hub: TestServer;
let admin: TestClient;
let office: TestClient;
let city: TestClient;
beforeAll(async () => {
  hub = await startTestServer();
  admin = await hub.client("admin");
  office = await hub.client("province");
  city = await hub.client("city-1401");
});
afterAll(() => hub?.close());

interface Payload {
  account?: { id: string; version: number; disabledAt: string | null } | null;
  apiClient?: { id: string; version: number; keys: { id: string; start: string; holds: boolean }[] } | null;
  password?: string | null;
  key?: string | null;
  errors: { code: string; path: string[] }[];
}

const selection = {
  account: "account { id version disabledAt }",
  password: "account { id version disabledAt } password",
  client: "apiClient { id version keys { id start holds } }",
  key: "apiClient { id version keys { id start holds } } key",
};

async function command(
  client: TestClient,
  name: string,
  input: object,
  fields: keyof typeof selection,
): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await client.ask<Record<string, Payload>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection[fields]} errors { code path } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data?.[name] as Payload;
}

const newcomer = { username: "county-140107", name: "演示 新人", role: "COUNTY", region: "140107" };

describe("an account", () => {
  test("is made with a password that is shown once, signs in with it, and is disabled", async () => {
    const made = await command(admin, "createAccount", newcomer, "password");
    expect(made).toMatchObject({ account: { version: 1, disabledAt: null }, errors: [] });
    expect(made.password).toMatch(/^(\w{4}-){3}\w{4}$/);
    expect((await signIn(hub.url, newcomer.username, made.password ?? "")).status).toBe(200);

    const reset = await command(admin, "resetPassword", { id: made.account?.id }, "password");
    expect((await signIn(hub.url, newcomer.username, made.password ?? "")).status).toBe(401);
    expect((await signIn(hub.url, newcomer.username, reset.password ?? "")).status).toBe(200);

    const stale = await command(admin, "disableAccount", { id: made.account?.id, expectedVersion: 1 }, "account");
    expect(stale.errors).toEqual([{ code: "conflict/stale", path: ["expectedVersion"] }]);
    const disabled = await command(admin, "disableAccount", { id: made.account?.id, expectedVersion: 2 }, "account");
    expect(disabled).toMatchObject({ account: { version: 3, disabledAt: expect.any(String) }, errors: [] });
    expect((await signIn(hub.url, newcomer.username, reset.password ?? "")).status).toBe(401);
    expect(await hub.hub.db.session.count({ where: { user: { username: newcomer.username } } })).toBe(0);
    await command(admin, "changeAccount", { id: made.account?.id, disabled: false }, "account");
    expect((await signIn(hub.url, newcomer.username, reset.password ?? "")).status).toBe(200);

    const events = await hub.hub.db.activityEvent.findMany({
      where: { regionCode: "140107" },
      orderBy: { id: "asc" },
      select: { kind: true, subjectVersion: true },
    });
    expect(events.map(({ kind, subjectVersion }) => `${kind} ${subjectVersion}`)).toEqual([
      "AccountCreated 1",
      "AccountChanged 2",
      "AccountDisabled 3",
      "AccountChanged 4",
    ]);
  });

  test.each([
    [
      "a name that is taken",
      { username: "city-1401", role: "CITY", region: "1401" },
      "account/username-taken",
      "username",
    ],
    ["a name with capitals", { username: "City" }, "account/username-malformed", "username"],
    ["a weak password", { password: "1234567" }, "account/password-weak", "password"],
    ["a region that does not exist", { region: "140199" }, "region/unknown", "region"],
    ["a role at the wrong level", { role: "CITY" }, "account/role-elsewhere", "region"],
    ["a role that is a system's", { role: "SYSTEM" }, "account/role-elsewhere", "role"],
    ["a department without its name", { role: "DEPARTMENT", region: "14" }, "account/department-missing", "department"],
    ["a department that is none", { department: "CREDIT" }, "account/department-superfluous", "department"],
  ])("is refused for %s, at the field, and nothing is written", async (_what, wrong, code, field) => {
    const before = await hub.hub.db.user.count();
    const input = { ...newcomer, username: "somebody", ...wrong };
    const { errors, account } = await command(admin, "createAccount", input, "password");
    expect([account, errors]).toEqual([null, [{ code, path: [field] }]]);
    expect(await hub.hub.db.user.count()).toBe(before);
  });

  test("of one's own is neither disabled nor moved", async () => {
    const { id } = await hub.hub.db.user.findUniqueOrThrow({ where: { username: "admin" } });
    const own = { id: btoa(`Account:${id}`) };
    expect((await command(admin, "disableAccount", own, "account")).errors[0]?.code).toBe("account/own");
    expect((await command(admin, "changeAccount", { ...own, role: "OFFICE" }, "account")).errors[0]?.code).toBe(
      "account/own",
    );
    expect((await command(admin, "changeAccount", { ...own, name: "演示 管理员" }, "account")).errors).toEqual([]);
  });

  test("is the administrator's business alone", async () => {
    for (const client of [office, city]) {
      const { errors } = await command(client, "createAccount", { ...newcomer, username: "other" }, "password");
      expect(errors).toEqual([{ code: "forbidden", path: [] }]);
      const { data } = await client.ask<{ accounts: { totalCount: number } }>("{ accounts { totalCount } }");
      expect(data?.accounts.totalCount).toBe(0);
    }
    const { data } = await admin.ask<{ accounts: { totalCount: number; edges: { node: { username: string } }[] } }>(
      '{ accounts(filter: { role: CITY, search: "CITY-14" }, orderBy: USERNAME) { totalCount edges { node { username } } } }',
    );
    expect(data?.accounts).toEqual({
      totalCount: 2,
      edges: [{ node: { username: "city-1401" } }, { node: { username: "city-1402" } }],
    });
  });
});

describe("an API client", () => {
  const input = { name: "演示 太原系统", region: "1401", scopes: ["READ", "LEDGER"], addresses: ["127.0.0.0/8"] };

  test("changes its key over without a gap", async () => {
    const made = await command(office, "createApiClient", input, "key");
    expect(made.errors).toEqual([]);
    expect(made.key).toMatch(/^hub_[\w-]{43}$/);
    const id = made.apiClient?.id;
    const next = await command(office, "issueApiKey", { id, expiresInDays: 90 }, "key");
    const works = async (key: string | null | undefined) => {
      const { data } = await hub
        .keyClient(key ?? "")
        .ask<{ viewer: { permissions: string[] } }>("{ viewer { permissions } }");
      return data?.viewer.permissions.includes("COMPANY_UPSERT") ?? false;
    };
    expect([await works(made.key), await works(next.key)]).toEqual([true, true]);
    const old = next.apiClient?.keys.find(({ start }) => made.key?.startsWith(start));
    const revoked = await command(office, "revokeApiKey", { id: old?.id }, "client");
    expect(revoked.apiClient?.keys.map(({ holds }) => holds).sort()).toEqual([false, true]);
    expect([await works(made.key), await works(next.key)]).toEqual([false, true]);
    expect((await command(office, "revokeApiKey", { id: old?.id }, "client")).errors[0]?.code).toBe(
      "apiClient/key-ended",
    );
    await command(office, "revokeApiClient", { id }, "client");
    expect(await works(next.key)).toBe(false);
    expect((await command(office, "issueApiKey", { id }, "key")).errors[0]?.code).toBe("apiClient/revoked");
  });

  test.each([
    ["no scope", { scopes: [] }, "apiClient/scope-missing", ["scopes"]],
    [
      "an address that is none",
      { addresses: ["10.0.0.0/8", "10.0.0.0/33"] },
      "apiClient/address-malformed",
      ["addresses", "1"],
    ],
    ["a county", { region: "140105" }, "apiClient/region-elsewhere", ["region"]],
    ["a region that does not exist", { region: "1499" }, "region/unknown", ["region"]],
    ["a key for ever", { expiresInDays: 731 }, "invalid/out-of-range", ["expiresInDays"]],
    ["a name of blanks", { name: "  " }, "invalid/required", ["name"]],
  ])("is refused for %s", async (_what, wrong, code, path) => {
    const { errors, key } = await command(office, "createApiClient", { ...input, ...wrong }, "key");
    expect([key, errors]).toEqual([null, [{ code, path }]]);
  });

  test("has at most five keys at once", async () => {
    const { apiClient } = await command(office, "createApiClient", input, "key");
    for (let n = 0; n < 4; n++) await command(office, "issueApiKey", { id: apiClient?.id }, "key");
    const sixth = await command(office, "issueApiKey", { id: apiClient?.id }, "key");
    expect(sixth.errors[0]?.code).toBe("apiClient/too-many-keys");
  });

  test("is not a city's to see or to make", async () => {
    expect((await command(city, "createApiClient", input, "key")).errors[0]?.code).toBe("forbidden");
    const made = await command(office, "createApiClient", input, "key");
    const { data } = await city.ask<{ node: unknown; apiClients: { totalCount: number } }>(
      "query ($id: ID!) { node(id: $id) { id } apiClients { totalCount } }",
      { id: made.apiClient?.id },
    );
    expect(data).toEqual({ node: null, apiClients: { totalCount: 0 } });
    expect((await command(city, "revokeApiClient", { id: made.apiClient?.id }, "client")).errors[0]?.code).toBe(
      "forbidden",
    );
  });
});
