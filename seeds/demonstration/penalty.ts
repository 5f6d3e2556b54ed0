/** Penalty cases: what was found in common parts, and how far each case has come by now. */
import { columnOf, dateOf, instantAt } from "../../schema/calendar/rules.ts";
import { recordInspection } from "../../schema/inspection/commands.ts";
import { instructPenaltyCase, openPenaltyCase } from "../../schema/penalty/commands.ts";
import { Case } from "./case.ts";
import { order } from "./rectification.ts";
import type { LedgerLine } from "./screening.ts";
import type { Stage } from "./stage.ts";
import { officeHour, type Timeline } from "./timeline.ts";

type Course = "paid" | "unpaid" | "unserved" | "heard" | "lenient" | "offered" | "gathered" | "filed";

/** How a case goes on, and how many days ago it was found. */
const courses: readonly (readonly [Course, number])[] = [
  ["unpaid", 46],
  ["heard", 21],
  ["unserved", 37],
  ["paid", 44],
  ["offered", 9],
  ["heard", 47],
  ["filed", 4],
  ["lenient", 30],
  ["gathered", 12],
];

const facts = [
  "未经业主同意，利用小区外墙和电梯轿厢设置广告并收取费用（演示）。",
  "将地下公共区域围挡后出租作仓储使用（演示）。",
  "占用公共绿地划设收费车位经营（演示）。",
] as const;
const article = "propertyRegulation63";
const fen = (yuan: number) => BigInt(yuan) * 100n;

/** One case for every 90 complexes, and one at least of every course, where a company is there to answer. */
export function penalise(stage: Stage, timeline: Timeline, ledger: readonly LedgerLine[]): void {
  const wanted = Math.max(courses.length, Math.floor(ledger.length / 90));
  const apart = Math.max(1, Math.floor(ledger.length / wanted));
  for (let index = 0; index < wanted; index++) {
    const line = ledger[index * apart + Math.floor(apart / 2)];
    const [way, days] = courses[index % courses.length] ?? ["filed", 4];
    if (line) find(stage, timeline, line, way, days);
  }
}

/** A look-back finds what breaks the law, the county orders it to be put right, and the city files its case. */
function find(stage: Stage, timeline: Timeline, line: LedgerLine, way: Course, days: number) {
  const { cityCode, countyCode, name } = line;
  const course = new Case(stage, timeline, `penalty ${countyCode} ${name}`);
  const county = `county-${countyCode}`;
  const city = `city-${cityCode}`;
  const from = new Date(Math.max(stage.begins.getTime(), stage.ends.getTime() - days * 86_400_000));
  course.at(officeHour(course.random, from, 0), async (at) => {
    // Not every complex has a company: then the next in the county that has.
    const served = await stage.db.complex.findFirst({
      where: { countyCode, companyId: { not: null } },
      orderBy: [{ name: "asc" }, { households: "asc" }],
      select: { id: true },
    });
    const complex = await stage.db.complex.findUniqueOrThrow({ where: { id: line.id }, select: { companyId: true } });
    const complexId = complex.companyId ? line.id : served?.id;
    if (!complexId) return;
    const fact = course.random.pick(facts);
    const kindCode = "unauthorised-business";
    const { id: inspectionId } = await recordInspection(
      course.as(county, at),
      {
        kind: "lookBack",
        complexId,
        carriedOutAt: at,
        result: "problems",
        evidenceIds: [await course.photograph(county, at)],
      },
      [{ kindCode, actCodes: [`${kindCode}/common-parts`], illegal: true, description: fact }],
    );
    const found = await stage.db.finding.findMany({ where: { inspectionId }, select: { id: true } });
    const findingIds = found.map(({ id }) => id);
    const then = new Date(at.getTime() + 1_800_000);
    course.at(then, async (now) => {
      await order(course.branch("order"), line, findingIds, now);
      course.later(now, 1, async (filed) => {
        const { id } = await openPenaltyCase(course.as(city, filed), {
          findingIds,
          article,
          party: "unit",
          facts: fact,
          actEndedOn: columnOf(dateOf(at)),
          harmed: false,
        });
        if (way !== "filed") gather({ course, city, id, way, yuan: fine(course) }, filed);
      });
    });
  });
}

