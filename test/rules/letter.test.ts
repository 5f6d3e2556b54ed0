import { describe, expect, it, test } from "vitest";
import {
  addressAs,
  allowedLetterCommands,
  decideLetter,
  isAddress,
  maskedAddress,
  mayHaveArrivedTwice,
  messageIdOf,
  requireLetter,
} from "../../schema/letter/rules.ts";
import { refusal } from "../kit/refused.ts";

describe("an address", () => {
  it.each(["office@centre.example", "a.b+c@x-1.gov.cn", `${"a".repeat(64)}@b.example`])("is %s", (text) => {
    expect(isAddress(text)).toBe(true);
  });

  it.each([
    "",
    "office",
    "office@centre",
    "@centre.example",
    "a@b@centre.example",
    `"a@b"@centre.example`,
    "a@centre.example\r\nBcc: x@y.example",
    "a b@centre.example",
    "a@centre.example, b@centre.example",
    "<a@centre.example>",
    ".a@centre.example",
    "a.@centre.example",
    "a..b@centre.example",
    "a@-centre.example",
    "a@centre-.example",
    "a@centre..example",
    "a@例.example",
    `${"a".repeat(65)}@b.example`,
    `a@${"b".repeat(250)}.cn`,
  ])("is not %j", (text) => {
    expect(isAddress(text)).toBe(false);
  });

  it("has 254 characters at most", () => {
    const of = (length: number) => `a@${"b.".repeat((length - 4) / 2)}cn`;
    expect([of(254).length, isAddress(of(254)), isAddress(of(256))]).toEqual([254, true, false]);
  });

  it("is compared without its blanks and in one case", () => {
    expect(addressAs(" Office@Centre.Example\t")).toBe("office@centre.example");
  });

  it("of somebody private tells no more than its first letter and where it is", () => {
    expect(maskedAddress("li.si@post.example")).toBe("l***@post.example");
  });
});

describe("a letter", () => {
  const letter = { to: " A@b.example", subject: "整治工作专报" };

  it("has an address and a subject of one line", () => {
    expect(() => requireLetter(letter)).not.toThrow();
    expect(() => requireLetter({ ...letter, subject: "一".repeat(200) })).not.toThrow();
    expect(() => requireLetter({ ...letter, to: "b.example" })).toThrow(refusal("letter/address-invalid", ["to"]));
  });

  it.each(["", "  ", "一\r\nBcc: x@y.example", "一\n二", "一\u0000", "一".repeat(201)])(
    "has not the subject %j",
    (subject) => {
      const refusing = refusal("letter/subject-invalid", ["subject"], { max: 200 });
      expect(() => requireLetter({ ...letter, subject })).toThrow(refusing);
    },
  );

  const key = { purpose: "brief", subject: { type: "DispatchWeek", id: "018f", version: 1 }, recipient: "a@b.example" };

  it("has one Message-ID, whenever it is asked for", () => {
    expect(messageIdOf(key)).toBe(messageIdOf(structuredClone(key)));
    expect(messageIdOf(key)).toMatch(/^<[0-9a-f]{40}@letters\.rectification-hub>$/);
  });

  test.each([
    ["purpose", { ...key, purpose: "report" }],
    ["type", { ...key, subject: { ...key.subject, type: "DispatchReport" } }],
    ["subject", { ...key, subject: { ...key.subject, id: "018e" } }],
    ["version", { ...key, subject: { ...key.subject, version: 2 } }],
    ["recipient", { ...key, recipient: "c@b.example" }],
  ])("has another one with another %s", (_what, other) => {
    expect(messageIdOf(other)).not.toBe(messageIdOf(key));
  });
});

describe("a command to a letter", () => {
  it("sends again what is not delivered, as long as its words are kept", () => {
    expect(decideLetter("dead", false, "retry")).toBe("waiting");
    expect(decideLetter("failing", false, "retry")).toBe("waiting");
    expect(allowedLetterCommands("dead", false)).toEqual(["retry"]);
    expect(allowedLetterCommands("delivered", false)).toEqual([]);
    expect(allowedLetterCommands("dead", true)).toEqual([]);
  });

  it.each([
    ["delivered", false],
    ["waiting", false],
    ["dead", true],
  ] as const)("is refused of one that is %s (forgotten: %s)", (state, forgotten) => {
    const refusing = refusal("letter/not-in-this-state", [], { state });
    expect(() => decideLetter(state, forgotten, "retry")).toThrow(refusing);
  });
});

describe("a letter may have arrived twice", () => {
  const received = { outcome: "received", fault: null };
  it.each([
    ["interrupted", { outcome: "interrupted", fault: null }, true],
    ["unanswered", { outcome: "failed", fault: "unanswered" as const }, true],
    ["greylisted", { outcome: "failed", fault: "answered" as const }, false],
  ])("after an attempt that was %s: %s", (_what, attempt, twice) => {
    expect(mayHaveArrivedTwice([attempt, received])).toBe(twice);
    expect(mayHaveArrivedTwice([attempt])).toBe(false);
  });
});
