/** What owners complained of, and what came of it. */
import type { ComplaintSource } from "../../prisma/generated/enums.ts";
import { answerFeedback, instructComplaint } from "../../schema/complaint/commands.ts";
import { recordComplaint } from "../../schema/complaint/intake.ts";
import { recordInspection } from "../../schema/inspection/commands.ts";
import { sendTransfer } from "../../schema/transfer/commands.ts";
import { Case } from "./case.ts";
import { personName, phone } from "./names.ts";
import { order } from "./rectification.ts";
import type { LedgerLine } from "./screening.ts";
import type { Stage } from "./stage.ts";
import type { Timeline } from "./timeline.ts";
import { receive } from "./transfer.ts";
import { violation, violationKind } from "./violations.ts";

/** For each complex of the ledger. */
const complaintsPerComplex = 0.16;
/** One complex in a hundred is very hot. */
const hot = 0.01;

const sources: Readonly<Partial<Record<ComplaintSource, number>>> = {
  hotline12345: 34,
  hotline: 26,
  wechat: 12,
  mailbox: 10,
  visit: 9,
  superior: 5,
  transfer: 4,
};

const texts = [
  "电梯经常停运，物业一直说在等配件，老人上下楼很不方便。",
  "公共区域的广告费从来没有公示过，问物业也不答复。",
  "消防通道被车辆占用，多次反映没有人管。",
  "垃圾清运不及时，夏天味道很大。",
  "物业费涨了，但是保洁和保安人员反而减少了。",
  "小区监控坏了半年没有修，丢了电动车查不到。",
  "地下车库漏水，照明大部分不亮。",
  "物业未经同意把架空层租给商户使用。",
];

export function complain(stage: Stage, timeline: Timeline, ledger: readonly LedgerLine[]): void {
  const random = stage.randomFor("complaints");
  const weights = new Map(
    ledger.map((line) => [line, (line.cityCode === "1401" ? 1.5 : 1) * (random.chance(hot) ? 40 : 1)]),
  );
  const span = stage.ends.getTime() - stage.begins.getTime();
  const complaints = Math.round(ledger.length * complaintsPerComplex);
  for (let number = 1; number <= complaints; number++) {
    const course = new Case(stage, timeline, `complaint ${number}`);
    const line = random.weighted(ledger, (one) => weights.get(one) ?? 1);
    // More of them as the channels become known; some this very morning.
    const from = new Date(stage.begins.getTime() + span * Math.sqrt(random.next()));
    course.later(from, 0, (at) => record(course, line, at));
  }
}

async function record(course: Case, line: LedgerLine, at: Date) {
  const { random } = course;
  const kind = violationKind(random);
  const names = Object.keys(sources) as ComplaintSource[];
  const desk = random.chance(0.7) ? `county-${line.countyCode}` : `city-${line.cityCode}`;
  const { id, result } = await recordComplaint(course.as(desk, at), {
    source: random.weighted(names, (name) => sources[name] ?? 0),
    complexId: line.id,
    kindCode: random.chance(0.85) ? kind.code : null,
    anonymous: false,
    personal: {
      name: personName(random),
      phone: phone(random),
      address: `${random.int(1, 20)}号楼${random.int(1, 4)}单元`,
      text: `${random.pick(texts)}（演示）`,
    },
  });
  const complaint: Complaint = {
    course,
    line,
    id,
    code: result.trackingCode,
    kind,
    county: `county-${line.countyCode}`,
  };
  // Two working days are given; a few are late, and a few still wait.
  const days = random.weighted([0, 1, 2, 4, 99], (value) => ({ 0: 45, 1: 35, 2: 12, 4: 5, 99: 3 })[value] ?? 0);
  course.later(at, days, (then) => assign(complaint, desk, then));
}

interface Complaint {
  course: Case;
  line: LedgerLine;
  id: string;
  code: string;
  kind: ReturnType<typeof violationKind>;
  county: string;
}

