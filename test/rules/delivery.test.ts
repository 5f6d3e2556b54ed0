import { describe, expect, it, test } from "vitest";
import { headersOf, signatureOf } from "../../api/push/message.ts";
import {
  allowedDeliveryCommands,
  type Command,
  isRefusal,
  type Outcome,
  type Patience,
  type State,
  settle,
} from "../../schema/delivery/rules.ts";

const patience: Patience = { most: 5, firstMs: 1_000, longestMs: 6_000 };
const answered = (status: number | null, retryAfterMs?: number): Outcome => ({
  type: "failed",
  fault: status === null ? "unreachable" : "answered",
  status,
  detail: null,
  retryAfterMs,
});
const received: Outcome = { type: "received", status: 200, receipt: "HZ-1" };

describe("what becomes of a delivery", () => {
  it("is delivered by a receipt, whenever it comes", () => {
    expect(settle(99, received, patience, 0)).toEqual({ state: "delivered" });
  });

  test.each([
    [1, 0, 500],
    [1, 0.999, 1_000],
    [2, 0, 1_000],
    [3, 0.5, 3_000],
    [4, 0, 3_000],
    [4, 0.999, 5_997],
  ])("waits twice as long after each try, up to the longest: try %i, chance %f, %i ms", (tries, chance, waitMs) => {
    expect(settle(tries, answered(500), patience, chance)).toEqual({ state: "failing", waitMs });
  });

  it("is a dead letter after the last try", () => {
    expect(settle(5, answered(null), patience, 0)).toEqual({ state: "dead", refused: false });
  });

  it.each([400, 413, 415, 422])("is one at once when the receiver will never take it: %i", (status) => {
    expect(settle(1, answered(status), patience, 0)).toEqual({ state: "dead", refused: true });
  });

  it("is one at once when a mail server rejects it, whose 500 says just that", () => {
    const rejected: Outcome = { type: "failed", fault: "rejected", status: 500, detail: null };
    expect(settle(1, rejected, patience, 0)).toEqual({ state: "dead", refused: true });
    expect(settle(1, { ...rejected, fault: "unanswered", status: null }, patience, 0)).toMatchObject({
      state: "failing",
    });
  });

  it.each([401, 403, 404, 408, 409, 429, 500, 503])("is tried again after %i", (status) => {
    expect(settle(1, answered(status), patience, 0)).toMatchObject({ state: "failing" });
  });

  it("waits as long as it is asked to, up to the longest", () => {
    expect(settle(1, answered(429, 2_500), patience, 0)).toEqual({ state: "failing", waitMs: 2_500 });
    expect(settle(1, answered(429, 86_400_000), patience, 0)).toEqual({ state: "failing", waitMs: 6_000 });
    expect(settle(1, answered(429, 1), patience, 0)).toEqual({ state: "failing", waitMs: 500 });
  });

  it("was refused for its content by an answer that says so, and by nothing else", () => {
    expect(isRefusal(answered(400))).toBe(true);
    expect(isRefusal(answered(500))).toBe(false);
    expect(isRefusal({ ...received, status: 400 })).toBe(false);
    // The answer never came whole: what it would have said is not known.
    for (const fault of ["timedOut", "answerTooLarge", "receiptMissing"] as const)
      expect(isRefusal({ type: "failed", fault, status: 400, detail: null })).toBe(false);
  });

  it("is as it was when the hub itself broke off, whatever the number of tries", () => {
    const stopped: Outcome = { type: "failed", fault: "stopped", status: null, detail: null };
    expect(settle(99, stopped, patience, 0)).toEqual({ state: "waiting" });
  });
});

it.each<[State, Command[]]>([
  ["waiting", []],
  ["failing", ["retry"]],
  ["dead", ["retry"]],
  ["delivered", ["replay"]],
])("%s: a person may %j", (state, commands) => {
  expect(allowedDeliveryCommands(state)).toEqual(commands);
});

// As an implementer would check them: openssl dgst -sha256 -mac HMAC -macopt hexkey:... ; the same stand in docs/push.md.
describe("a signature", () => {
  const key = Buffer.from("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "hex");
  it.each([
    ["1723683600", `{"id":"1"}`, "cc6b7361f749d8dcfcb46911c7e0e1800d9ab22a44947ea6afe147bf6e8f1a77"],
    ["1723683600", `{"name":"演示物业"}`, "8678f0b547168abd9000e229363f4e9637315e0450c766302eaf16972e1c03fb"],
    ["0", "", "0e80838223869e9517439e639ad55157d90d439a465b4e569e67014750fa80da"],
  ])("of %s and %s", (timestamp, body, signature) => {
    expect(signatureOf(key, timestamp, body)).toBe(signature);
  });

  it("comes with the time and the name of its key", () => {
    expect(headersOf("018f", `{"id":"1"}`, { id: "2026", key }, 1_723_683_600)).toMatchObject({
      "idempotency-key": "018f",
      "x-hub-key-id": "2026",
      "x-hub-timestamp": "1723683600",
      "x-hub-signature": "sha256=cc6b7361f749d8dcfcb46911c7e0e1800d9ab22a44947ea6afe147bf6e8f1a77",
    });
  });
});
