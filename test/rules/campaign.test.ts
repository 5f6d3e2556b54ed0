import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { completeTask, lapseTask, type TaskReturn, taskDueAt, taskStanding } from "../../schema/campaign/rules.ts";

const dueAt = taskDueAt(Temporal.PlainDate.from("2024-05-20"));
const before = new Date(dueAt.getTime() - 1);
const task = (over: Partial<TaskReturn> = {}): TaskReturn => ({
  openedAt: new Date("2024-05-01T00:00:00Z"),
  dueAt,
  doneAt: null,
  proof: null,
  lateAt: null,
  ...over,
});

describe("a task of a phase", () => {
  it("is due with the end of its day", () => {
    expect(dueAt).toEqual(new Date("2024-05-20T16:00:00Z"));
  });
  it("is owed, then late; done on time or late", () => {
    expect(taskStanding(task())).toBe("owed");
    expect(taskStanding(task({ lateAt: dueAt }))).toBe("late");
    expect(taskStanding(task({ doneAt: before }))).toBe("doneOnTime");
    expect(taskStanding(task({ doneAt: dueAt }))).toBe("doneLate");
    expect(taskStanding(task({ lateAt: dueAt, doneAt: before }))).toBe("doneLate");
  });
  it("opened after it was due is done late, and never late", () => {
    const old = task({ openedAt: dueAt });
    expect(lapseTask(old, dueAt).events).toEqual([]);
    expect(completeTask(old, "x", dueAt).events).toEqual([{ kind: "PhaseTaskCompleted", facts: { wasLate: false } }]);
    expect(completeTask(old, "x", dueAt, before).fields).toEqual({ doneAt: before, proof: "x" });
  });
  it("is late once, with its own minute", () => {
    expect(lapseTask(task(), before)).toEqual({ fields: {}, events: [], settled: false });
    expect(lapseTask(task(), new Date(dueAt.getTime() + 60_000))).toEqual({
      fields: { lateAt: dueAt },
      events: [{ kind: "PhaseTaskLate", occurredAt: dueAt }],
      settled: false,
    });
    expect(lapseTask(task({ lateAt: dueAt }), dueAt).events).toEqual([]);
    expect(lapseTask(task({ doneAt: before }), dueAt).events).toEqual([]);
  });
  it("is done once, with proof", () => {
    expect(completeTask(task(), " 演示建〔2024〕7号 ", before)).toEqual({
      fields: { doneAt: before, proof: "演示建〔2024〕7号" },
      events: [{ kind: "PhaseTaskCompleted", facts: { wasLate: false } }],
      settled: true,
    });
    expect(() => completeTask(task({ doneAt: before }), "x", before)).toThrow("task/done-already");
    expect(() => completeTask(task(), "x", before, dueAt)).toThrow(
      expect.objectContaining({ code: "task/done-in-future", field: ["doneAt"] }),
    );
    expect(() => completeTask(task(), " ", before)).toThrow(
      expect.objectContaining({ code: "task/proof-missing", field: ["proof"] }),
    );
  });
  it("done late says so, ahead of a late ticker or after it", () => {
    expect(completeTask(task(), "x", dueAt).events).toEqual([
      { kind: "PhaseTaskLate", occurredAt: dueAt },
      { kind: "PhaseTaskCompleted", facts: { wasLate: true } },
    ]);
    expect(completeTask(task({ lateAt: dueAt }), "x", dueAt).events).toHaveLength(1);
  });
});