interface Penalty {
  course: Case;
  city: string;
  id: string;
  way: Course;
  /** What the notice names. */
  yuan: number;
}

const fine = ({ random }: Case) => random.int(10, 36) * 5000;

const gather = (it: Penalty, after: Date) =>
  it.course.later(after, it.course.random.int(1, 4), async (at) => {
    const evidence = [await it.course.photograph(it.city, at)];
    await instructPenaltyCase(it.course.as(it.city, at), it.id, { type: "recordEvidence", evidence });
    if (it.way !== "gathered") offer(it, at);
  });

const offer = (it: Penalty, after: Date) =>
  it.course.later(after, it.course.random.int(1, 3), async (at) => {
    const { course, city, id, way } = it;
    const offeredOn = columnOf(dateOf(at));
    const notice = { offeredOn, manner: "inPerson", article, basisFen: null, amountFen: fen(it.yuan) } as const;
    await instructPenaltyCase(course.as(city, at), id, { type: "offerHearing", ...notice });
    if (way === "lenient") {
      course.later(at, 3, async (then) => {
        const reason = "违法行为轻微，已主动拆除并退还收益，没有造成危害后果，不予处罚（演示）。";
        await instructPenaltyCase(course.as(city, then), id, { type: "close", reason });
      });
    } else if (way === "heard") hear(it, at);
    else if (way !== "offered") decide(it, at, 6);
  });

const hear = ({ course, city, id, ...it }: Penalty, after: Date) =>
  course.later(after, 3, async (at) => {
    await instructPenaltyCase(course.as(city, at), id, { type: "askHearing", askedOn: columnOf(dateOf(at)) });
    course.later(at, 1, async (then) => {
      const hearingAt = instantAt(dateOf(then).add({ days: 14 }), "09:30");
      const place = "市住建局三楼听证室";
      const notifiedOn = columnOf(dateOf(then));
      await instructPenaltyCase(course.as(city, then), id, {
        type: "notifyHearing",
        notifiedOn,
        manner: "post",
        hearingAt,
        place,
      });
      course.at(new Date(hearingAt.getTime() + 3 * 3_600_000), async (held) => {
        const record = "当事人对事实没有异议，提出已部分拆除，请求从轻（演示）。";
        const evidence = [await course.photograph(city, held)];
        await instructPenaltyCase(course.as(city, held), id, { type: "holdHearing", record, evidence });
        decide({ course, city, id, ...it }, held, 3);
      });
    });
  });

const decide = (it: Penalty, after: Date, workingDays: number) =>
  it.course.later(after, workingDays, async (at) => {
    const { course, city, id, way, yuan } = it;
    // After a hearing it may come out lower, never higher.
    const amountFen = fen(way === "heard" ? Math.max(50_000, yuan - 10_000) : yuan);
    const decision = { decidedOn: columnOf(dateOf(at)), amountFen };
    await instructPenaltyCase(course.as(city, at), id, { type: "decide", ...decision });
    if (way !== "unserved") serve({ ...it, yuan: Number(amountFen / 100n) }, at);
  });

const serve = (it: Penalty, after: Date) =>
  it.course.later(after, it.course.random.int(1, 4), async (at) => {
    const { course, city, id, way, yuan } = it;
    const receipt = [await course.photograph(city, at)];
    const service = {
      servedOn: columnOf(dateOf(at)),
      manner: "inPerson",
      receivedBy: "项目经理",
      evidence: receipt,
    } as const;
    await instructPenaltyCase(course.as(city, at), id, { type: "serve", ...service });
    if (way === "unpaid") return;
    course.later(at, course.random.int(3, 9), async (then) => {
      const payment = {
        paidOn: columnOf(dateOf(then)),
        amountFen: fen(yuan),
        receipt: `演示${course.random.int(1000, 9999)}`,
      };
      await instructPenaltyCase(course.as(city, then), id, { type: "recordPayment", ...payment });
    });
  });
