-- What must never be false, whoever writes: the part that the schema files cannot say.

-- The event log ---------------------------------------------------------------------------------------------------

-- Numbers are given before commit: without a lock a reader by id would lose events that commit late. Every writer
-- appends as the last statement of its transaction and holds the log's lock from here to its commit, so that the order
-- of ids is the order of commits.
CREATE FUNCTION "activityTakeTurn"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(5214, 1);
  RETURN NULL;
END $$;
CREATE TRIGGER "ActivityEvent_turn" BEFORE INSERT ON "ActivityEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION "activityTakeTurn"();

-- The counters are a projection of the log, for each region and all above it. Counter rows are only written under the
-- log's lock, so writers cannot deadlock on them.
CREATE FUNCTION "activityCount"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "FigureTotal" ("regionCode", "figure", "value")
  SELECT region.code, figure.key, sum(figure.value::bigint)
  FROM added
  CROSS JOIN LATERAL jsonb_each_text(added."figures") AS figure
  CROSS JOIN LATERAL (SELECT DISTINCT left(added."regionCode", n) FROM unnest(ARRAY[2, 4, 6, 9]) AS n) AS region(code)
  GROUP BY 1, 2
  ON CONFLICT ("regionCode", "figure") DO UPDATE SET "value" = "FigureTotal"."value" + excluded."value";

  INSERT INTO "FigureDay" ("regionCode", "figure", "day", "value")
  SELECT region.code, figure.key, (added."occurredAt" AT TIME ZONE 'Asia/Shanghai')::date, sum(figure.value::bigint)
  FROM added
  CROSS JOIN LATERAL jsonb_each_text(added."figures") AS figure
  CROSS JOIN LATERAL (SELECT DISTINCT left(added."regionCode", n) FROM unnest(ARRAY[2, 4, 6, 9]) AS n) AS region(code)
  GROUP BY 1, 2, 3
  ON CONFLICT ("regionCode", "figure", "day") DO UPDATE SET "value" = "FigureDay"."value" + excluded."value";
  RETURN NULL;
END $$;
CREATE TRIGGER "ActivityEvent_count" AFTER INSERT ON "ActivityEvent"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "activityCount"();

-- Append-only: the hub's own role may neither change nor remove what was recorded, and a superuser's slip is refused.
CREATE FUNCTION "activityIsAppendOnly"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "ActivityEvent_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ActivityEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION "activityIsAppendOnly"();
REVOKE UPDATE, DELETE, TRUNCATE ON "ActivityEvent" FROM CURRENT_USER;
ALTER TABLE "Hub" ADD CONSTRAINT "Hub_one_row" CHECK ("id" = 1);

-- Regions: a code is the prefix of all below it ------------------------------------------------------------------

