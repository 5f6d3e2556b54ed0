import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { withDatabase } from "../kit/cluster.ts";
import { createTestDatabase, type TestDatabase } from "../kit/database.ts";
import { writeRow } from "../kit/rows.ts";

// Whoever writes, and however: these are the database's own refusals, behind the rules of the domains.
let database: TestDatabase;
let superuser: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const name = new URL(database.url).pathname.slice(1);
  superuser = new pg.Client({ connectionString: withDatabase(inject("cluster").superuserUrl, name) });
  await superuser.connect();
});

afterAll(async () => {
  await superuser.end();
  await database.drop();
});

type Row = Record<string, unknown>;

const county = { cityCode: "1401", countyCode: "140105" };
const rectification = {
  ...county,
  responsiblePerson: "王建国",
  orderedAt: "2024-08-15T01:00:00Z",
  deadline: "2024-09-01T01:00:00Z",
  originalDeadline: "2024-09-01T01:00:00Z",
};
const week = {
  startsOn: "2024-08-12",
  endsOn: "2024-08-18",
  isoYear: 2024,
  isoWeek: 33,
  countyDue: "2024-08-16T04:00:00Z",
  cityDue: "2024-08-16T10:00:00Z",
  provinceDue: "2024-08-19T04:00:00Z",
};

const letter = { ...county, regionCode: "140105", content: Buffer.from("sealed"), state: "waiting" };

const meeting = {
  caller: "subdistrict",
  announcedOn: "2024-08-15",
  meetsOn: "2024-08-30",
  heldOn: "2024-08-30",
  totalArea: 300,
  totalHeads: 3,
  participatingArea: 200,
  participatingHeads: 2,
  yesArea: 101,
  yesHeads: 2,
  passed: true,
};
const exit = {
  ...county,
  state: "contractEnded",
  dismissedOn: "2024-08-01",
  noticeBy: "owners",
  noticeArticle: "civilCode946",
  noticeServedOn: "2024-08-02",
  noticeDays: 60,
  contractEndsOn: "2024-10-08",
  contractEndsAt: "2024-10-08T16:00:00Z",
  handoverDue: "2024-10-23T16:00:00Z",
};

/** Decided in time for 60,000 yuan after a notice that named as much, served two days later. */
const penalty = {
  cityCode: "1401",
  countyCode: "140105",
  state: "served",
  article: "propertyRegulation63",
  party: "unit",
  facts: "擅自设置广告",
  actEndedOn: "2024-07-01",
  discoveredOn: "2024-07-10",
  filedAt: "2024-07-31T16:30:00Z",
  decisionDue: "2024-10-30T16:00:00Z",
  offeredOn: "2024-08-05",
  offeredFen: 6_000_000,
  hearingAskDue: "2024-08-12T16:00:00Z",
  decidedOn: "2024-08-20",
  amountFen: 6_000_000,
  documentNumber: "并住建罚〔2024〕1号",
  serviceDue: "2024-08-29T16:00:00Z",
  servedOn: "2024-08-22",
  receivedBy: "经理",
  paymentDue: "2024-09-06T16:00:00Z",
  nextDueAt: "2024-09-06T16:00:00Z",
};
const shared = { ...penalty, article: "propertyRegulation59", basisFen: 20_000_000 };

