import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { signedHeaders } from "../../api/webhook/signature.ts";
import {
  allowedWebhookCommands,
  decideWebhook,
  type Holder,
  mostWebhooks,
  requireResumable,
  requireRoom,
  requireTestable,
  rotated,
  signing,
  standsOn,
} from "../../schema/webhook/rules.ts";
import { refusal } from "../kit/refused.ts";

const now = new Date("2024-08-15T09:00:00Z");
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

describe("commands", () => {
  it("are these", () => {
    expect(allowedWebhookCommands("active", true)).toEqual(["change", "pause", "rotate", "replay", "test", "remove"]);
    for (const state of ["paused", "stopped"] as const)
      expect(allowedWebhookCommands(state, true)).toEqual(["change", "resume", "rotate", "replay", "test", "remove"]);
  });

  it("let somebody else take over what nobody answers for, and try nothing out", () => {
    for (const state of ["active", "paused", "stopped"] as const)
      expect(allowedWebhookCommands(state, false)).toEqual(["change", "resume", "rotate", "replay", "remove"]);
    expect(decideWebhook("active", false, "resume")).toBe("active");
    expect(() => decideWebhook("active", false, "pause")).toThrow(
      refusal("webhook/not-in-this-state", [], { state: "active" }),
    );
    expect(() => decideWebhook("paused", false, "test")).toThrow(
      refusal("webhook/not-in-this-state", [], { state: "paused" }),
    );
  });
});

it("changes no secret of a robot, which is its group's", () => {
  expect(allowedWebhookCommands("active", true, true)).toEqual(["change", "pause", "replay", "test", "remove"]);
  expect(() => decideWebhook("active", true, "rotate", true)).toThrow(
    refusal("webhook/not-in-this-state", [], { state: "active" }),
  );
  expect(decideWebhook("active", true, "pause", true)).toBe("paused");
});

describe("the word on which it is sent", () => {
  const client = { revokedAt: null, scopes: ["read", "webhooks", "cases"], regionCode: "1401" };
  const key = { expiresAt: later(1), revokedAt: null, client };
  const byKey = (over: object = {}, ofClient: object = {}): Holder => ({
    regionCode: "1401",
    key: { ...key, ...over, client: { ...client, ...ofClient } },
    user: null,
  });
  const byUser = (over: object = {}): Holder => ({
    regionCode: "1401",
    key: null,
    user: { disabledAt: null, role: "city", regionCode: "1401", ...over },
  });

  it.each<[string, Holder, boolean]>([
    ["a key that holds", byKey(), true],
    ["a key that has run out", byKey({ expiresAt: now }), false],
    ["a revoked key", byKey({ revokedAt: now }), false],
    ["a revoked client", byKey({}, { revokedAt: now }), false],
    ["a client that may not read", byKey({}, { scopes: ["webhooks"] }), false],
    ["a client that may have no webhooks", byKey({}, { scopes: ["read"] }), false],
    ["a client of another region", byKey({}, { regionCode: "1402" }), false],
    ["a revoked key, though an account stands", { ...byUser(), key: { ...key, revokedAt: now } }, false],
    ["an account of the city", byUser(), true],
    ["an account of the province", byUser({ role: "office", regionCode: "14" }), true],
    ["a disabled account", byUser({ disabledAt: now }), false],
    ["an account of another city", byUser({ regionCode: "1402" }), false],
    ["an account that has become another's", byUser({ role: "county" }), false],
    ["nobody", { ...byUser(), user: null }, false],
  ])("%s: stands %s", (_who, holder, stands) => expect(standsOn(holder, now)).toBe(stands));
});

test("it goes on from where it stood for as long as a client could", () => {
  const days = 30 * 86_400_000;
  expect(() => requireResumable(now, later(days), 30)).not.toThrow();
  expect(() => requireResumable(now, later(days + 1), 30)).toThrow(
    refusal("webhook/halted-too-long", [], { days: 30 }),
  );
});

test("it is tried out one time after the other, and not too often", () => {
  expect(() => requireTestable(null, now)).not.toThrow();
  expect(() => requireTestable({ askedAt: now, ended: false }, later(60_000))).toThrow(
    refusal("webhook/test-under-way"),
  );
  expect(() => requireTestable({ askedAt: now, ended: true }, later(2_500))).toThrow(
    refusal("webhook/tested-just-now", [], { seconds: 8 }),
  );
  expect(() => requireTestable({ askedAt: now, ended: true }, later(9_999))).toThrow(
    refusal("webhook/tested-just-now", [], { seconds: 1 }),
  );
  expect(() => requireTestable({ askedAt: now, ended: true }, later(10_000))).not.toThrow();
});

test("there is room for ten", () => {
  expect(mostWebhooks).toBe(10);
  expect(() => requireRoom(9)).not.toThrow();
  expect(() => requireRoom(10)).toThrow(refusal("webhook/too-many", [], { max: 10 }));
});

test("another secret signs first, and the one before for a day", () => {
  const once = rotated({ secret: "a" }, "b", now);
  expect(once).toEqual({ secret: "b", former: { secret: "a", until: "2024-08-16T09:00:00.000Z" } });
  expect(signing({ secret: "a" }, now)).toEqual(["a"]);
  expect(signing(once, later(86_399_999))).toEqual(["b", "a"]);
  expect(signing(once, later(86_400_000))).toEqual(["b"]);
  expect(rotated(once, "c", now).former?.secret).toBe("b");
});

test("the headers are those of Standard Webhooks", () => {
  // The example of its specification: https://github.com/standard-webhooks/standard-webhooks
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  expect(
    signedHeaders("msg_p5jXN8AQM9LWM0D4loKWxJek", '{"test": 2432232314}', [secret, secret], 1_614_265_330),
  ).toMatchObject({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature":
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test("what docs/webhooks.md tells implementers to check with knows our messages, and no others", async () => {
  const page = await readFile(join(import.meta.dirname, "../../docs/webhooks.md"), "utf8");
  const [, snippet = ""] = /```js\n([^`]*(?:`[^`]+`[^`]*)*?)```/.exec(page) ?? [];
  const { isGenuine } = (await import(`data:text/javascript,${encodeURIComponent(snippet)}`)) as {
    isGenuine(headers: object, body: string, secret: string, now: number): boolean;
  };
  const [secret, other] = ["whsec_AAAA", "whsec_BBBB"] as const;
  const body = '{"名":1}';
  const headers = signedHeaders("id", body, [other, secret], 1_000);
  expect(isGenuine(headers, body, secret, 1_300)).toBe(true);
  expect(isGenuine(headers, body, other, 700)).toBe(true);
  expect(isGenuine(headers, body, secret, 1_301)).toBe(false);
  expect(isGenuine(headers, `${body} `, secret, 1_000)).toBe(false);
  expect(isGenuine({ ...headers, "webhook-id": "x" }, body, secret, 1_000)).toBe(false);
  expect(isGenuine({ ...headers, "webhook-timestamp": "1001" }, body, secret, 1_000)).toBe(false);
  expect(isGenuine({ ...headers, "webhook-timestamp": "soon" }, body, secret, 1_000)).toBe(false);
  expect(isGenuine(headers, body, "whsec_CCCC", 1_000)).toBe(false);
});
