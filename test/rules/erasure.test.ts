import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { instantAt } from "../../schema/calendar/rules.ts";
import { allowedCommands, decide } from "../../schema/complaint/rules.ts";
import { closedBefore, digestOf, erasureDueAt, type Piece } from "../../schema/erasure/rules.ts";
import { applied, commands, inState, when } from "../kit/complaints.ts";
import { at } from "../kit/moments.ts";

describe("the end of retention", () => {
  it.each([
    ["2024-08-26", 24, "2026-08-27"],
    ["2024-08-31 23:59", 6, "2025-03-01"],
    ["2024-02-29", 12, "2025-03-01"],
    // A Saturday: no holiday prolongs it.
    ["2024-02-24", 6, "2024-08-25"],
  ])("closed on %s, kept %i months: gone from %s on", (closed, months, due) => {
    expect(erasureDueAt(at(closed), months)).toEqual(at(due));
  });

  it("asked of the whole hub it is the same as asked of each complaint, through leap day and months of all lengths", () => {
    const first = Temporal.PlainDate.from("2028-02-01");
    for (const months of [1, 6, 24])
      for (let day = 0; day < 90; day += 1) {
        const now = instantAt(first.add({ days: day }));
        const before = closedBefore(now, months);
        const last = new Date(before.getTime() - 1);
        expect([erasureDueAt(last, months) <= now, erasureDueAt(before, months) <= now]).toEqual([true, false]);
      }
  });
});

describe("who complained", () => {
  const later = at("2026-09-01");
  it.each(["closed", "withdrawn"] as const)("goes once the case is over (%s), and only once", (state) => {
    const decision = decide(inState[state](), commands.erase, when(later));
    expect(decision).toMatchObject({ state, fields: { erasedAt: later }, events: [{ kind: "ComplaintErased" }] });
    const erased = applied(inState[state](), decision);
    expect(() => decide(erased, commands.erase, when(later))).toThrow("complaint/erased");
    expect(allowedCommands(erased, when(later))).toEqual([]);
  });

  it("stays while something runs that rests on the complaint", () => {
    const running = when(later, { consequences: ["rectification", "exit"] });
    expect(() => decide(inState.closed(), commands.erase, running)).toThrow("complaint/consequences-running");
    expect(allowedCommands(inState.closed(), running)).toEqual(["reopen"]);
  });

  it("stays while the case is open, and a case without its person is not reopened", () => {
    expect(() => decide(inState.feedbackGiven(), commands.erase, when(later))).toThrow("complaint/not-in-this-state");
    const erased = { ...inState.closed(), erasedAt: later };
    expect(() => decide(erased, commands.reopen, when(later))).toThrow("complaint/erased");
  });
});

it("a digest tells of every piece, in whatever order, and which piece it was", () => {
  const piece = (what: Piece["what"], id: string, text: string): Piece => ({
    what,
    id,
    sha256: createHash("sha256").update(text).digest(),
  });
  const pieces = [piece("content", "a", "1"), piece("note", "b", "2"), piece("file", "c", "3")];
  const hex = (some: readonly Piece[]) => Buffer.from(digestOf(some)).toString("hex");
  const [one, two, three] = pieces.map(({ sha256 }) => Buffer.from(sha256).toString("hex"));
  const lines = `content a ${one}\nfile c ${three}\nnote b ${two}\n`;
  expect(hex(pieces)).toBe(createHash("sha256").update(lines).digest("hex"));
  expect(hex([...pieces].reverse())).toBe(hex(pieces));
  for (const other of [
    pieces.slice(1),
    [piece("content", "a", "1"), piece("note", "b", "2"), piece("revision", "c", "3")],
    [piece("content", "a", "1"), piece("note", "b", "2"), piece("file", "d", "3")],
    [piece("content", "a", "1"), piece("note", "b", "2"), piece("file", "c", "4")],
  ])
    expect(hex(other)).not.toBe(hex(pieces));
});
