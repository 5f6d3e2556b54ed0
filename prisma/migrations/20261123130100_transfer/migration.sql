-- CreateEnum
CREATE TYPE "TransferState" AS ENUM ('sent', 'accepted', 'answered', 'returned', 'withdrawn');

-- CreateEnum
CREATE TYPE "TransferOutcome" AS ENUM ('penalised', 'corrected', 'noViolation', 'other');

-- AlterTable
ALTER TABLE "FollowUp" ADD COLUMN     "transferId" UUID;

-- CreateTable
CREATE TABLE "Transfer" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" TEXT NOT NULL,
    "department" "Department" NOT NULL,
    "complaintId" UUID,
    "complexId" UUID,
    "companyId" UUID,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "subdistrictCode" TEXT,
    "state" "TransferState" NOT NULL DEFAULT 'sent',
    "withWords" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "answer" TEXT,
    "closingReason" TEXT,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "openedById" UUID,
    "dueAt" TIMESTAMPTZ(3),
    "calendarPublished" BOOLEAN NOT NULL DEFAULT true,
    "overdueAt" TIMESTAMPTZ(3),
    "acceptedAt" TIMESTAMPTZ(3),
    "acceptedById" UUID,
    "outcome" "TransferOutcome",
    "settledAt" TIMESTAMPTZ(3),
    "settledById" UUID,

    CONSTRAINT "Transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TransferFinding" (
    "transferId" UUID NOT NULL,
    "findingId" UUID NOT NULL,

    CONSTRAINT "TransferFinding_pkey" PRIMARY KEY ("transferId","findingId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Transfer_number_key" ON "Transfer"("number");

-- CreateIndex
CREATE INDEX "Transfer_openedAt_id_idx" ON "Transfer"("openedAt", "id");

-- CreateIndex
CREATE INDEX "Transfer_cityCode_openedAt_id_idx" ON "Transfer"("cityCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "Transfer_countyCode_openedAt_id_idx" ON "Transfer"("countyCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "Transfer_dueAt_id_idx" ON "Transfer"("dueAt", "id");

-- CreateIndex
CREATE INDEX "Transfer_cityCode_dueAt_id_idx" ON "Transfer"("cityCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "Transfer_countyCode_dueAt_id_idx" ON "Transfer"("countyCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "Transfer_department_dueAt_id_idx" ON "Transfer"("department", "dueAt", "id");

-- CreateIndex
CREATE INDEX "Transfer_department_cityCode_dueAt_id_idx" ON "Transfer"("department", "cityCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "Transfer_department_openedAt_id_idx" ON "Transfer"("department", "openedAt", "id");

-- CreateIndex
CREATE INDEX "Transfer_department_cityCode_openedAt_id_idx" ON "Transfer"("department", "cityCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "Transfer_complexId_openedAt_id_idx" ON "Transfer"("complexId", "openedAt", "id");

-- CreateIndex
CREATE INDEX "Transfer_companyId_openedAt_id_idx" ON "Transfer"("companyId", "openedAt", "id");

-- CreateIndex
CREATE INDEX "Transfer_complaintId_openedAt_idx" ON "Transfer"("complaintId", "openedAt");

-- CreateIndex
CREATE INDEX "TransferFinding_findingId_idx" ON "TransferFinding"("findingId");

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_transferId_fkey" FOREIGN KEY ("transferId") REFERENCES "Transfer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Transfer" ADD CONSTRAINT "Transfer_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Transfer" ADD CONSTRAINT "Transfer_complexId_countyCode_fkey" FOREIGN KEY ("complexId", "countyCode") REFERENCES "Complex"("id", "countyCode") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Transfer" ADD CONSTRAINT "Transfer_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TransferFinding" ADD CONSTRAINT "TransferFinding_transferId_fkey" FOREIGN KEY ("transferId") REFERENCES "Transfer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TransferFinding" ADD CONSTRAINT "TransferFinding_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Transfers of complaints become transfers of their own

INSERT INTO "Transfer" ("id", "number", "department", "complaintId", "complexId", "companyId", "cityCode", "countyCode",
    "subdistrictCode", "state", "openedAt", "dueAt", "overdueAt", "acceptedAt", "outcome", "settledAt")
  SELECT gen_random_uuid(), 'YS' || c."number", c."transferredTo", c."id", c."complexId", c."companyId", c."cityCode", c."countyCode",
    c."subdistrictCode",
    (CASE WHEN c."transferAnsweredAt" IS NOT NULL THEN 'answered' WHEN c."transferAcceptedAt" IS NOT NULL THEN 'accepted' ELSE 'sent' END)::"TransferState",
    coalesce(c."pausedAt", (SELECT max(n."writtenAt") FROM "ComplaintNote" n WHERE n."complaintId" = c."id" AND n."kind" = 'transfer'), c."filedAt"),
    CASE WHEN c."transferAnsweredAt" IS NULL THEN c."transferDue" END,
    CASE WHEN c."transferAnsweredAt" IS NULL AND 'transfer' = ANY (c."lapsed") THEN c."transferDue" END,
    c."transferAcceptedAt",
    CASE WHEN c."transferAnsweredAt" IS NOT NULL THEN 'other'::"TransferOutcome" END,
    c."transferAnsweredAt"
  FROM "Complaint" c WHERE c."transferredTo" IS NOT NULL AND c."primaryId" IS NULL
    AND (c."transferAnsweredAt" IS NOT NULL OR c."state" = 'transferred');
UPDATE "Timer" t SET "kind" = CASE moved."state" WHEN 'sent' THEN 'transferAcceptDue' ELSE 'transferAnswerDue' END,
    "subjectType" = 'Transfer', "subjectId" = moved."id"
  FROM "Transfer" moved WHERE t."kind" = 'complaintTransferDue' AND t."subjectId" = moved."complaintId" AND moved."settledAt" IS NULL;
DELETE FROM "Timer" WHERE "kind" = 'complaintTransferDue';
UPDATE "Complaint" SET "lapsed" = array_remove("lapsed", 'transfer'), "overdueAt" = CASE WHEN "lapsed" = '{transfer}' THEN NULL ELSE "overdueAt" END,
    "nextDueAt" = nullif("nextDueAt", "transferDue")
  WHERE "transferDue" IS NOT NULL;

-- AlterEnum
CREATE TYPE "ComplaintClock_new" AS ENUM ('acknowledge', 'verify', 'feedback', 'outcome');
ALTER TABLE "public"."Complaint" ALTER COLUMN "lapsed" DROP DEFAULT;
ALTER TABLE "Complaint" ALTER COLUMN "lapsed" TYPE "ComplaintClock_new"[] USING ("lapsed"::text::"ComplaintClock_new"[]);
ALTER TYPE "ComplaintClock" RENAME TO "ComplaintClock_old";
ALTER TYPE "ComplaintClock_new" RENAME TO "ComplaintClock";
DROP TYPE "public"."ComplaintClock_old";
ALTER TABLE "Complaint" ALTER COLUMN "lapsed" SET DEFAULT ARRAY[]::"ComplaintClock"[];

-- AlterTable
ALTER TABLE "Complaint" DROP COLUMN "transferAcceptedAt",
DROP COLUMN "transferDue";

-- What must never be false

ALTER TABLE "Transfer" ADD CONSTRAINT "Transfer_region" CHECK ("cityCode" = left("countyCode", 4) AND length("countyCode") = 6
    AND ("subdistrictCode" IS NULL OR left("subdistrictCode", 6) = "countyCode")),
  ADD CONSTRAINT "Transfer_department" CHECK ("department" NOT IN ('housing', 'disciplineInspection')),
  -- What is written about a complaint stands under its key and nowhere else.
  ADD CONSTRAINT "Transfer_words" CHECK (CASE WHEN "complaintId" IS NULL
    THEN btrim(coalesce("reason", '')) <> '' AND ("state" <> 'answered' OR btrim(coalesce("answer", '')) <> '')
      AND ("state" NOT IN ('returned', 'withdrawn') OR btrim(coalesce("closingReason", '')) <> '') AND NOT "withWords"
    ELSE "reason" IS NULL AND "answer" IS NULL AND "closingReason" IS NULL END),
  ADD CONSTRAINT "Transfer_clock" CHECK (("dueAt" IS NULL) = ("settledAt" IS NOT NULL)),
  ADD CONSTRAINT "Transfer_overdue_at_its_minute" CHECK ("overdueAt" IS NULL OR "overdueAt" = "dueAt"),
  ADD CONSTRAINT "Transfer_accepted" CHECK ("state" NOT IN ('accepted', 'answered') OR "acceptedAt" IS NOT NULL),
  ADD CONSTRAINT "Transfer_answered" CHECK (("state" = 'answered') = ("outcome" IS NOT NULL)),
  ADD CONSTRAINT "Transfer_settled" CHECK (("settledAt" IS NOT NULL) = ("state" IN ('answered', 'returned', 'withdrawn')));
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_transferred" CHECK ("transferId" IS NULL OR ("kind" = 'penaltyOrTransfer' AND "state" = 'opened'));

-- A department holds a complaint, or none does.
CREATE UNIQUE INDEX "Transfer_running" ON "Transfer" ("complaintId") WHERE "settledAt" IS NULL;
