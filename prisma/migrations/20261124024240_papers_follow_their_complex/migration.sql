-- What was merged away before names the entry that was kept, as everything else that was merged does.
UPDATE "Paper" SET "complexId" = "Complex"."mergedIntoId" FROM "Complex"
  WHERE "Complex"."id" = "Paper"."complexId" AND "Complex"."mergedIntoId" IS NOT NULL;
UPDATE "SupervisionMatter" SET "complexId" = "Complex"."mergedIntoId" FROM "Complex"
  WHERE "Complex"."id" = "SupervisionMatter"."complexId" AND "Complex"."mergedIntoId" IS NOT NULL;

-- CreateIndex
CREATE INDEX "Paper_complexId_idx" ON "Paper"("complexId");

-- CreateIndex
CREATE INDEX "SupervisionMatter_complexId_idx" ON "SupervisionMatter"("complexId");

-- AddForeignKey
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_complexId_fkey" FOREIGN KEY ("complexId") REFERENCES "Complex"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupervisionMatter" ADD CONSTRAINT "SupervisionMatter_complexId_fkey" FOREIGN KEY ("complexId") REFERENCES "Complex"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- See merged_for_good.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['Paper', 'SupervisionMatter'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OF "complexId" ON %I
      FOR EACH ROW WHEN (NEW."complexId" IS NOT NULL) EXECUTE FUNCTION "complexIsKept"()', name || '_complex_kept', name);
  END LOOP;
END $$;
