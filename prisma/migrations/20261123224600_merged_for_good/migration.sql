-- Nothing is hung on an entry that was merged away, not even by whoever read it just before. The lock is the one that the
-- foreign key takes as well: it waits for a merge that is under way, and a merge waits for it. What happened is told as
-- what it is, two transactions that met, so that the command is run again and finds the entry that was kept.
CREATE FUNCTION "complexIsKept"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE "into" uuid;
BEGIN
  SELECT "mergedIntoId" INTO "into" FROM "Complex" WHERE "id" = NEW."complexId" FOR KEY SHARE;
  IF "into" IS NOT NULL THEN
    RAISE EXCEPTION 'the complex % has been merged into %', NEW."complexId", "into" USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['Complaint', 'Inspection', 'Finding', 'Rectification', 'Exit', 'GradeReview', 'Transfer', 'ServiceContract'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OF "complexId" ON %I
      FOR EACH ROW WHEN (NEW."complexId" IS NOT NULL) EXECUTE FUNCTION "complexIsKept"()', name || '_complex_kept', name);
  END LOOP;
END $$;
