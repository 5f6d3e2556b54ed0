/** Companies that leave: exits at every step, some of them under way since before the hub knew of them. */
import { columnOf, dateOf } from "../../schema/calendar/rules.ts";
import { type Instruction, instructExit, openExit } from "../../schema/exit/commands.ts";
import type { HandoverKind } from "../../schema/exit/states.ts";
import { Case } from "./case.ts";
import { personName } from "./names.ts";
import type { LedgerLine } from "./screening.ts";
import type { Stage } from "./stage.ts";
import { officeHour, type Timeline } from "./timeline.ts";

/** Days before the present: when the hub is told, and what the papers say. */
interface Step {
  told: number;
  give(it: Leaving, at: Date): Promise<Instruction> | Instruction;
  by?: "city";
}

interface Leaving {
  line: LedgerLine;
  course: Case;
  day(before: number): Date;
  paper(at: Date): Promise<string[]>;
}

const counts = { totalArea: 4_182_560n, totalHeads: 412, participatingArea: 3_120_480n, participatingHeads: 301 };
const passed = { ...counts, yesArea: 2_204_310n, yesHeads: 214 };
/** Many heads with little area: the one fraction that fails. */
const failed = { ...counts, yesArea: 1_498_020n, yesHeads: 171 };

const meeting = (told: number, announced: number, meets: number): Step => ({
  told,
  give: ({ day }) => ({
    type: "callMeeting",
    caller: "ownersCommittee",
    announcedOn: day(announced),
    meetsOn: day(meets),
    demandingHeads: null,
    demandTotal: null,
  }),
});
const vote = (told: number, held: number, given = passed): Step => ({
  told,
  give: async ({ day, paper }, at) => ({
    type: "recordVote",
    heldOn: day(held),
    vote: { counts: given, units: null },
    evidence: await paper(at),
  }),
});
const dismiss = (told: number, decided: number): Step => ({
  told,
  give: async ({ day, paper }, at) => ({ type: "dismiss", decidedOn: day(decided), evidence: await paper(at) }),
});
const notice = (told: number, served: number): Step => ({
  told,
  give: async ({ day, paper }, at) => ({
    type: "serveNotice",
    manner: "inPerson",
    servedOn: day(served),
    agreedDays: null,
    handoverOn: null,
    evidence: await paper(at),
  }),
});
const dismissed = (told: number, served: number): Step[] => [
  meeting(told, served + 25, served + 7),
  vote(told, served + 5),
  dismiss(told, served + 3),
  notice(told, served),
];
const item = (told: number, kind: HandoverKind): Step => ({
  told,
  give: async ({ course, paper }, at) => ({
    type: "handOverItem",
    item: kind,
    handedOverOn: columnOf(dateOf(at)),
    receivedBy: `业主委员会 ${personName(course.random)}`,
    note: null,
    evidence: await paper(at),
  }),
});
const refused = (told: number): Step => ({
  told,
  give: async ({ course, paper }, at) => ({
    type: "determineRefusal",
    refusal: "handOver",
    severity: "severe",
    description: "移交期限已过，经两次书面催告，仍未移交物业服务用房和设施设备资料（演示）。",
    documentNumber: `演示物管认〔${dateOf(at).year}〕${course.random.int(1, 30)}号`,
    determinedOn: columnOf(dateOf(at)),
    evidence: await paper(at),
  }),
});
const sued = (told: number): Step => ({
  told,
  give: ({ line, course }, at) => ({
    type: "advanceSuit",
    stage: "accepted",
    court: "演示区人民法院",
    caseNumber: `（${dateOf(at).year}）演示${line.countyCode.slice(2)}民初${course.random.int(100, 900)}号`,
    happenedOn: columnOf(dateOf(at)),
    hearingAt: null,
    result: null,
    note: null,
  }),
});
const complete = (told: number): Step => ({
  told,
  give: (_it, at) => ({ type: "completeHandover", handedOverOn: columnOf(dateOf(at)) }),
});
const takeOver = (told: number): Step => ({
  told,
  by: "city",
  give: async ({ line, course }, at) => {
    const { db } = course.stage;
    const { companyId } = await db.complex.findUniqueOrThrow({ where: { id: line.id } });
    const next = await db.company.findFirst({
      where: { id: { not: companyId ?? undefined }, presences: { some: { regionCode: line.cityCode } } },
      orderBy: { uscc: "asc" },
    });
    return { type: "takeOver", startsOn: columnOf(dateOf(at)), newCompanyId: next?.id ?? "", newEndsOn: null };
  },
});