ALTER TABLE "Region" ADD CONSTRAINT "Region_code" CHECK (
  ("level" = 'province' AND "code" ~ '^[0-9]{2}$' AND "parentCode" IS NULL)
  OR ("level" = 'city' AND "code" ~ '^[0-9]{4}$' AND "parentCode" = left("code", 2))
  OR ("level" = 'county' AND "code" ~ '^[0-9]{6}$' AND "parentCode" = left("code", 4))
  OR ("level" = 'subdistrict' AND "code" ~ '^[0-9]{9}$' AND "parentCode" = left("code", 6)));

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['Complex', 'ServiceContract', 'Complaint', 'Inspection', 'Finding', 'Rectification', 'FollowUp'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK ("cityCode" = left("countyCode", 4) AND length("countyCode") = 6
      AND ("subdistrictCode" IS NULL OR left("subdistrictCode", 6) = "countyCode"))', name, name || '_region');
  END LOOP;
  FOREACH name IN ARRAY ARRAY['CreditEvent', 'JointPunishment'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK ("countyCode" IS NULL OR "cityCode" = left("countyCode", 4))',
      name, name || '_region');
  END LOOP;
END $$;
ALTER TABLE "CompanyPresence" ADD CONSTRAINT "CompanyPresence_region" CHECK ("cityCode" = left("regionCode", 4) AND length("regionCode") IN (4, 6));

-- GB 32100-2015 ----------------------------------------------------------------------------------------------------

CREATE FUNCTION "usccHolds"("code" text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  alphabet constant text := '0123456789ABCDEFGHJKLMNPQRTUWXY';
  weights constant int[] := ARRAY[1,3,9,27,19,26,16,17,20,29,25,13,8,24,10,30,28];
  total int := 0;
BEGIN
  IF "code" !~ '^[0-9ABCDEFGHJKLMNPQRTUWXY]{18}$' THEN RETURN false; END IF;
  FOR i IN 1..17 LOOP
    total := total + weights[i] * (position(substr("code", i, 1) IN alphabet) - 1);
  END LOOP;
  RETURN substr("code", 18, 1) = substr(alphabet, (31 - total % 31) % 31 + 1, 1);
END $$;
ALTER TABLE "Company" ADD CONSTRAINT "Company_uscc" CHECK ("usccHolds"("uscc"));

-- Duties of the plan -----------------------------------------------------------------------------------------------

ALTER TABLE "Rectification" ADD CONSTRAINT "Rectification_responsible" CHECK (btrim("responsiblePerson") <> ''),
  ADD CONSTRAINT "Rectification_deadline" CHECK ("deadline" > "orderedAt" AND "deadline" >= "originalDeadline"),
  ADD CONSTRAINT "Rectification_settled" CHECK (("settledAt" IS NOT NULL) = ("state" IN ('accepted', 'refused', 'failed')));
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_waived_in_writing" CHECK ("state" <> 'waived' OR btrim(coalesce("waiverReason", '')) <> '');
ALTER TABLE "DispatchWeek" ADD CONSTRAINT "DispatchWeek_monday_to_sunday" CHECK (
  extract(isodow FROM "startsOn") = 1 AND "endsOn" = "startsOn" + 6
  AND extract(isoyear FROM "startsOn") = "isoYear" AND extract(week FROM "startsOn") = "isoWeek"),
  ADD CONSTRAINT "DispatchWeek_due_order" CHECK ("countyDue" <= "cityDue" AND "cityDue" <= "provinceDue");
ALTER TABLE "DispatchReport" ADD CONSTRAINT "DispatchReport_region" CHECK (
  ("level" = 'city' AND "regionCode" = "cityCode" AND "countyCode" IS NULL)
  OR ("level" = 'county' AND "regionCode" = "countyCode" AND "cityCode" = left("countyCode", 4)));
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_assigned" CHECK ("state" IN ('received', 'withdrawn', 'closed') OR "handlerId" IS NOT NULL),
  ADD CONSTRAINT "Complaint_clocks" CHECK ("acknowledgeDue" <= "verifyDue" AND "verifyDue" <= "feedbackDue"),
  ADD CONSTRAINT "Complaint_not_its_own_duplicate" CHECK ("primaryId" IS DISTINCT FROM "id");
ALTER TABLE "ComplaintSecret" ADD CONSTRAINT "ComplaintSecret_erased" CHECK (
  "erasedAt" IS NULL OR ("wrappedKey" IS NULL AND "content" IS NULL AND "phoneHash" IS NULL));
ALTER TABLE "Complex" ADD CONSTRAINT "Complex_households" CHECK ("households" > 0 AND "openFindings" >= 0),
  ADD CONSTRAINT "Complex_screened" CHECK (("screenedAt" IS NOT NULL) = ("screeningState" <> 'notScreened'));
ALTER TABLE "Inspection" ADD CONSTRAINT "Inspection_carried_out" CHECK ("state" <> 'carriedOut' OR ("carriedOutAt" IS NOT NULL AND "result" IS NOT NULL));
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_ordered" CHECK (("state" IN ('ordered', 'rectified', 'unrectified')) = ("rectificationId" IS NOT NULL));
ALTER TABLE "CreditEvent" ADD CONSTRAINT "CreditEvent_disclosure" CHECK ("disclosedUntil" IS NULL OR "disclosedUntil" >= "disclosedFrom");
ALTER TABLE "JointPunishment" ADD CONSTRAINT "JointPunishment_term" CHECK ("endsOn" > "startsOn");
ALTER TABLE "ServiceContract" ADD CONSTRAINT "ServiceContract_term" CHECK ("endsOn" IS NULL OR "endsOn" >= "startsOn");
ALTER TABLE "Campaign" ADD CONSTRAINT "Campaign_term" CHECK ("endsOn" >= "startsOn");
ALTER TABLE "User" ADD CONSTRAINT "User_department" CHECK (("role" = 'department') = ("department" IS NOT NULL));

-- Who is late now: the lists behind the overdue figures.
CREATE INDEX "Rectification_overdue_now" ON "Rectification" ("overdueAt", "id") WHERE "overdueAt" IS NOT NULL AND "settledAt" IS NULL;
CREATE INDEX "Complaint_overdue_now" ON "Complaint" ("overdueAt", "id") WHERE "overdueAt" IS NOT NULL AND "closedAt" IS NULL;
