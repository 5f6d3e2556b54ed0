/** Transfers to the department that may decide or punish (domain 5 and 9), and discredit (domain 11). */

import { globalId } from "../kit/schema-walk.ts";
import { broughtBack } from "./complaints.ts";
import { dateOf, workingDays } from "./days.ts";
import { settleDebts } from "./rectifications.ts";
import { step, type Verb } from "./verb.ts";
import { type Actor, byId, sees, type Transfer, type World } from "./world.ts";

const transfer = { payload: "transfer", type: "Transfer", domain: "transfer", of: (world: World) => world.transfers };
const text = "reason";

/** A department sees what is addressed to it, in its own city. */
const visible = (actor: Actor, one: Transfer) =>
  actor.role === "department"
    ? one.department === "FIRE_RESCUE" && actor.department === "fireRescue" && one.place.startsWith(actor.region)
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
    const base = { place: "", department, dueAt: workingDays(world.now, 5), state: "sent", version: 1 };
    if (findings.length === 0 || (verifying.length > 0 && dice.once(2))) {
      const all = verifying.length > 0 ? verifying : complaints;
      if (all.length === 0) return null;
      const one = dice.pick(all);
      const refusal = () => {
        if (blank) return "invalid/required";
        if (!send.by.includes(actor.role)) return "forbidden";

        if (!sees(actor, one)) return "not-found";
        return one.state === "verifying" ? undefined : "complaint/not-in-this-state";
      };
      return {
        input: { ...given, complaintId: globalId("Complaint", one.id) },
        refused: refusal(),
        done: (id) => {
          one.state = "transferred";
          one.pausedAt = world.now;
          one.answeredByDepartment = false;
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

/** It came to an end, one way or the other. */
const over = (answered: boolean) => (world: World, one: Transfer) => {
  one.dueAt = null;
  if (one.complaintId) broughtBack(world, byId(world.complaints, one.complaintId), answered);
  settleDebts(world, one.findingIds);
};

const record: Verb = {
  field: "recordCreditEvent",
  payload: "creditEvent",
  by: ["office", "city", "system"],
  async prepare(world, actor, dice) {
    const findings = world.findings.filter(({ place }) => dice.once(5) || place.startsWith(actor.region));
    if (findings.length === 0) return null;
    const finding = dice.pick(findings);
    const complex = byId(world.complexes, finding.complexId);
    const city = finding.place.slice(0, 4);
    const blank = dice.once(12);
    const refusal = () => {
      if (blank) return "invalid/required";
      if (!record.by.includes(actor.role)) return "forbidden";
      if (!city.startsWith(actor.region)) return "not-found";
      if (finding.state === "withdrawn") return "credit/finding-missing";
      return undefined;
    };
    return {
      input: {
        companyId: globalId("Company", complex.companyId),
        city,
        findingId: globalId("Finding", finding.id),
        ground: "FINDING",
        severity: dice.pick(["MINOR", "GENERAL", "SEVERE"]),
        description: blank ? " " : "演示",
        documentNumber: "演示1号",
        determinedOn: dateOf(world.now),
      },
      refused: refusal(),
      done: (id) =>
        void world.creditEvents.push({ id, place: city, findingId: finding.id, state: "recorded", version: 1 }),
    };
  },
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
    done: over(true),
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
  record,
  step({
    field: "withdrawCreditEvent",
    payload: "creditEvent",
    type: "CreditEvent",
    domain: "credit",
    of: (world) => world.creditEvents,
    visible: (actor, one) => sees(actor, one),
    by: ["office", "city"],
    path: "recorded>withdrawn",
    text: "reason",
  }),
];
