import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnvironment } from "../../api/environment.ts";
import { readMasterKeys } from "../../api/secrets.ts";
import { Vault } from "../../schema/privacy/vault.ts";

describe("the environment", () => {
  test("has a default for everything, that of a demonstration", () => {
    expect(readEnvironment({})).toMatchObject({
      port: 4000,
      host: "127.0.0.1",
      role: "all",
      demo: true,
      clockStart: new Date("2024-08-15T09:00:00+08:00"),
      trustedProxies: [],
    });
  });

  test("goes by real time outside a demonstration, unless a clock is given", () => {
    expect(readEnvironment({ HUB_DEMO: "0" }).clockStart).toBeUndefined();
    const given = readEnvironment({ HUB_DEMO: "0", HUB_CLOCK: "2025-01-01T00:00:00+08:00" });
    expect(given.clockStart).toEqual(new Date("2024-12-31T16:00:00Z"));
  });

  test("takes a blank for unset", () => {
    expect(readEnvironment({ PORT: "", HUB_PUBLIC_URL: " ", DATABASE_URL: "" })).toMatchObject({ port: 4000 });
  });

  test.each([
    ["a port that is no number", { PORT: "http" }, "PORT must be a port number."],
    ["a port that no machine has", { PORT: "70000" }, "PORT must be"],
    ["a role that is none", { HUB_ROLE: "both" }, "HUB_ROLE must be all, api or worker."],
    ["a part without a common database", { HUB_ROLE: "worker" }, "need a common DATABASE_URL"],
    ["an address of another database", { DATABASE_URL: "mysql://localhost/hub" }, "DATABASE_URL must be postgresql://"],
    ["a proxy that is no address", { HUB_TRUSTED_PROXIES: "10.0.0.0/8, proxy" }, "HUB_TRUSTED_PROXIES must be a list"],
    ["a clock without a zone", { HUB_CLOCK: "2024-08-15T09:00" }, "HUB_CLOCK must be an instant"],
    ["a public address with a path", { HUB_PUBLIC_URL: "https://hub.example/app" }, "HUB_PUBLIC_URL must be"],
    ["a push that is not encrypted", { HUB_CREDIT_PLATFORM_URL: "http://credit.example/x" }, "HUB_CREDIT_PLATFORM_URL"],
    ["a push with a password", { HUB_MARKET_REGULATION_URL: "https://a:b@market.example" }, "an https address without"],
    ["no attempt at all", { HUB_PUSH_ATTEMPTS: "0" }, "HUB_PUSH_ATTEMPTS must be"],
    ["a mail server without a sender", { HUB_SMTP_URL: "smtp://mail.example" }, "are set together"],
    [
      "a mail server that is a site",
      { HUB_SMTP_URL: "https://mail.example" },
      "HUB_SMTP_URL must be an address such as",
    ],
    ["a mail password in the open", { HUB_SMTP_URL: "smtps://a:b@mail.example" }, "HUB_SMTP_URL must be"],
    [
      "a mail user without password",
      { HUB_SMTP_URL: "smtps://a@m.example", HUB_MAIL_FROM: "a@m.example" },
      "HUB_SMTP_PASSWORD_FILE names",
    ],
    ["a sender that is none", { HUB_MAIL_FROM: "hub" }, "HUB_MAIL_FROM must be an address such as"],
    ["a short password", { HUB_DEMO_PASSWORD: "seven77" }, "HUB_DEMO_PASSWORD must be at least 8 characters."],
  ])("with %s is refused in a sentence", (_what, variables, sentence) => {
    expect(() => readEnvironment(variables)).toThrow(sentence);
  });

  test("knows its mail server, encrypted from the start or by asking for it", () => {
    const from = { HUB_MAIL_FROM: "hub@m.example" };
    const secured = { ...from, HUB_SMTP_URL: "smtps://hub%40m@m.example", HUB_SMTP_PASSWORD_FILE: "/keys/mail" };
    expect(readEnvironment({})).toMatchObject({ mail: undefined, mailAttempts: 120 });
    expect(readEnvironment(secured).mail).toEqual({
      host: "m.example",
      port: 465,
      secure: true,
      user: "hub@m",
      passwordFile: "/keys/mail",
      from: "hub@m.example",
    });
    expect(readEnvironment({ ...from, HUB_SMTP_URL: "smtp://[::1]:2525" }).mail).toMatchObject({
      host: "::1",
      port: 2525,
    });
    expect(readEnvironment({ ...from, HUB_SMTP_URL: "smtp://m.example" }).mail).toMatchObject({
      port: 587,
      secure: false,
    });
  });

  test("knows the way to those bodies alone whose address is set, each with a key of its own", () => {
    const { receivers, dataDir } = readEnvironment({
      HUB_CREDIT_PLATFORM_URL: "https://credit.example/pushes?to=hub",
      HUB_MARKET_REGULATION_URL: " ",
    });
    const keyFile = join(dataDir, "credit-platform-key");
    expect(receivers).toEqual({ creditPlatform: { url: "https://credit.example/pushes?to=hub", keyFile } });
    const local = readEnvironment({
      HUB_MARKET_REGULATION_URL: "http://127.0.0.1:9/x",
      HUB_MARKET_REGULATION_KEY_FILE: "/keys/market",
    });
    expect(local.receivers).toEqual({ marketRegulation: { url: "http://127.0.0.1:9/x", keyFile: "/keys/market" } });
  });

  test("names everything that is wrong at once", () => {
    expect(() => readEnvironment({ PORT: "x", HUB_DEMO: "yes" })).toThrow(/PORT[\s\S]*HUB_DEMO/);
  });
});

describe("the master keys", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rectification-hub-keys-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("are made once, for the owner alone, also by two processes at once", async () => {
    const file = join(folder, "below", "keys");
    const [one, other] = await Promise.all([readMasterKeys(file), readMasterKeys(file)]);
    expect(one).toEqual(other);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readMasterKeys(file)).toEqual(one);
  });

  test("rotate: the first seals, all open, and look-up hashes stay the same", async () => {
    const file = join(folder, "rotated");
    const before = new Vault(await readMasterKeys(file));
    const sealed = before.seal(Buffer.from("kept"));
    const wrapped = before.newKey();
    const next = `99991231235959 ${randomBytes(32).toString("base64url")}`;
    await writeFile(file, `${next}\n${await readFile(file, "utf8")}`);
    const keys = await readMasterKeys(file);
    const after = new Vault(keys);
    expect(keys.current).toBe("99991231235959");
    expect(String(after.open(sealed))).toBe("kept");
    expect(after.unwrap(wrapped)).toEqual(wrapped.key);
    expect(after.newKey().masterKey).toBe("99991231235959");
    expect(after.fingerprint("138")).toEqual(before.fingerprint("138"));
    expect(after.secret("session")).not.toBe(before.secret("session"));
    expect(() => before.open(after.seal(Buffer.from("new")))).toThrow();
  });

  test.each([
    ["a key that is too short", "20240815 c2hvcnQ", "line 1"],
    ["a name twice", `a ${"A".repeat(43)}\na ${"B".repeat(43)}`, "line 2"],
    ["nothing", "# all lines were taken away\n", "holds no key"],
  ])("with %s are refused in a sentence", async (_what, text, sentence) => {
    const file = join(folder, "spoiled");
    await writeFile(file, text);
    await expect(readMasterKeys(file)).rejects.toThrow(sentence);
  });
});