const cases: [sentence: string, table: string, good: Row, bad: Row, constraint: string][] = [
  [
    "a rectification has a responsible person",
    "Rectification",
    rectification,
    { responsiblePerson: " " },
    "Rectification_responsible",
  ],
  [
    "its deadline lies after the order",
    "Rectification",
    rectification,
    { deadline: "2024-08-01T00:00:00Z" },
    "Rectification_deadline",
  ],
  [
    "it is settled when its state says so",
    "Rectification",
    rectification,
    { state: "accepted" },
    "Rectification_settled",
  ],
  ["a county lies in its city", "Rectification", rectification, { cityCode: "1402" }, "Rectification_region"],
  [
    "a subdistrict lies in its county",
    "Rectification",
    rectification,
    { subdistrictCode: "140106001" },
    "Rectification_region",
  ],
  [
    "a week of reports begins on a Monday",
    "DispatchWeek",
    week,
    { startsOn: "2024-08-11", endsOn: "2024-08-17" },
    "DispatchWeek_monday_to_sunday",
  ],
  ["it ends on the Sunday", "DispatchWeek", week, { endsOn: "2024-08-19" }, "DispatchWeek_monday_to_sunday"],
  ["it bears its own number", "DispatchWeek", week, { isoWeek: 34 }, "DispatchWeek_monday_to_sunday"],
  [
    "a county's report is due before its city's",
    "DispatchWeek",
    week,
    { countyDue: "2024-08-17T00:00:00Z" },
    "DispatchWeek_due_order",
  ],
  [
    "a USCC passes its check digit",
    "Company",
    { uscc: "91350100M000100Y43" },
    { uscc: "91350100M000100Y44" },
    "Company_uscc",
  ],
  [
    "a region's code says its level",
    "Region",
    { level: "county", code: "140105", parentCode: "1401" },
    { parentCode: "1402" },
    "Region_code",
  ],
  [
    "a company is not dismissed by a vote that failed",
    "OwnersMeeting",
    meeting,
    { yesArea: 100 },
    "OwnersMeeting_passed",
  ],
  ["a vote that passed is none that failed", "OwnersMeeting", meeting, { passed: false }, "OwnersMeeting_passed"],
  ["a quorum is two thirds of the heads", "OwnersMeeting", meeting, { totalHeads: 4 }, "OwnersMeeting_passed"],
  ["a vote has all its counts", "OwnersMeeting", meeting, { yesHeads: null }, "OwnersMeeting_vote_whole"],
  ["owners are told 15 days before", "OwnersMeeting", meeting, { announcedOn: "2024-08-16" }, "OwnersMeeting_notice"],
  [
    "a fifth of the owners demands a meeting",
    "OwnersMeeting",
    { ...meeting, caller: "owners", demandingHeads: 20, demandTotal: 100 },
    { demandingHeads: 19 },
    "OwnersMeeting_demand",
  ],
  ["owners give notice of what they decided", "Exit", exit, { dismissedOn: "2024-08-03" }, "Exit_notice_of_dismissal"],
  ["a contract ends with its day", "Exit", exit, { contractEndsAt: "2024-10-08T15:00:00Z" }, "Exit_contract_end"],
  ["a handover is not due before", "Exit", exit, { handoverDue: "2024-10-07T16:00:00Z" }, "Exit_handover_after_end"],
  [
    "an overdue handover has its minute",
    "Exit",
    exit,
    { handoverOverdueAt: "2024-10-24T00:00:00Z" },
    "Exit_overdue_at_its_minute",
  ],
  [
    "a refusal comes with a credit event",
    "Exit",
    exit,
    { refusal: "leave", refusedAt: "2024-10-24T00:00:00Z" },
    "Exit_refused",
  ],
  ["an exit has two who guide it", "Exit", exit, { partner: " " }, "Exit_guided"],
  [
    "an exit is given up in writing",
    "Exit",
    exit,
    { state: "abandoned", settledAt: "2024-10-24T00:00:00Z" },
    "Exit_abandoned_in_writing",
  ],
  [
    "an item is handed over to somebody",
    "HandoverItem",
    { state: "handedOver", handedOverOn: "2024-10-01", receivedBy: "委员会" },
    { receivedBy: " " },
    "HandoverItem_received",
  ],
  [
    "what is missing is said why",
    "HandoverItem",
    { state: "missing", note: "焚毁" },
    { note: null },
    "HandoverItem_missing_in_writing",
  ],
  [
    "a fine is in its range",
    "PenaltyCase",
    penalty,
    { offeredFen: 6_000_000, amountFen: 4_999_900 },
    "PenaltyCase_range",
  ],
  ["a notice too", "PenaltyCase", penalty, { offeredFen: 20_000_100 }, "PenaltyCase_offered_range"],
  ["a share has its basis", "PenaltyCase", shared, { basisFen: null }, "PenaltyCase_basis"],
  ["30% of it at least", "PenaltyCase", shared, { basisFen: 20_000_100 }, "PenaltyCase_offered_range"],
  ["nobody is fined above the notice", "PenaltyCase", penalty, { amountFen: 6_000_100 }, "PenaltyCase_not_harder"],
  ["a fine is in whole yuan", "PenaltyCase", penalty, { amountFen: 5_999_950 }, "PenaltyCase_whole_yuan"],
  [
    "a decision is due in 90 days",
    "PenaltyCase",
    penalty,
    { decisionDue: "2024-10-29T16:00:00Z" },
    "PenaltyCase_decision_due",
  ],
  ["a payment is due in 15", "PenaltyCase", penalty, { paymentDue: "2024-09-07T16:00:00Z" }, "PenaltyCase_payment_due"],
  ["an act is found within two years", "PenaltyCase", penalty, { actEndedOn: "2022-07-09" }, "PenaltyCase_limitation"],
  [
    "persons are fined by one article alone",
    "PenaltyCase",
    {
      cityCode: "1401",
      state: "filed",
      article: "propertyRegulation63",
      party: "individual",
      facts: "擅自设置广告",
      actEndedOn: "2024-07-01",
      discoveredOn: "2024-07-10",
      filedAt: "2024-07-31T16:30:00Z",
      decisionDue: "2024-10-30T16:00:00Z",
      nextDueAt: "2024-10-30T16:00:00Z",
    },
    { article: "propertyRegulation58" },
    "PenaltyCase_party",
  ],
  [
    "a case is closed in writing",
    "PenaltyCase",
    { ...penalty, state: "closed", settledAt: "2024-09-01T00:00:00Z", nextDueAt: null, closingReason: "执行终结" },
    { closingReason: " " },
    "PenaltyCase_ended_in_writing",
  ],
  [
    "what was received has a receipt",
    "Delivery",
    { ...county, state: "delivered", deliveredAt: "2024-08-15T01:00:00Z", receipt: "HZ-1", nextAttemptAt: null },
    { receipt: " " },
    "Delivery_delivered",
  ],
  [
    "what is tried again has its time",
    "Delivery",
    { ...county, state: "failing", nextAttemptAt: "2024-08-15T01:00:00Z", receipt: null, deliveredAt: null },
    { nextAttemptAt: null },
    "Delivery_failing",
  ],
  [
    "a letter that was taken has the server's words",
    "Letter",
    { ...letter, state: "delivered", deliveredAt: "2024-08-15T01:00:00Z", receipt: "250 OK" },
    { receipt: " " },
    "Letter_delivered",
  ],
  [
    "a letter that is tried again has its time",
    "Letter",
    { ...letter, state: "failing", nextAttemptAt: "2024-08-15T01:00:00Z" },
    { nextAttemptAt: null },
    "Letter_failing",
  ],
  ["a letter that is to leave has its words", "Letter", letter, { content: null }, "Letter_words"],
  ["a letter lies in its city", "Letter", letter, { cityCode: "1402" }, "Letter_place"],
  ["there is one hub", "Hub", { id: 1 }, { id: 2 }, "Hub_one_row"],
];

describe("the database itself sees to it that", () => {
  test.each(cases)("%s", async (_, table, good, bad, constraint) => {
    await writeRow(superuser, table, good);
    await expect(writeRow(superuser, table, { ...good, ...bad })).rejects.toMatchObject({ constraint });
  });

  test.each(["responsiblePerson", "deadline"])("a rectification has its %s", async (column) => {
    const refused = writeRow(superuser, "Rectification", { ...rectification, [column]: null });
    await expect(refused).rejects.toMatchObject({ code: "23502", column });
  });

  test.each([`UPDATE "ActivityEvent" SET kind = 'x'`, `DELETE FROM "ActivityEvent"`, `TRUNCATE "ActivityEvent"`])(
    "the log is append-only: %s",
    async (statement) => {
      await expect(database.pool.query(statement)).rejects.toMatchObject({ code: "42501" });
      await expect(superuser.query(statement)).rejects.toThrow("the event log is append-only");
    },
  );
});

test("part of a Chinese name is found through the trigram index", async () => {
  await superuser.query("SET enable_seqscan = off");
  const { rows } = await superuser.query(`EXPLAIN SELECT id FROM "Company" WHERE name LIKE '%物业服务%'`);
  expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toContain("Company_name_trigram");
});
