import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import { openDatabase } from "../../prisma/client.ts";
import { withDatabase } from "./cluster.ts";
import { uscc } from "./ledger.ts";

const companies = 1_900;

export interface Size {
  complaints: number;
  complexes: number;
}

/**
 * Fills a fresh reference database with the cases of a whole province, set-based and without events: for what is read.
 * Most cases are long settled, few are open, very few are late, as after a campaign's half: a filter for the few must
 * not read the many.
 *
 * @param superuserUrl of the server: foreign keys are not looked up for rows that are made to fit
 * @returns an API key of the provincial office's own client, which sees all of it
 */
export async function fillProvince(url: string, superuserUrl: string, size: Size): Promise<string> {
  const { prisma, close } = openDatabase({ url });
  await prisma.hub.create({ data: { id: 1, campaignCode: "property-2024" } });
  const client = await prisma.apiClient.create({ data: { name: "bench", regionCode: "14", scopes: ["read"] } });
  const key = `hub_${randomBytes(32).toString("base64url")}`;
  await prisma.apiKey.create({
    data: {
      clientId: client.id,
      start: key.slice(0, 8),
      hash: new Uint8Array(createHash("sha256").update(key).digest()),
      expiresAt: new Date(Date.now() + 86_400_000),
    },
  });
  await close();
  const db = new pg.Client({ connectionString: withDatabase(superuserUrl, new URL(url).pathname.slice(1)) });
  await db.connect();
  await db.query("set session_replication_role = replica");
  const indexes = await dropIndexes(db);
  await db.query(
    `insert into "Company" ("id", "uscc", "name") select uuidv7(), code, '演示物业' || n || '公司'
     from unnest($1::text[]) with ordinality made(code, n)`,
    [Array.from({ length: companies }, (_, n) => uscc(n))],
  );
  await db.query(places(size));
  await db.query(cases(size));
  await db.query(counters);
  for (const index of indexes) await db.query(index);
  // Prisma plans with `= any(...)` and the like: it needs to know how rare the rare ones are.
  await db.query("vacuum analyze");
  await db.end();
  return key;
}

/**
 * One index made of all rows is some five times cheaper than one that grows with every row.
 *
 * @returns the statements that make them again
 */
