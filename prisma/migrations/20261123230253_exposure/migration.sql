-- CreateEnum
CREATE TYPE "ExposureBatchState" AS ENUM ('draft', 'submitted', 'returned', 'approved', 'published', 'withdrawn');

-- CreateEnum
CREATE TYPE "ExposureKind" AS ENUM ('exposure', 'praise');

-- CreateTable
CREATE TABLE "ExposureBatch" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "month" DATE NOT NULL,
    "bodyCode" TEXT NOT NULL,
    "cityCode" TEXT,
    "state" "ExposureBatchState" NOT NULL DEFAULT 'draft',
    "dueAt" TIMESTAMPTZ(3),
    "overdueAt" TIMESTAMPTZ(3),
    "paidAt" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "submittedById" UUID,
    "returnReason" TEXT,
    "approvedAt" TIMESTAMPTZ(3),
    "approvedById" UUID,
    "publishedAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawalReason" TEXT,

    CONSTRAINT "ExposureBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExposureCase" (
    "id" UUID NOT NULL,
    "batchId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "ExposureKind" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "companyId" UUID NOT NULL,
    "complexId" UUID,
    "findingId" UUID,
    "rectificationId" UUID,
    "penaltyCaseId" UUID,
    "exitId" UUID,
    "pictureIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "authorIds" UUID[] DEFAULT ARRAY[]::UUID[],

    CONSTRAINT "ExposureCase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExposureHarmless" (
    "caseId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "markedAt" TIMESTAMPTZ(3) NOT NULL,
    "markedById" UUID,

    CONSTRAINT "ExposureHarmless_pkey" PRIMARY KEY ("caseId","kind","text")
);

-- CreateTable
CREATE TABLE "PublishedCase" (
    "id" UUID NOT NULL,
    "batchId" UUID NOT NULL,
    "caseId" UUID,
    "bodyCode" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "kind" "ExposureKind" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "companyName" TEXT NOT NULL,
    "complexName" TEXT,
    "regionCode" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawalReason" TEXT,

    CONSTRAINT "PublishedCase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublishedPicture" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "evidenceId" UUID NOT NULL,

    CONSTRAINT "PublishedPicture_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ExposureBatch_month_id_idx" ON "ExposureBatch"("month", "id");

-- CreateIndex
CREATE INDEX "ExposureBatch_cityCode_month_id_idx" ON "ExposureBatch"("cityCode", "month", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ExposureBatch_bodyCode_month_key" ON "ExposureBatch"("bodyCode", "month");

-- CreateIndex
CREATE INDEX "ExposureCase_batchId_position_id_idx" ON "ExposureCase"("batchId", "position", "id");

-- CreateIndex
CREATE INDEX "ExposureCase_companyId_idx" ON "ExposureCase"("companyId");

-- CreateIndex
CREATE INDEX "PublishedCase_publishedAt_id_idx" ON "PublishedCase"("publishedAt", "id");

-- CreateIndex
CREATE INDEX "PublishedCase_bodyCode_publishedAt_id_idx" ON "PublishedCase"("bodyCode", "publishedAt", "id");

-- CreateIndex
CREATE INDEX "PublishedCase_batchId_idx" ON "PublishedCase"("batchId");

-- CreateIndex
CREATE UNIQUE INDEX "PublishedPicture_caseId_position_key" ON "PublishedPicture"("caseId", "position");

-- AddForeignKey
ALTER TABLE "ExposureBatch" ADD CONSTRAINT "ExposureBatch_bodyCode_fkey" FOREIGN KEY ("bodyCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExposureBatch" ADD CONSTRAINT "ExposureBatch_submittedById_fkey" FOREIGN KEY ("submittedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExposureBatch" ADD CONSTRAINT "ExposureBatch_approvedById_fkey" FOREIGN KEY ("approvedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExposureCase" ADD CONSTRAINT "ExposureCase_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "ExposureBatch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExposureCase" ADD CONSTRAINT "ExposureCase_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExposureCase" ADD CONSTRAINT "ExposureCase_complexId_fkey" FOREIGN KEY ("complexId") REFERENCES "Complex"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExposureCase" ADD CONSTRAINT "ExposureCase_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExposureCase" ADD CONSTRAINT "ExposureCase_rectificationId_fkey" FOREIGN KEY ("rectificationId") REFERENCES "Rectification"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExposureCase" ADD CONSTRAINT "ExposureCase_penaltyCaseId_fkey" FOREIGN KEY ("penaltyCaseId") REFERENCES "PenaltyCase"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExposureCase" ADD CONSTRAINT "ExposureCase_exitId_fkey" FOREIGN KEY ("exitId") REFERENCES "Exit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExposureHarmless" ADD CONSTRAINT "ExposureHarmless_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "ExposureCase"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExposureHarmless" ADD CONSTRAINT "ExposureHarmless_markedById_fkey" FOREIGN KEY ("markedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedCase" ADD CONSTRAINT "PublishedCase_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "ExposureBatch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedCase" ADD CONSTRAINT "PublishedCase_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "ExposureCase"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedPicture" ADD CONSTRAINT "PublishedPicture_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "PublishedCase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What must never be false

ALTER TABLE "ExposureBatch" ADD CONSTRAINT "ExposureBatch_region" CHECK (length("bodyCode") IN (2, 4)
    AND "cityCode" IS NOT DISTINCT FROM CASE WHEN length("bodyCode") = 4 THEN "bodyCode" END),
  ADD CONSTRAINT "ExposureBatch_month" CHECK (extract(day FROM "month") = 1),
  ADD CONSTRAINT "ExposureBatch_owed_by_cities" CHECK ("dueAt" IS NULL OR "cityCode" IS NOT NULL),
  ADD CONSTRAINT "ExposureBatch_overdue_at_its_minute" CHECK ("overdueAt" IS NULL OR "overdueAt" = "dueAt"),
  ADD CONSTRAINT "ExposureBatch_published" CHECK ("state" <> 'published' OR ("publishedAt" IS NOT NULL AND "approvedAt" IS NOT NULL)),
  ADD CONSTRAINT "ExposureBatch_withdrawn" CHECK (("state" = 'withdrawn') = (btrim(coalesce("withdrawalReason", '')) <> '')
    AND ("state" = 'withdrawn') = ("withdrawnAt" IS NOT NULL)),
  ADD CONSTRAINT "ExposureBatch_returned" CHECK ("state" <> 'returned' OR btrim(coalesce("returnReason", '')) <> '');
ALTER TABLE "ExposureCase" ADD CONSTRAINT "ExposureCase_entry" CHECK (
    num_nonnulls("findingId", "rectificationId", "penaltyCaseId", "exitId") = CASE WHEN "kind" = 'exposure' THEN 1 ELSE 0 END),
  ADD CONSTRAINT "ExposureCase_words" CHECK (btrim("title") <> '' AND btrim("text") <> '');
-- Nobody's word makes a telephone or an identity number harmless.
ALTER TABLE "ExposureHarmless" ADD CONSTRAINT "ExposureHarmless_kind" CHECK ("kind" NOT IN ('telephone', 'identityNumber')
    AND btrim("reason") <> '');
ALTER TABLE "PublishedCase" ADD CONSTRAINT "PublishedCase_withdrawn" CHECK (("withdrawnAt" IS NOT NULL) = (btrim(coalesce("withdrawalReason", '')) <> ''));

-- What was published stays as it was published: it may be withdrawn, and no more.
CREATE FUNCTION "publicationIsKept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was published is kept' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "PublishedCase_kept" BEFORE UPDATE OF "id", "batchId", "bodyCode", "month", "kind", "title", "text", "companyName",
    "complexName", "regionCode", "publishedAt" OR DELETE ON "PublishedCase"
  FOR EACH STATEMENT EXECUTE FUNCTION "publicationIsKept"();
CREATE TRIGGER "PublishedPicture_kept" BEFORE UPDATE OR DELETE ON "PublishedPicture"
  FOR EACH STATEMENT EXECUTE FUNCTION "publicationIsKept"();
