/** Penalty cases (domain 9), by article 63 of the property regulation: 50,000 to 200,000 yuan. */
import { globalId } from "../kit/schema-walk.ts";
import { dateOf, days, workingDays } from "./days.ts";
import { isDiscredited } from "./inspections.ts";
import { settleDebts } from "./rectifications.ts";
import { step, type Verb } from "./verb.ts";
import { count, runsOut, sees, takes, type World } from "./world.ts";

const penalty = {
  payload: "penaltyCase",
  type: "PenaltyCase",
  domain: "penalty",
  of: (world: World) => world.penalties,
};
const text = "reason";
const staff = ["city", "county"] as const;
const article = "PROPERTY_REGULATION_63";
const fineFen = 6_000_000;
const before = "filed evidence hearingOffered hearingAsked hearingNotified hearingHeld".split(" ");

const open: Verb = {
  field: "openPenaltyCase",
  payload: "penaltyCase",
  by: ["city"],
  async prepare(world, actor, dice) {
    const fit = world.findings.filter((one) => one.illegal && sees(actor, one));
    const all = fit.length > 0 && !dice.once(4) ? fit : world.findings;
    if (all.length === 0) return null;
    const one = dice.pick(all);
    const blank = dice.once(12);
    const refusal = () => {
      if (blank) return "invalid/required";
      if (!open.by.includes(actor.role)) return "forbidden";
      if (!sees(actor, one)) return "not-found";
      if (one.state === "withdrawn") return "penalty/finding-withdrawn";
      if (!one.illegal) return "penalty/finding-not-illegal";
      return world.penalties.some((other) => takes(other, one.id)) ? "penalty/finding-taken" : undefined;
    };
    return {
      input: {
        findingIds: [globalId("Finding", one.id)],
        article,
        party: "UNIT",
        facts: blank ? " " : "演示",
        actEndedOn: one.foundOn,
        harmed: false,
      },
      refused: refusal(),
      done: (id) => {
        world.penalties.push({
          id,
          place: one.place,
          state: "filed",
          version: 1,
          findingId: one.id,
          companyId: one.companyId,
          closedAfterDecision: false,
          dueAt: days(world.now, 90),
          missed: null,
          askDue: null,
          hearingAt: null,
          unpaidFen: fineFen,
        });
        settleDebts(world, [one.id]);
      },
    };
  },
};

/** What time alone does: nobody has decided, served or paid in time. */
export function penaltiesLapse(world: World) {
  for (const one of world.penalties)
    if (runsOut(one, one.dueAt, world))
      count(world, one, `penalty.${{ decided: "service", served: "payment" }[one.state] ?? "decision"}Overdue`);
}

export const penaltyVerbs: readonly Verb[] = [
  open,
  step({
    ...penalty,
    field: "recordPenaltyEvidence",
    by: staff,
    path: "filed>evidence evidence",
    input: async (_world, _one, actor, _dice, paper) => ({ evidenceIds: [await paper(actor)] }),
  }),
  step({
    ...penalty,
    field: "offerPenaltyHearing",
    by: ["city"],
    path: "evidence>hearingOffered",
    input: async (world, _one, _actor, dice) => ({
      offeredOn: dateOf(world.now),
      article,
      amountFen: dice.once(8) ? dice.pick([4_999_900, 20_000_100]) : fineFen,
    }),
    wrong: (input) => (input.amountFen === fineFen ? undefined : "penalty/amount-out-of-range"),
    done: (world, one) => {
      one.askDue = workingDays(world.now, 5);
    },
  }),
  step({
    ...penalty,
    field: "recordPenaltyHearingRequest",
    by: staff,
    path: "hearingOffered>hearingAsked",
    hindered: (world, one) => (one.askDue && one.askDue <= world.now ? "penalty/hearing-asked-late" : undefined),
    input: async (world) => ({ askedOn: dateOf(world.now) }),
  }),
  step({
    ...penalty,
    field: "notifyPenaltyHearing",
    by: ["city"],
    path: "hearingAsked>hearingNotified hearingNotified",
    // Seven working days ahead, and no sooner.
    input: async (world, _one, _actor, dice) => ({
      notifiedOn: dateOf(world.now),
      hearingAt: new Date(workingDays(world.now, dice.once(6) ? 6 : 7).getTime() - 8 * 3_600_000),
      place: "演示",
    }),
    wrong: (input, world) =>
      (input.hearingAt as Date) < new Date(workingDays(world.now, 7).getTime() - 24 * 3_600_000)
        ? "penalty/hearing-notice-short"
        : undefined,
    done: (_world, one, _before, _rows, input) => {
      one.hearingAt = (input as { hearingAt: Date }).hearingAt;
    },
  }),
  step({
    ...penalty,
    field: "holdPenaltyHearing",
    by: ["city"],
    path: "hearingNotified>hearingHeld",
    text: "record",
    hindered: (world, one) => (one.hearingAt && one.hearingAt > world.now ? "penalty/hearing-not-held" : undefined),
    input: async (_world, _one, actor, _dice, paper) => ({ evidenceIds: [await paper(actor)] }),
  }),
  step({
    ...penalty,
    field: "decidePenalty",
    by: ["city"],
    path: "hearingOffered>decided hearingHeld>decided",
    hindered: (world, one) =>
      one.state === "hearingOffered" && one.askDue && one.askDue > world.now ? "penalty/hearing-open" : undefined,
    input: async (world, _one, _actor, dice) => ({
      decidedOn: dateOf(world.now),
      amountFen: dice.once(8) ? fineFen + 100 : fineFen,
    }),
    wrong: (input) => (input.amountFen === fineFen ? undefined : "penalty/heavier-than-offered"),
    done: (world, one) => {
      one.dueAt = workingDays(world.now, 7);
    },
  }),
  step({
    ...penalty,
    field: "servePenalty",
    by: staff,
    path: "decided>served",
    text: "receivedBy",
    input: async (world, _one, actor, _dice, paper) => ({
      servedOn: dateOf(world.now),
      evidenceIds: [await paper(actor)],
    }),
    done: (world, one) => {
      one.dueAt = days(world.now, 15);
    },
  }),
  step({
    ...penalty,
    field: "recordPenaltyPayment",
    by: staff,
    path: "served",
    text: "receipt",
    // In time there is no surcharge, and what is left is paid at once or by the thousand; late it is paid by the thousand.
    input: async (world, one, _actor, dice) => ({
      paidOn: dateOf(world.now),
      amountFen: one.dueAt && one.dueAt > world.now && dice.once(2) ? one.unpaidFen : 100_000,
    }),
    done: (_world, one, _before, _rows, input) => {
      one.unpaidFen -= (input as { amountFen: number }).amountFen;
      if (one.unpaidFen === 0) Object.assign(one, { state: "performed", dueAt: null });
    },
  }),
  step({
    ...penalty,
    field: "closePenaltyCase",
    by: ["city"],
    path: [...before, "served"].map((state) => `${state}>closed`).join(" "),
    text,
    done: (_, one, from) => {
      one.dueAt = null;
      one.closedAfterDecision = from === "served";
    },
  }),
  step({
    ...penalty,
    field: "withdrawPenaltyCase",
    by: ["city"],
    path: [...before, "decided", "served"].map((state) => `${state}>withdrawn`).join(" "),
    text,
    hindered: (world, one) => (isDiscredited(world, one.id) ? "penalty/is-ground" : undefined),
    done: (world, one) => {
      one.dueAt = null;
      settleDebts(world, [one.findingId]);
    },
  }),
];
