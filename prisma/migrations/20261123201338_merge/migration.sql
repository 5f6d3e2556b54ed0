-- AlterTable
ALTER TABLE "Complex" ADD COLUMN     "mergeReason" TEXT,
ADD COLUMN     "mergedAt" TIMESTAMPTZ(3),
ADD COLUMN     "mergedIntoId" UUID;

-- AlterTable
ALTER TABLE "SourceRecord" ADD COLUMN     "alias" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "Complex_mergedIntoId_idx" ON "Complex"("mergedIntoId");

-- AddForeignKey
ALTER TABLE "Complex" ADD CONSTRAINT "Complex_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Complex"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What was merged is history: it is served by nobody, nothing is open there, and it says where it went and why.
ALTER TABLE "Complex" ADD CONSTRAINT "Complex_merged" CHECK ("mergedIntoId" IS NULL OR (
  "mergedIntoId" <> "id" AND "mergedAt" IS NOT NULL AND btrim("mergeReason") <> '' AND "companyId" IS NULL
  AND "screenedAt" IS NULL AND "openFindings" = 0));

-- What two entries of one complex have in common, however they are typed: widths, blanks and signs, Chinese and Arabic
-- figures, and the word for a complex at the end make no difference.
CREATE FUNCTION "complexKey"("name" text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(translate(regexp_replace(lower(normalize("name", NFKC)), '[[:space:][:punct:]·—]', '', 'g'),
    '一二三四五六七八九', '123456789'), '(住宅小区|小区)$', '')
$$;
CREATE INDEX "Complex_key" ON "Complex" ("countyCode", "complexKey"("name")) WHERE "mergedIntoId" IS NULL;
