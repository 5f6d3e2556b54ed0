-- What has come to name a complex since, as everything else that does: see merged_for_good.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ExposureCase', 'OpinionIncident'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OF "complexId" ON %I
      FOR EACH ROW WHEN (NEW."complexId" IS NOT NULL) EXECUTE FUNCTION "complexIsKept"()', name || '_complex_kept', name);
  END LOOP;
END $$;
