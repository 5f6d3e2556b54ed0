import { describe, expect, test } from "vitest";
import { addressIn, allowedBy, isAllowable, isNamed, isOpen, requireTarget } from "../../schema/outbound/rules.ts";
import { refusal } from "../kit/refused.ts";

const none = allowedBy([]);

describe("an address", () => {
  test.each(["8.8.8.8", "1.1.1.1", "168.63.129.15", "223.255.255.255", "2001:4860:4860::8888", "2a00::1"])(
    "%s is public",
    (address) => expect(isOpen(address, none)).toBe(true),
  );

  test.each([
    ["this machine", "127.0.0.1"],
    ["this machine by any of its numbers", "127.255.255.254"],
    ["this machine", "::1"],
    ["no address yet", "0.0.0.0"],
    ["no address yet", "::"],
    ["private", "10.0.0.1"],
    ["private", "172.16.0.1"],
    ["private", "172.31.255.255"],
    ["private", "192.168.1.1"],
    ["private", "fd00::1"],
    ["behind the carrier's translation", "100.64.0.1"],
    ["metadata, Alibaba", "100.100.100.200"],
    ["metadata", "169.254.169.254"],
    ["metadata, Amazon", "fd00:ec2::254"],
    ["metadata, Oracle", "192.0.0.192"],
    ["metadata, Azure", "168.63.129.16"],
    ["link-local", "fe80::1"],
    ["link-local", "fe80::1%eth0"],
    ["site-local", "fec0::1"],
    ["to many", "224.0.0.1"],
    ["to many", "ff02::1"],
    ["to all", "255.255.255.255"],
    ["kept for later", "240.0.0.1"],
    ["for documents", "192.0.2.1"],
    ["for documents", "2001:db8::1"],
    ["for measuring", "198.18.0.1"],
    ["IPv4 in IPv6, mapped", "::ffff:127.0.0.1"],
    ["IPv4 in IPv6, mapped, in hex", "::ffff:7f00:1"],
    ["IPv4 in IPv6, mapped, though public", "::ffff:8.8.8.8"],
    ["IPv4 in IPv6, compatible", "::127.0.0.1"],
    ["IPv4 in IPv6, translated", "::ffff:0:127.0.0.1"],
    ["6to4", "2002:7f00:1::"],
    ["6to4's relays", "192.88.99.1"],
    ["NAT64", "64:ff9b::a00:1"],
    ["NAT64, local", "64:ff9b:1::a00:1"],
    ["Teredo", "2001::1"],
    ["given to nobody", "4000::1"],
    ["given to nobody", "1::1"],
    ["a name", "example.gov.cn"],
    ["nothing", ""],
  ])("that is %s is closed: %s", (_what, address) => expect(isOpen(address, none)).toBe(false));

  test("is open where the operator's block has it, in that family alone", () => {
    const allowed = allowedBy(["10.1.0.0/16", "fd00::/8"]);
    expect(isOpen("10.1.255.255", allowed)).toBe(true);
    expect(isOpen("10.2.0.0", allowed)).toBe(false);
    expect(isOpen("fd12::1", allowed)).toBe(true);
    expect(isOpen("::ffff:10.1.0.1", allowed)).toBe(false);
  });
});

describe("what the operator allows", () => {
  test.each([
    "hub.example.gov.cn",
    "localhost:8443",
    "10.0.0.1",
    "10.0.0.1:80",
    "::1",
    "[::1]:8080",
    "10.0.0.0/8",
    "2001:db8::/32",
  ])("may be %s", (entry) => expect(isAllowable(entry)).toBe(true));

  test.each(["", "https://a.example", "a@b", "10.0.0.0/33", "10.0.0/", "a b", "a:99999", "a?b", "a#b", "a\\b"])(
    "may not be %j",
    (entry) => expect(isAllowable(entry)).toBe(false),
  );

  test("is known in any spelling, on one port or on all", () => {
    const allowed = allowedBy(["A.Example", "b.example:443", "c.example:80", "::1", "0x7f.1:9", "10.0.0.0/8", "a b"]);
    expect([...allowed.names]).toEqual(["a.example", "b.example:443", "c.example:80", "[::1]", "127.0.0.1:9"]);
    expect(allowed.blocks.map(([address, bits]) => `${address}/${bits}`)).toEqual(["10.0.0.0/8"]);
    const named = (url: string) => isNamed(new URL(url), allowed);
    expect(named("http://a.example:99/")).toBe(true);
    expect(named("https://b.example/")).toBe(true);
    expect(named("http://b.example/")).toBe(false);
    expect(named("https://b.example:444/")).toBe(false);
    expect(named("http://c.example/")).toBe(true);
    expect(named("https://c.example/")).toBe(false);
    expect(named("https://[::1]:5/")).toBe(true);
    expect(named("https://sub.a.example/")).toBe(false);
  });
});

test("the address of a URL is found in any spelling, and a name is none", () => {
  const found = ["https://0x7f.1/", "https://2130706433/", "https://[::FFFF:127.0.0.1]/", "https://a.example/"];
  expect(found.map((url) => addressIn(new URL(url)))).toEqual(["127.0.0.1", "127.0.0.1", "::ffff:7f00:1", null]);
});

describe("what somebody enters", () => {
  const allowed = allowedBy(["inside.example", "10.0.0.0/8"]);
  const judge = (text: string) => requireTarget(["url"], text, allowed);
  const invalid = refusal("outbound/address-invalid", ["url"], { max: 2_000 });

  test.each([
    "https://a.example/hooks?x=1",
    "https://8.8.8.8/",
    "http://inside.example/",
    "http://10.0.0.1:8080/",
    "https://10.0.0.1/",
  ])("may be %s", (text) => expect(judge(text).href).toBe(text));

  test.each([
    "",
    "a.example",
    "http://a.example/",
    "http://8.8.8.8/",
    "http://192.168.0.1/",
    "ftp://inside.example/",
    "file:///etc/passwd",
    "https://user@a.example/",
    "https://:secret@a.example/",
    "https://user:secret@inside.example/",
  ])("may not be %j", (text) => expect(() => judge(text)).toThrow(invalid));

  test("has its bound", () => {
    const long = (length: number) => `https://a.example/${"x".repeat(length - 18)}`;
    expect(judge(long(2_000)).href).toHaveLength(2_000);
    expect(() => judge(long(2_001))).toThrow(invalid);
  });

  test.each([
    ["https://127.0.0.1/", "127.0.0.1"],
    ["https://0x7f.1/", "127.0.0.1"],
    ["https://169.254.169.254/latest/meta-data/", "169.254.169.254"],
    ["https://[::ffff:a00:1]/", "[::ffff:a00:1]"],
    ["https://[64:ff9b::a00:1]:8443/", "[64:ff9b::a00:1]"],
  ])("is told that %s is closed", (text, host) =>
    expect(() => judge(text)).toThrow(refusal("outbound/address-closed", ["url"], { host })),
  );
});
