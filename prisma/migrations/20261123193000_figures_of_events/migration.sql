-- What an event adds to which counters is said once: for the trigger that keeps them, and for a rebuild from the log.
CREATE FUNCTION "figuresOf"("eventRegion" text, "eventFigures" jsonb, "eventOccurredAt" timestamptz)
RETURNS TABLE ("regionCode" text, "figure" text, "day" date, "value" bigint) LANGUAGE sql STABLE AS $$
  SELECT region.code, figure.key, ("eventOccurredAt" AT TIME ZONE 'Asia/Shanghai')::date, figure.value::bigint
  FROM jsonb_each_text("eventFigures") AS figure
  CROSS JOIN (SELECT DISTINCT left("eventRegion", n) FROM unnest(ARRAY[2, 4, 6, 9]) AS n) AS region(code)
$$;

CREATE OR REPLACE FUNCTION "activityCount"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "FigureTotal" ("regionCode", "figure", "value")
  SELECT change."regionCode", change."figure", sum(change."value")
  FROM added CROSS JOIN LATERAL "figuresOf"(added."regionCode", added."figures", added."occurredAt") AS change
  GROUP BY 1, 2
  ON CONFLICT ("regionCode", "figure") DO UPDATE SET "value" = "FigureTotal"."value" + excluded."value";

  INSERT INTO "FigureDay" ("regionCode", "figure", "day", "value")
  SELECT change."regionCode", change."figure", change."day", sum(change."value")
  FROM added CROSS JOIN LATERAL "figuresOf"(added."regionCode", added."figures", added."occurredAt") AS change
  GROUP BY 1, 2, 3
  ON CONFLICT ("regionCode", "figure", "day") DO UPDATE SET "value" = "FigureDay"."value" + excluded."value";
  RETURN NULL;
END $$;