async function dropIndexes(db: pg.Client): Promise<string[]> {
  const { rows } = await db.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid::regclass::text = any($1) and not indisunique
       and not exists (select from pg_constraint where conindid = indexrelid)`,
    [filled.map((table) => `"${table}"`)],
  );
  await db.query(`drop index ${rows.map(({ name }) => name).join(", ")}`);
  return rows.map(({ definition }) => definition);
}

const filled = [
  "Company",
  "Complex",
  "ServiceContract",
  "Complaint",
  "Inspection",
  "Rectification",
  "FollowUp",
  "Finding",
  "Transfer",
];

const places = ({ complexes }: Size) => `
  create temp table county as
    select "code", row_number() over (order by "code") as n from "Region" where "level" = 'county';
  insert into "User" ("id", "name", "email", "username", "role", "regionCode")
    select uuidv7(), '演示员' || n, 'bench-' || n || '@hub.invalid', 'bench-' || n, 'county', "code" from county;
  create temp table handler as select "id", "regionCode" from "User";
  create temp table kind as select "code", row_number() over (order by "code") as n from "ViolationKind";
  create temp table company as select "id", row_number() over (order by "uscc") as n from "Company";
  insert into "Complex" ("id", "name", "cityCode", "countyCode", "households", "companyId", "guidedPrice",
      "screeningState", "screenedAt", "openFindings", "updatedAt")
    select uuidv7(), '演示小区' || i, left(county."code", 4), county."code", 100 + i % 2000, company."id",
      i % 3 = 0, case when i % 50 = 0 then 'notScreened' when i % 8 = 0 then 'problemsOpen' when i % 8 < 3
        then 'allRectified' else 'clean' end::"ScreeningState", case when i % 50 > 0 then timestamptz '2024-06-01' end,
      case when i % 8 = 0 and i % 50 > 0 then 1 + i % 3 else 0 end, timestamptz '2024-06-01' + i * interval '7 minutes'
    from generate_series(1, ${complexes}) i join county on county.n = 1 + i % 117 join company on company.n = 1 + i % ${companies};
  create temp table complex as
    select "id", "cityCode", "countyCode", "companyId", row_number() over (order by "name") as n from "Complex";
  create index on complex (n);
  insert into "ServiceContract" ("id", "complexId", "cityCode", "countyCode", "companyId", "kind", "startsOn", "endsOn")
    select uuidv7(), "id", "cityCode", "countyCode", "companyId", 'owners',
      date '2021-01-01' + (n % 1000)::int, case when n % 9 > 0 then date '2024-01-01' + (n % 1500)::int end from complex`;

/** Of 1,000 cases so many are as said here, spread evenly. */
const cases = ({ complaints, complexes }: Size) => `
  insert into "Complaint" ("id", "number", "source", "kindCode", "complexId", "companyId", "cityCode", "countyCode",
      "state", "confirmed", "filedAt", "handlerId", "acknowledgeDue", "verifyDue", "feedbackDue", "nextDueAt", "overdueAt", "closedAt",
      "trackingHash")
    select uuidv7(), '2024-' || "countyCode" || '-' || lpad(i::text, 7, '0'),
      (array['hotline', 'hotline', 'hotline', 'hotline12345', 'web', 'web', 'wechat', 'visit'])[1 + i % 8]::"ComplaintSource",
      kind."code", complex."id", "companyId", "cityCode", "countyCode",
      case when lot < 20 then 'received' when lot < 40 then 'verifying' when lot < 70 then 'substantiated'
        else 'closed' end::"ComplaintState",
      lot >= 3, at, handler."id", at + interval '2 days', at + interval '7 days', at + interval '15 days',
      case when lot < 70 then at + interval '7 days' end, case when lot < 8 then at + interval '2 days' end,
      case when lot >= 70 then at + interval '20 days' end, sha256(i::text::bytea)
    from generate_series(1, ${complaints}) i
    join complex on complex.n = 1 + (i * 7919::bigint) % ${complexes}
    join kind on kind.n = 1 + i % 7 join handler on handler."regionCode" = complex."countyCode",
    lateral (select (i * 611::bigint) % 1000, timestamptz '2024-05-01 00:00+08' + i * interval '${(183 * 86_400) / complaints} seconds') said(lot, at);

  insert into "Inspection" ("id", "kind", "complexId", "cityCode", "countyCode", "carriedOutAt", "result", "createdAt")
    select uuidv7(), 'screening', "id", "cityCode", "countyCode", at, 'problems', at
    from complex, lateral (select timestamptz '2024-05-01' + n * interval '11 minutes') said(at);
  create temp table inspected as select "id", "complexId", row_number() over (order by "createdAt") as n from "Inspection";

  insert into "Rectification" ("id", "number", "complexId", "companyId", "cityCode", "countyCode", "requirement",
      "responsiblePerson", "state", "orderedAt", "deadline", "originalDeadline", "overdueAt", "settledAt", "awaitingReview",
      "escalation")
    select uuidv7(), 'ZG-2024-' || "countyCode" || '-' || lpad(n::text, 6, '0'), "id", "companyId", "cityCode",
      "countyCode", '按合同恢复服务', '演示员',
      case when lot < 30 then 'ordered' when lot < 50 then 'submitted' when lot < 60 then 'refused'
        else 'accepted' end::"RectificationState",
      at, at + interval '15 days', at + interval '15 days', case when lot < 8 then at + interval '15 days' end,
      case when lot >= 50 then at + interval '14 days' end, lot between 45 and 46,
      case when lot < 2 then 'province' when lot < 5 then 'city' else 'none' end::"Escalation"
    from complex,
    lateral (select (n * 611) % 1000, timestamptz '2024-05-02' + n * interval '11 minutes') said(lot, at);
  insert into "FollowUp" ("id", "rectificationId", "kind", "state", "cityCode", "countyCode", "owedSince")
    select uuidv7(), "id", 'gradeReview', 'owed', "cityCode", "countyCode", "settledAt" from "Rectification"
    where "state" = 'refused';

  insert into "Finding" ("id", "kindCode", "illegal", "description", "state", "complexId", "companyId", "cityCode",
      "countyCode", "inspectionId", "rectificationId", "foundAt")
    select uuidv7(), kind."code", inspected.n % 40 = 0, '未按合同提供服务',
      case when inspected.n % 100 = 0 then 'open' when inspected.n % 2 = 0 then 'rectified' else 'ordered' end::"FindingState",
      inspected."complexId", complex."companyId", complex."cityCode", complex."countyCode", inspected."id",
      case when inspected.n % 100 > 0 then "Rectification"."id" end,
      timestamptz '2024-05-01' + inspected.n * interval '11 minutes'
    from inspected join complex on complex."id" = inspected."complexId" join kind on kind.n = 1 + inspected.n % 7
    join "Rectification" on "Rectification"."complexId" = complex."id";

  insert into "Transfer" ("id", "number", "department", "complexId", "cityCode", "countyCode", "state", "reason", "openedAt",
      "acceptedAt", "outcome", "answer", "dueAt", "settledAt")
    select uuidv7(), 'YS-2024-' || n, (array['fireRescue', 'marketRegulation', 'developmentReform',
        'publicSecurity', 'cityManagement'])[1 + n % 5]::"Department", "id", "cityCode", "countyCode",
      case when lot < 40 then 'sent' else 'answered' end::"TransferState", '请依法处理', at, case when lot >= 40 then at + interval '1 day' end,
      case when lot >= 40 then 'penalised' end::"TransferOutcome", case when lot >= 40 then '已处罚' end,
      case when lot < 40 then at + interval '5 days' end, case when lot >= 40 then at + interval '9 days' end
    from complex,
    lateral (select (n * 611) % 1000, timestamptz '2024-05-03' + n * interval '11 minutes') said(lot, at)`;

/** What the log would have counted of these cases, for the figures of the overview: by region, those above it, and day. */
const counters = `
  with told(county, figure, at, value) as (
    select "countyCode", 'complex.inLedger', "createdAt", 1 from "Complex"
    union all select "countyCode", 'complex.screened', "screenedAt", 1 from "Complex" where "screenedAt" is not null
    union all select "countyCode", 'complaint.open', "filedAt", 1 from "Complaint" where "confirmed"
    union all select "countyCode", 'complaint.open', "closedAt", -1 from "Complaint" where "confirmed" and "closedAt" is not null
    union all select "countyCode", 'finding.established', "foundAt", 1 from "Finding"
    union all select "countyCode", 'finding.ordered', "foundAt", 1 from "Finding" where "rectificationId" is not null
    union all select "countyCode", 'finding.rectified', "foundAt", 1 from "Finding" where "state" = 'rectified'
    union all select "countyCode", 'rectification.overdueNow', "overdueAt", 1 from "Rectification"
      where "overdueAt" is not null and "settledAt" is null
  )
  insert into "FigureDay" ("regionCode", "figure", "day", "value")
    select left(county, length), figure, (at at time zone 'Asia/Shanghai')::date as day, sum(value)
    from told, unnest(array[2, 4, 6]) length group by 1, 2, 3;
  insert into "FigureTotal" ("regionCode", "figure", "value")
    select "regionCode", "figure", sum("value") from "FigureDay" group by 1, 2`;
