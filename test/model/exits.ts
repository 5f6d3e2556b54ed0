/** The way out of a complex (domain 10): guidance, meeting, vote, dismissal, notice, and who takes over. */

import { globalId } from "../kit/schema-walk.ts";
import { afterDay, civilPeriod, dateOf, daysLater } from "./days.ts";
import { handoverVerbs } from "./handovers.ts";
import { exitRuns, guidanceOf } from "./protest.ts";
import { step, type Verb } from "./verb.ts";
import { cast } from "./votes.ts";
import { type Actor, byId, type Exit, sees, type World } from "./world.ts";

const staff = ["city", "county"] as const;
const today = ({ now }: World) => dateOf(now);

/** Market regulation sees what was reported to it. */
export const visible = (actor: Actor, one: Exit) =>
  actor.role === "department"
    ? actor.department === "marketRegulation" && one.refused && one.place.startsWith(actor.region)
    : sees(actor, one);

export const exit = {
  payload: "exit",
  type: "Exit",
  domain: "exit",
  of: (world: World) => world.exits,
  visible,
};

const open: Verb = {
  field: "openExit",
  payload: "exit",
  by: staff,
  async prepare(world, actor, dice, paper) {
    const own = world.complexes.filter((one) => sees(actor, one));
    const complex = dice.pick(own.length > 0 && !dice.once(6) ? own : world.complexes);
    const owed = guidanceOf(world, complex.id).filter(({ state }) => state === "owed");
    const ground = owed.length > 0 && dice.once(2) ? "OWED" : dice.pick(["OWED", "OWNERS_ASKED", "COMPANY_LEAVES"]);
    const [blank, papers] = [dice.once(12), !dice.once(8)];
    const refusal = () => {
      if (blank) return "invalid/required";
      if (!open.by.includes(actor.role)) return "forbidden";
      if (!sees(actor, complex)) return "not-found";
      if (exitRuns(world, complex.id)) return "exit/running-already";
      if (ground === "OWED") return owed.length > 0 ? undefined : "exit/guidance-not-owed";
      return papers ? undefined : "exit/evidence-missing";
    };
    return {
      input: {
        complexId: globalId("Complex", complex.id),
        ground,
        guide: blank ? " " : "演示",
        partner: "演示",
        evidenceIds: papers ? [await paper(actor)] : [],
      },
      refused: refusal(),
      done: (id) => {
        for (const debt of owed) debt.state = "opened";
        world.exits.push({
          id,
          place: complex.place,
          state: "guiding",
          version: 1,
          complexId: complex.id,
          companyId: complex.companyId,
          meetsOn: "",
          passed: false,
          lastDay: "",
          endsAt: null,
          agreedOn: null,
          handoverDue: null,
          items: {},
          suitStage: null,
          refused: false,
        });
      },
    };
  },
};

interface Meeting {
  announcedOn: string;
  meetsOn: string;
  demandingHeads?: number;
  demandTotal?: number | null;
}

interface Notice {
  servedOn: string;
  agreedDays: number | null;
  handoverOn: string | null;
}

/** Sixty days from the owners in the term, as the contract says; without term sixty, whatever was said (946, 948). */
function noticeEnd(world: World, one: Exit, by: "owners" | "company", { servedOn, agreedDays }: Notice) {
  const { endsOn } = byId(world.complexes, one.complexId);
  const inTerm = endsOn !== null && servedOn <= endsOn;
  if (inTerm && by === "company")
    // Who will not renew says so ninety days before the end (947).
    return daysLater(servedOn, agreedDays ?? 90) > endsOn ? { refused: "exit/notice-too-late" } : { lastDay: endsOn };
  if (!inTerm && agreedDays !== null) return { refused: "exit/notice-days-fixed" };
  return { lastDay: civilPeriod(servedOn, agreedDays ?? 60) };
}

const notice = (by: "owners" | "company", field: string, path: string) =>
  step({
    ...exit,
    field,
    by: staff,
    path,
    input: async (world, one, actor, dice, paper) => {
      const servedOn = dice.once(10) ? daysLater(today(world), 1) : today(world);
      const agreedDays = dice.once(3) ? null : dice.once(12) ? 366 : 1 + dice.below(9);
      const { lastDay } = noticeEnd(world, one, by, { servedOn, agreedDays, handoverOn: null });
      return {
        servedOn,
        agreedDays,
        handoverOn: dice.once(2) ? null : daysLater(lastDay ?? servedOn, dice.below(6) - 1),
        ...(by === "owners" && { manner: "IN_PERSON" }),
        evidenceIds: [await paper(actor)],
      };
    },
    wrong: (input, world, one) => {
      const given = input as never as Notice;
      if (given.servedOn > today(world)) return "exit/date-in-the-future";
      if (given.agreedDays === 366) return "exit/notice-days-odd";
      const { refused, lastDay = "" } = noticeEnd(world, one, by, given);
      return refused ?? (given.handoverOn && given.handoverOn < lastDay ? "exit/handover-before-end" : undefined);
    },
    done: (world, one, _before, _rows, input) => {
      const given = input as Notice;
      one.lastDay = noticeEnd(world, one, by, given).lastDay as string;
      one.endsAt = afterDay(one.lastDay);
      one.agreedOn = given.handoverOn;
      one.items = { SERVICE_ROOMS: "owed", FACILITIES: "owed", MATERIALS: "owed", FUNDS: "owed", CONDITION: "owed" };
    },
  });