/** Of a notice served 29 days before the usual present the period ends on a holiday, and rolls. */
const courses: readonly (readonly Step[])[] = [
  [...dismissed(48, 95), item(45, "materials"), item(30, "funds"), refused(15), sued(7)],
  [meeting(49, 49, 33), vote(32, 33), dismiss(30, 30), notice(29, 29)],
  [...dismissed(46, 88), item(20, "serviceRooms"), item(18, "facilities")],
  [...dismissed(44, 71), item(9, "materials")],
  [
    ...dismissed(50, 97),
    ...(["serviceRooms", "facilities", "materials", "funds", "condition"] as const).map((kind) => item(34, kind)),
    complete(32),
    takeOver(28),
    { told: 14, give: () => ({ type: "close" }) },
  ],
  [meeting(40, 40, 23), vote(21, 22, failed)],
  [meeting(10, 10, -7)],
  [],
];

/** One exit for every 80 complexes, and one at least of every course, where there are companies to leave. */
export function leave(stage: Stage, timeline: Timeline, ledger: readonly LedgerLine[]): void {
  const wanted = Math.max(courses.length, Math.floor(ledger.length / 80));
  const apart = Math.max(1, Math.floor(ledger.length / wanted));
  for (let index = 0; index < wanted; index++) {
    const line = ledger[index * apart];
    if (line) begin(stage, timeline, line, courses[index % courses.length] ?? []);
  }
}

function begin(stage: Stage, timeline: Timeline, line: LedgerLine, steps: readonly Step[]) {
  const course = new Case(stage, timeline, `exit ${line.countyCode} ${line.name}`);
  const county = `county-${line.countyCode}`;
  const day = (before: number) => columnOf(dateOf(stage.ends).subtract({ days: before }));
  const paper = async (at: Date) => [await course.photograph(county, at)];
  const told = (before: number) => officeHour(course.random, new Date(stage.ends.getTime() - before * 86_400_000), 0);
  const opened = told(steps[0] ? Math.min(50, steps[0].told + 1) : 6);
  course.at(opened, async (at) => {
    const { companyId, contracts } = await stage.db.complex.findUniqueOrThrow({
      where: { id: line.id },
      include: { contracts: { where: { startsOn: { gt: at } } } },
    });
    // Where the owners have concluded with the next company already, they need not dismiss this one.
    if (companyId === null || contracts.length > 0) return;
    const { id } = await openExit(course.as(county, at), {
      complexId: line.id,
      ground: "ownersAsked",
      guide: personName(course.random),
      partner: `演示街道 ${personName(course.random)}`,
      evidenceIds: await paper(at),
    });
    goOn({ line, course, day, paper }, id, steps, told, at);
  });
}

function goOn(it: Leaving, id: string, steps: readonly Step[], told: (before: number) => Date, last: Date) {
  const [step, ...rest] = steps;
  if (!step) return;
  const { course, line } = it;
  const at = new Date(Math.max(told(step.told).getTime(), last.getTime() + 1_200_000));
  course.at(at, async (now) => {
    const by = step.by === "city" ? `city-${line.cityCode}` : `county-${line.countyCode}`;
    await instructExit(course.as(by, now), id, await step.give(it, now));
    goOn(it, id, rest, told, now);
  });
}
