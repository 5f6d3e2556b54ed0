import { allowedCommands, decide } from "../../schema/exposure/rules.ts";
import { type Batch, type Part, transitions } from "../../schema/exposure/states.ts";
import { notInThisState, walk } from "./walk.ts";

export const monthEnd = new Date("2024-08-31T16:00:00Z");
export const now = new Date("2024-08-15T01:00:00Z");

/** A city's batch of August, being written. */
export const batch = (over: Partial<Batch> = {}): Batch => ({
  state: "draft",
  dueAt: monthEnd,
  overdueAt: null,
  paidAt: null,
  submittedAt: null,
  returnReason: null,
  approvedAt: null,
  publishedAt: null,
  withdrawnAt: null,
  withdrawalReason: null,
  ...over,
});

export const part = (over: Partial<Part> = {}): Part => ({
  id: "one",
  position: 1,
  kind: "exposure",
  title: "电梯停运",
  text: "业主李某反映电梯停运，企业拒不整改。",
  authorIds: ["author"],
  harmless: [],
  shown: false,
  known: { names: [], publicContacts: [] },
  ...over,
});

const reason = "核实有误";
const marked = part({ shown: true, text: "3-2-501" });
/** Of a batch whose one case looks like personal data where that is what the command is about, and nowhere else. */
export const exposureWalk = walk(transitions, {
  commands: {
    write: { type: "write" },
    remove: { type: "remove", caseId: "one" },
    markHarmless: { type: "markHarmless", caseId: "one", kind: "houseNumber", text: "3-2-501", reason },
    submit: { type: "submit" },
    return: { type: "return", reason },
    approve: { type: "approve" },
    publish: { type: "publish" },
    withdrawCase: { type: "withdrawCase", caseId: "one", reason },
    withdraw: { type: "withdraw", reason },
    reopen: { type: "reopen" },
  } as const,
  give: (state, command) =>
    decide(batch({ state }), [command.type === "markHarmless" ? marked : part({ shown: true })], command, {
      now,
      actor: "other",
    }).state,
  offered: (state) => allowedCommands(batch({ state }), [part()], "other"),
  refusal: notInThisState("exposure"),
});