/** What time alone does: the contract ends, and fifteen days later, or on the day agreed upon, everything is due. */
export function contractsEnd(world: World) {
  for (const one of world.exits)
    if (one.state === "noticeServed" && one.endsAt && one.endsAt <= world.now) {
      one.state = "contractEnded";
      one.handoverDue = afterDay(one.agreedOn ?? civilPeriod(one.lastDay, 15));
      byId(world.complexes, one.complexId).endsOn = one.lastDay;
    }
}

export const exitVerbs: readonly Verb[] = [
  open,
  step({
    ...exit,
    field: "callOwnersMeeting",
    by: staff,
    path: "guiding>meetingCalled meetingCalled voted>meetingCalled",
    input: async (world, _one, _actor, dice) => {
      const announcedOn = daysLater(today(world), dice.once(12) ? 1 : -dice.below(20));
      const demand = dice.once(2) ? { demandingHeads: 19 + dice.below(3), demandTotal: dice.once(6) ? null : 100 } : {};
      return {
        caller: "demandTotal" in demand ? "OWNERS" : "SUBDISTRICT",
        announcedOn,
        // Fifteen days before it.
        meetsOn: daysLater(announcedOn, dice.once(8) ? 14 : 15),
        ...demand,
      };
    },
    wrong: (input, world) => {
      const { announcedOn, meetsOn, demandingHeads, demandTotal } = input as never as Meeting;
      if (announcedOn > today(world)) return "exit/date-in-the-future";
      if (meetsOn < daysLater(announcedOn, 15)) return "exit/meeting-too-soon";
      if (demandingHeads === undefined) return undefined;
      if (!demandTotal) return "exit/demand-missing";
      // A fifth of the owners can demand one.
      return demandingHeads * 5 < demandTotal ? "exit/demand-too-small" : undefined;
    },
    done: (_, one, _before, _rows, input) => {
      one.meetsOn = (input as { meetsOn: string }).meetsOn;
      one.passed = false;
    },
  }),
  vote(),
  step({
    ...exit,
    field: "dismissCompany",
    by: staff,
    path: "voted>dismissed",
    hindered: (_, one) => (one.passed ? undefined : "exit/vote-not-passed"),
    input: async (world, _one, actor, _dice, paper) => ({
      decidedOn: today(world),
      evidenceIds: [await paper(actor)],
    }),
  }),
  notice("owners", "serveExitNotice", "dismissed>noticeServed"),
  notice("company", "receiveExitNotice", "guiding>noticeServed meetingCalled>noticeServed voted>noticeServed"),
  ...handoverVerbs(exit),
  step({
    ...exit,
    field: "takeOverComplex",
    by: ["city"],
    path: "handedOver>takenOver",
    input: async (world, one, _actor, dice) => {
      const other = world.companies.find(({ id, city }) => id !== one.companyId && one.place.startsWith(city));
      return {
        companyId: globalId("Company", dice.once(6) ? dice.pick(world.companies).id : (other?.id ?? "")),
        startsOn: daysLater(today(world), dice.once(10) ? 1 : 0),
        endsOn: dice.once(2) ? null : daysLater(today(world), 20 + dice.below(300)),
      };
    },
    wrong: (input, world, one, actor) => {
      if ((input.startsOn as string) > today(world)) return "exit/date-in-the-future";
      const company = world.companies.find(({ id }) => globalId("Company", id) === input.companyId);
      if (!company?.city.startsWith(actor.region)) return "not-found";
      return company.id === one.companyId ? "exit/same-company" : undefined;
    },
    done: (world, one, _before, _rows, input) => {
      const { companyId, endsOn } = input as { companyId: string; endsOn: string | null };
      const company = world.companies.find(({ id }) => globalId("Company", id) === companyId);
      Object.assign(byId(world.complexes, one.complexId), { companyId: company?.id, endsOn });
    },
  }),
  step({
    ...exit,
    field: "closeExit",
    by: staff,
    path: "takenOver>closed",
    hindered: (_, { suitStage }) =>
      ["ACCEPTED", "HEARING", "APPEALED", "ENFORCEMENT"].includes(suitStage ?? "") ? "exit/suit-running" : undefined,
  }),
  step({
    ...exit,
    field: "abandonExit",
    by: staff,
    path: "guiding>abandoned meetingCalled>abandoned voted>abandoned dismissed>abandoned noticeServed>abandoned",
    text: "reason",
  }),
];

/** The ballots of the last vote that was prepared: the API is told them, and of the model's own count nothing. */
function vote(): Verb {
  let latest = { passed: false, twoMinds: false };
  return step({
    ...exit,
    field: "recordOwnersVote",
    by: staff,
    path: "meetingCalled>voted",
    input: async (world, _one, actor, dice, paper) => {
      const { input, ...outcome } = cast(dice);
      latest = outcome;
      return { heldOn: today(world), evidenceIds: [await paper(actor)], ...input };
    },
    // Ballots are counted before anything else is looked at.
    first: () => (latest.twoMinds ? "exit/unit-of-two-minds" : undefined),
    hindered: (world, one) => (one.meetsOn > today(world) ? "exit/meeting-not-held" : undefined),
    done: (_, one) => {
      one.passed = latest.passed;
    },
  });
}
