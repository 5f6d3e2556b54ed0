import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import { openDatabase } from "../../prisma/client.ts";

/**
 * Fills a fresh database with a province's ledger, set-based and without events: what is measured is reading.
 *
 * @returns an API key of the provincial office's own client, which sees all of it
 */
export async function fillLedger(url: string, { complaints }: { complaints: number }): Promise<string> {
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
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  await db.query(`
    create temp table county as select "code", row_number() over (order by "code") as n from "Region" where "level" = 'county';
    create function pg_temp.uscc(i int) returns text language plpgsql as $$
    declare body text := '91140000MA' || lpad(i::text, 7, '0'); letter text;
    begin
      foreach letter in array string_to_array('0,1,2,3,4,5,6,7,8,9,A,B,C,D,E,F,G,H,J,K,L,M,N,P,Q,R,T,U,W,X,Y', ',') loop
        if "usccHolds"(body || letter) then return body || letter; end if;
      end loop;
    end $$;
    insert into "Company" ("id", "uscc", "name")
      select gen_random_uuid(), pg_temp.uscc(i), '演示物业' || i || '公司' from generate_series(1, 1900) i;
    create temp table company as select "id", row_number() over (order by "uscc") as n from "Company";
    insert into "Complex" ("id", "name", "cityCode", "countyCode", "households", "companyId")
      select gen_random_uuid(), '演示小区' || i, left(county."code", 4), county."code", 100 + i % 2000, company."id"
      from generate_series(1, 11800) i join county on county.n = 1 + i % 117 join company on company.n = 1 + i % 1900;
    create temp table complex as select "id", "cityCode", "countyCode", "companyId", row_number() over (order by "name") as n from "Complex";
  `);
  await db.query(
    `insert into "Complaint" ("id", "number", "source", "complexId", "companyId", "cityCode", "countyCode", "state",
       "filedAt", "acknowledgeDue", "verifyDue", "feedbackDue", "nextDueAt", "trackingHash", "lapsed")
     select gen_random_uuid(), '2024-' || "countyCode" || '-' || lpad(i::text, 7, '0'), 'web', complex."id",
       complex."companyId", "cityCode", "countyCode", 'received', at, at + interval '2 days', at + interval '7 days',
       at + interval '15 days', at + interval '2 days', sha256(i::text::bytea), '{}'
     from generate_series(1, $1::int) i
     join complex on complex.n = 1 + (i * 7919::bigint) % 11800,
     lateral (select timestamptz '2024-05-01 00:00+08' + (i * interval '79 seconds')) moment(at)`,
    [complaints],
  );
  await db.query("vacuum analyze");
  await db.end();
  return key;
}
