-- A bulk call appends thousands of events that add the same to the same counters: they are counted first, and what each
-- kind of them adds is worked out once, for the totals and for the days together.
CREATE OR REPLACE FUNCTION "activityCount"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH alike AS (
    SELECT "regionCode", "figures", "occurredAt", count(*) AS "times" FROM added GROUP BY 1, 2, 3),
  change AS (
    SELECT one."regionCode", one."figure", one."day", sum(one."value" * alike."times") AS "value"
    FROM alike CROSS JOIN LATERAL "figuresOf"(alike."regionCode", alike."figures", alike."occurredAt") AS one
    GROUP BY 1, 2, 3),
  total AS (
    INSERT INTO "FigureTotal" ("regionCode", "figure", "value")
    SELECT "regionCode", "figure", sum("value") FROM change GROUP BY 1, 2
    ON CONFLICT ("regionCode", "figure") DO UPDATE SET "value" = "FigureTotal"."value" + excluded."value")
  INSERT INTO "FigureDay" ("regionCode", "figure", "day", "value")
  SELECT "regionCode", "figure", "day", "value" FROM change
  ON CONFLICT ("regionCode", "figure", "day") DO UPDATE SET "value" = "FigureDay"."value" + excluded."value";
  RETURN NULL;
END $$;