async function assign(complaint: Complaint, desk: string, at: Date) {
  const { course, id, county } = complaint;
  const handlerId = course.stage.who(county).id as string;
  await instructComplaint(course.as(desk, at), id, { type: "assign", handlerId });
  course.later(at, course.random.int(0, 2), async (then) => {
    await instructComplaint(course.as(county, then), id, { type: "startVerification" });
    const days = course.random.weighted([0, 1, 2, 3, 7], (value) => (value === 7 ? 1 : 4));
    course.later(then, days, (on) => verify(complaint, on));
  });
}

async function verify(complaint: Complaint, at: Date) {
  const { course, county, id, line, kind } = complaint;
  const { random } = course;
  const inspection = { kind: "verification", complexId: line.id, complaintId: id, carriedOutAt: at } as const;
  if (random.chance(0.06)) return transfer(complaint, at);
  if (random.chance(0.35)) {
    await recordInspection(course.as(county, at), { ...inspection, result: "clean", evidenceIds: [] });
    const reason = "现场核查未发现所反映的问题。";
    await instructComplaint(course.as(county, at), id, { type: "unsubstantiate", reason });
    return feedBack(complaint, at, "经现场核查，未发现您反映的问题，已要求物业加强日常管理。");
  }
  const photo = await course.photograph(county, at);
  const found = { ...inspection, result: "problems", evidenceIds: [photo] } as const;
  const { id: inspectionId } = await recordInspection(course.as(county, at), found, [violation(random, kind)]);
  await instructComplaint(course.as(county, at), id, { type: "substantiate" });
  const findings = await course.stage.db.finding.findMany({ where: { inspectionId }, orderBy: { id: "asc" } });
  const told = findings.map((finding) => finding.id);
  await order(course.branch("order"), line, told, at, (accepted) => tellOutcome(complaint, accepted));
  feedBack(complaint, at, "经核查属实，已责令物业限期整改，整改结果另行反馈。");
}

/** Each accepted rectification owes the owner its outcome within two working days. */
function tellOutcome({ course, county, id }: Complaint, accepted: Date) {
  const outcome = course.branch("outcome");
  const text = "整改已经完成并通过现场核查，感谢您的监督。";
  const { db } = course.stage;
  outcome.later(
    accepted,
    outcome.random.weighted([0, 1, 2, 5], (days) => (days === 5 ? 1 : 5)),
    async (at) => {
      // The owner may have had it reopened meanwhile, and then it is not owed yet.
      const owed = await db.complaint.count({ where: { id, state: "feedbackGiven", outcomeDue: { not: null } } });
      if (owed > 0) await instructComplaint(outcome.as(county, at), id, { type: "giveFeedback", text });
    },
  );
}

async function transfer(complaint: Complaint, at: Date) {
  const { course, county, id } = complaint;
  const { id: transferId } = await sendTransfer(course.as(county, at), {
    complaintId: id,
    department: "marketRegulation",
    reason: "涉及收费价格，移送市场监管部门处理。（演示）",
    withWords: course.random.chance(0.5),
    evidenceIds: [],
  });
  const answer = "已对收费公示情况开展检查，责令改正。（演示）";
  receive(course, at, transferId, "marketRegulation", { outcome: "corrected", answer }, (on) =>
    feedBack(complaint, on, "移送部门已答复：对收费公示情况开展了检查并责令改正。"),
  );
}

function feedBack({ course, county, id, code }: Complaint, from: Date, text: string) {
  const { random } = course;
  if (random.chance(0.06)) return;
  course.later(from, random.int(0, 3), async (at) => {
    await instructComplaint(course.as(county, at), id, { type: "giveFeedback", text });
    if (random.chance(0.45)) return;
    course.later(at, random.int(1, 4), async (then) => {
      const satisfied = random.chance(0.8);
      await answerFeedback(
        course.as("public", then),
        code,
        satisfied,
        satisfied ? null : "问题还没有完全解决。（演示）",
      );
    });
  });
}
