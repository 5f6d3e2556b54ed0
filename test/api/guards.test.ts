import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { withDatabase } from "../kit/cluster.ts";
import { createTestDatabase, type TestDatabase } from "../kit/database.ts";
import { county, type Guarded, ofProceedings } from "../kit/guarded.ts";
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

const cases: readonly Guarded[] = [
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
  ...ofProceedings,
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
