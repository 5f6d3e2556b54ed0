-- CreateEnum
CREATE TYPE "GradeReviewState" AS ENUM ('proposed', 'returned', 'confirmed', 'inForce', 'verified', 'withdrawn');

-- AlterTable
ALTER TABLE "FollowUp" ADD COLUMN     "gradeReviewId" UUID;

-- CreateTable
CREATE TABLE "ServiceGrade" (
    "cityCode" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "chargeFen" INTEGER NOT NULL,
    "standard" TEXT NOT NULL,

    CONSTRAINT "ServiceGrade_pkey" PRIMARY KEY ("cityCode","position")
);

-- CreateTable
CREATE TABLE "GradeReview" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" TEXT NOT NULL,
    "rectificationId" UUID NOT NULL,
    "complexId" UUID NOT NULL,
    "companyId" UUID,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "subdistrictCode" TEXT,
    "state" "GradeReviewState" NOT NULL DEFAULT 'proposed',
    "fromGrade" TEXT,
    "fromChargeFen" INTEGER,
    "toGrade" TEXT NOT NULL,
    "toChargeFen" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "returnReason" TEXT,
    "chargedFrom" DATE,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "openedById" UUID,
    "confirmedAt" TIMESTAMPTZ(3),
    "confirmedById" UUID,
    "inspectionId" UUID,
    "settledAt" TIMESTAMPTZ(3),
    "withdrawalReason" TEXT,

    CONSTRAINT "GradeReview_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ServiceGrade_cityCode_name_key" ON "ServiceGrade"("cityCode", "name");

-- CreateIndex
CREATE UNIQUE INDEX "GradeReview_number_key" ON "GradeReview"("number");

-- CreateIndex
CREATE INDEX "GradeReview_openedAt_id_idx" ON "GradeReview"("openedAt", "id");

-- CreateIndex
CREATE INDEX "GradeReview_cityCode_openedAt_id_idx" ON "GradeReview"("cityCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "GradeReview_countyCode_openedAt_id_idx" ON "GradeReview"("countyCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "GradeReview_state_openedAt_id_idx" ON "GradeReview"("state", "openedAt", "id");

-- CreateIndex
CREATE INDEX "GradeReview_complexId_openedAt_id_idx" ON "GradeReview"("complexId", "openedAt", "id");

-- CreateIndex
CREATE INDEX "GradeReview_companyId_openedAt_id_idx" ON "GradeReview"("companyId", "openedAt", "id");

-- CreateIndex
CREATE INDEX "GradeReview_rectificationId_idx" ON "GradeReview"("rectificationId");

-- AddForeignKey
ALTER TABLE "ServiceGrade" ADD CONSTRAINT "ServiceGrade_cityCode_fkey" FOREIGN KEY ("cityCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GradeReview" ADD CONSTRAINT "GradeReview_rectificationId_fkey" FOREIGN KEY ("rectificationId") REFERENCES "Rectification"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GradeReview" ADD CONSTRAINT "GradeReview_complexId_countyCode_fkey" FOREIGN KEY ("complexId", "countyCode") REFERENCES "Complex"("id", "countyCode") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GradeReview" ADD CONSTRAINT "GradeReview_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GradeReview" ADD CONSTRAINT "GradeReview_inspectionId_fkey" FOREIGN KEY ("inspectionId") REFERENCES "Inspection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_gradeReviewId_fkey" FOREIGN KEY ("gradeReviewId") REFERENCES "GradeReview"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What must never be false

ALTER TABLE "GradeReview" ADD CONSTRAINT "GradeReview_region" CHECK ("cityCode" = left("countyCode", 4) AND length("countyCode") = 6
    AND ("subdistrictCode" IS NULL OR left("subdistrictCode", 6) = "countyCode")),
  ADD CONSTRAINT "GradeReview_lowers" CHECK ("toChargeFen" > 0 AND ("fromChargeFen" IS NULL OR "toChargeFen" < "fromChargeFen")),
  ADD CONSTRAINT "GradeReview_confirmed" CHECK ("state" NOT IN ('confirmed', 'inForce', 'verified') OR ("chargedFrom" IS NOT NULL AND "confirmedAt" IS NOT NULL)),
  ADD CONSTRAINT "GradeReview_verified" CHECK ("state" <> 'verified' OR "inspectionId" IS NOT NULL),
  ADD CONSTRAINT "GradeReview_settled" CHECK (("settledAt" IS NOT NULL) = ("state" IN ('verified', 'withdrawn')));
ALTER TABLE "ServiceGrade" ADD CONSTRAINT "ServiceGrade_charge" CHECK ("position" > 0 AND "chargeFen" > 0);

-- One review of a complex at a time.
CREATE UNIQUE INDEX "GradeReview_running" ON "GradeReview" ("complexId") WHERE "settledAt" IS NULL;
