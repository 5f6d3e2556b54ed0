/** Transfers to the department that may decide or punish (domain 5 and 9). */

import { globalId } from "../kit/schema-walk.ts";
import { acts, lead } from "./acts.ts";
import { workingDays } from "./days.ts";
import { settleDebts } from "./rectifications.ts";
import { step, type Verb } from "./verb.ts";
import { type Actor, byId, count, runsOut, sees, type Transfer, type World } from "./world.ts";

const transfer = { payload: "transfer", type: "Transfer", domain: "transfer", of: (world: World) => world.transfers };
const text = "reason";

const named: Readonly<Record<string, string>> = { fireRescue: "FIRE_RESCUE", marketRegulation: "MARKET_REGULATION" };

/** A department sees what is addressed to it, in its own city. */
const visible = (actor: Actor, one: Transfer) =>
  actor.role === "department"
    ? one.place.startsWith(actor.region) && one.department === named[actor.department ?? ""]
    : sees(actor, one);

const send: Verb = {
  field: "sendTransfer",
  payload: "transfer",
  by: ["city", "county"],
  async prepare(world, actor, dice) {
    const department = dice.pick(["FIRE_RESCUE", "MARKET_REGULATION"]);
    const blank = dice.once(12);
    const given = { department, reason: blank ? " " : "演示" };
    const near = <S extends { place: string }>(all: readonly S[]) => {
      const own = all.filter(({ place }) => place.startsWith(actor.region));
      return own.length > 0 && !dice.once(6) ? own : all;
    };
    const complaints = near(world.complaints);
    const verifying = complaints.filter(({ state }) => state === "verifying");
    const findings = near(world.findings);
    const base = { place: "", department, dueAt: workingDays(world.now, 5), missed: null, state: "sent", version: 1 };
    if (findings.length === 0 || (verifying.length > 0 && dice.once(2))) {
      const all = verifying.length > 0 ? verifying : complaints;
      if (all.length === 0) return null;
      const one = dice.pick(all);
      const refusal = () => {
        if (blank) return "invalid/required";
        if (!send.by.includes(actor.role)) return "forbidden";

        if (!sees(actor, one)) return "not-found";
        if (one.state !== "verifying") return "complaint/not-in-this-state";
        return one.primaryId ? "complaint/follows-primary" : undefined;
      };
      return {
        input: { ...given, complaintId: globalId("Complaint", one.id) },
        refused: refusal(),
        done: (id) => {
          lead(world, one, acts.transfer);
          world.transfers.push({ ...base, id, place: one.place, complaintId: one.id, findingIds: [] });
        },
      };
    }
    const one = dice.pick(findings);
    const refusal = () => {
      if (blank) return "invalid/required";
      if (!send.by.includes(actor.role)) return "forbidden";
      if (!sees(actor, one)) return "not-found";
      if (one.state === "withdrawn") return "transfer/finding-withdrawn";
      const running = world.transfers.some(
        (other) =>
          other.findingIds.includes(one.id) &&
          other.department === department &&
          (other.state === "sent" || other.state === "accepted"),
      );
      if (running) return "transfer/running-already";
      return undefined;
    };
    return {
      input: { ...given, findingIds: [globalId("Finding", one.id)] },
      refused: refusal(),
      done: (id) => {
        world.transfers.push({ ...base, id, place: one.place, complaintId: null, findingIds: [one.id] });
        settleDebts(world, [one.id]);
      },
    };
  },
};

const inTime = (world: World, one: Transfer, figure: string) => {
  if (one.dueAt && one.dueAt > world.now) count(world, one, `transfer.${figure}`, one.complaintId);
};

/** What time alone does: a department has let a clock run out. */
export function transfersLapse(world: World) {
  for (const one of world.transfers)
    if (runsOut(one, one.dueAt, world)) count(world, one, "transfer.overdue", one.complaintId);
}

/** It came to an end, one way or the other. */
const over = (answered: boolean) => (world: World, one: Transfer) => {
  one.dueAt = null;
  if (one.complaintId) lead(world, byId(world.complaints, one.complaintId), answered ? acts.answered : acts.returned);
  settleDebts(world, one.findingIds);
};

export const transferVerbs: readonly Verb[] = [
  send,
  send,
  step({
    ...transfer,
    field: "acceptTransfer",
    by: ["department", "city"],
    visible,
    path: "sent>accepted",
    done: (world, one) => {
      inTime(world, one, "acceptedInTime");
      one.dueAt = workingDays(world.now, 15);
    },
  }),
  step({
    ...transfer,
    field: "answerTransfer",
    by: ["department", "city"],
    visible,
    path: "accepted>answered",
    text: "answer",
    input: async (_world, _one, _actor, dice) => ({ outcome: dice.pick(["PENALISED", "OTHER"]) }),
    done: (world, one) => {
      inTime(world, one, "answeredInTime");
      over(true)(world, one);
    },
  }),
  step({
    ...transfer,
    field: "returnTransfer",
    by: ["department", "city"],
    visible,
    path: "sent>returned accepted>returned",
    text,
    done: over(false),
  }),
  step({
    ...transfer,
    field: "withdrawTransfer",
    by: ["city", "county"],
    visible,
    path: "sent>withdrawn accepted>withdrawn",
    text,
    done: over(false),
  }),
];
