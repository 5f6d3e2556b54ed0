-- CreateEnum
CREATE TYPE "ErasureGround" AS ENUM ('retention', 'request');

-- CreateEnum
CREATE TYPE "ErasureReason" AS ENUM ('purposeReached', 'consentWithdrawn', 'unlawful', 'otherLaw');

-- AlterTable
ALTER TABLE "Complaint" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3);

-- AlterTable
UPDATE "Complaint" SET "erasedAt" = secret."erasedAt" FROM "ComplaintSecret" secret
  WHERE secret."complaintId" = "Complaint"."id" AND secret."erasedAt" IS NOT NULL;
ALTER TABLE "ComplaintSecret" DROP CONSTRAINT "ComplaintSecret_erased", DROP COLUMN "erasedAt";

-- AlterTable
ALTER TABLE "IdempotencyRecord" ADD COLUMN     "subjects" UUID[] DEFAULT ARRAY[]::UUID[];

-- CreateTable
CREATE TABLE "ErasureRun" (
    "id" UUID NOT NULL,
    "ground" "ErasureGround" NOT NULL,
    "reason" "ErasureReason",
    "askedById" UUID,
    "cityCode" TEXT,
    "countyCode" TEXT,
    "subdistrictCode" TEXT,
    "retentionMonths" INTEGER NOT NULL,
    "closedBefore" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "lastClosedAt" TIMESTAMPTZ(3),
    "lastId" UUID,
    "erased" INTEGER NOT NULL DEFAULT 0,
    "waiting" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ErasureRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ErasureProof" (
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "complaintId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "subdistrictCode" TEXT,
    "closedAt" TIMESTAMPTZ(3) NOT NULL,
    "erasedAt" TIMESTAMPTZ(3) NOT NULL,
    "notes" INTEGER NOT NULL,
    "revisions" INTEGER NOT NULL,
    "files" INTEGER NOT NULL,
    "answers" INTEGER NOT NULL,
    "digest" BYTEA NOT NULL,

    CONSTRAINT "ErasureProof_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ErasureRun_startedAt_id_idx" ON "ErasureRun"("startedAt", "id");

-- CreateIndex
CREATE INDEX "ErasureRun_cityCode_startedAt_id_idx" ON "ErasureRun"("cityCode", "startedAt", "id");

-- CreateIndex
CREATE INDEX "ErasureRun_countyCode_startedAt_id_idx" ON "ErasureRun"("countyCode", "startedAt", "id");

-- CreateIndex
CREATE INDEX "ErasureRun_subdistrictCode_startedAt_id_idx" ON "ErasureRun"("subdistrictCode", "startedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ErasureProof_complaintId_key" ON "ErasureProof"("complaintId");

-- CreateIndex
CREATE INDEX "ErasureProof_runId_idx" ON "ErasureProof"("runId");

-- CreateIndex
CREATE INDEX "ErasureProof_erasedAt_id_idx" ON "ErasureProof"("erasedAt", "id");

-- CreateIndex
CREATE INDEX "ErasureProof_cityCode_erasedAt_id_idx" ON "ErasureProof"("cityCode", "erasedAt", "id");

-- CreateIndex
CREATE INDEX "ErasureProof_countyCode_erasedAt_id_idx" ON "ErasureProof"("countyCode", "erasedAt", "id");

-- CreateIndex
CREATE INDEX "ErasureProof_subdistrictCode_erasedAt_id_idx" ON "ErasureProof"("subdistrictCode", "erasedAt", "id");

-- CreateIndex
CREATE INDEX "IdempotencyRecord_subjects_idx" ON "IdempotencyRecord" USING GIN ("subjects");

-- AddForeignKey
ALTER TABLE "ErasureProof" ADD CONSTRAINT "ErasureProof_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ErasureRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The end of retention is no timer of each complaint any more: a run finds what is due by the setting of its day.
DELETE FROM "Timer" WHERE "kind" = 'complaintErasure';

-- What is to be destroyed next, for the whole hub and for a region.
CREATE INDEX "Complaint_to_erase" ON "Complaint" ("closedAt", "id") WHERE "closedAt" IS NOT NULL AND "erasedAt" IS NULL;
CREATE INDEX "Complaint_to_erase_city" ON "Complaint" ("cityCode", "closedAt", "id") WHERE "closedAt" IS NOT NULL AND "erasedAt" IS NULL;
CREATE INDEX "Complaint_to_erase_county" ON "Complaint" ("countyCode", "closedAt", "id") WHERE "closedAt" IS NOT NULL AND "erasedAt" IS NULL;
-- Files that are still to be removed.
CREATE INDEX "Evidence_to_remove" ON "Evidence" ("id") WHERE "erasedAt" IS NOT NULL AND "bytes" > 0;

-- What must never be false

-- Key, words and telephone go together.
ALTER TABLE "ComplaintSecret" ADD CONSTRAINT "ComplaintSecret_erased" CHECK (
  ("wrappedKey" IS NULL) = ("content" IS NULL) AND ("wrappedKey" IS NOT NULL OR "phoneHash" IS NULL));
ALTER TABLE "ErasureRun" ADD CONSTRAINT "ErasureRun_ground" CHECK (
    ("ground" = 'request') = ("reason" IS NOT NULL) AND ("ground" = 'request') = ("cityCode" IS NOT NULL)
    AND ("ground" = 'retention') = ("closedBefore" IS NOT NULL)),
  ADD CONSTRAINT "ErasureRun_counts" CHECK ("erased" >= 0 AND "waiting" >= 0 AND "retentionMonths" > 0);
-- One at a time goes through the hub: whoever comes second carries on with it.
CREATE UNIQUE INDEX "ErasureRun_under_way" ON "ErasureRun" ("ground") WHERE "ground" = 'retention' AND "finishedAt" IS NULL;
ALTER TABLE "ErasureProof" ADD CONSTRAINT "ErasureProof_region" CHECK ("cityCode" = left("countyCode", 4) AND length("countyCode") = 6
    AND ("subdistrictCode" IS NULL OR left("subdistrictCode", 6) = "countyCode")),
  ADD CONSTRAINT "ErasureProof_digest" CHECK (length("digest") = 32);

CREATE FUNCTION "proofIsKept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the proof of what was destroyed is kept' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "ErasureProof_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ErasureProof"
  FOR EACH STATEMENT EXECUTE FUNCTION "proofIsKept"();
