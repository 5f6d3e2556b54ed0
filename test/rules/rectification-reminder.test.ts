import { describe, expect, it } from "vitest";
import { decide } from "../../schema/rectification/rules.ts";
import { at } from "../kit/moments.ts";
import { applied, commands, deadline, justBefore, ordered, when } from "../kit/rectifications.ts";
import { refusal } from "../kit/refused.ts";

describe("a reminder", () => {
  it("is sent of what is overdue, once a working day", () => {
    expect(() => decide(ordered(), commands.remind, when(justBefore))).toThrow(
      refusal("rectification/not-overdue", [], { deadline: "2024-08-16 18:00" }),
    );
    const decision = decide(ordered(), commands.remind, when(deadline));
    expect(decision).toMatchObject({ state: "ordered", fields: { remindedAt: deadline } });
    expect(decision.events.map(({ kind }) => kind)).toEqual(["RectificationOverdue", "RectificationReminded"]);
    const reminded = applied(ordered(), decision);
    // Friday evening: the working day after it is a Monday.
    for (const early of ["2024-08-16 23:59", "2024-08-18 12:00", "2024-08-18 23:59"])
      expect(() => decide(reminded, commands.remind, when(at(early)))).toThrow(
        refusal("rectification/reminded-already", [], { until: "2024-08-19 00:00" }),
      );
    expect(decide(reminded, commands.remind, when(at("2024-08-19"))).fields.remindedAt).toEqual(at("2024-08-19"));
  });
});
