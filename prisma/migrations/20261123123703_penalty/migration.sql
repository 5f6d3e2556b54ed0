-- CreateEnum
CREATE TYPE "PenaltyState" AS ENUM ('filed', 'evidence', 'hearingOffered', 'hearingAsked', 'hearingNotified', 'hearingHeld', 'decided', 'served', 'performed', 'closed', 'withdrawn');

-- CreateEnum
CREATE TYPE "PenaltyArticle" AS ENUM ('propertyRegulation58', 'propertyRegulation59', 'propertyRegulation60', 'propertyRegulation62', 'propertyRegulation63');

-- CreateEnum
CREATE TYPE "PenaltyParty" AS ENUM ('unit', 'individual');

-- AlterTable
ALTER TABLE "FollowUp" ADD COLUMN     "penaltyCaseId" UUID;

-- CreateTable
CREATE TABLE "PenaltyCase" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" TEXT NOT NULL,
    "companyId" UUID NOT NULL,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT,
    "subdistrictCode" TEXT,
    "state" "PenaltyState" NOT NULL DEFAULT 'filed',
    "article" "PenaltyArticle" NOT NULL,
    "party" "PenaltyParty" NOT NULL,
    "facts" TEXT NOT NULL,
    "actEndedOn" DATE NOT NULL,
    "harmed" BOOLEAN NOT NULL DEFAULT false,
    "discoveredOn" DATE NOT NULL,
    "filedAt" TIMESTAMPTZ(3) NOT NULL,
    "filedById" UUID,
    "decisionDue" TIMESTAMPTZ(3) NOT NULL,
    "offeredOn" DATE,
    "basisFen" BIGINT,
    "offeredFen" BIGINT,
    "hearingAskDue" TIMESTAMPTZ(3),
    "hearingLapsedAt" TIMESTAMPTZ(3),
    "hearingAskedOn" DATE,
    "hearingNotifiedOn" DATE,
    "hearingAt" TIMESTAMPTZ(3),
    "hearingPlace" TEXT,
    "hearingRecord" TEXT,
    "decidedOn" DATE,
    "amountFen" BIGINT,
    "documentNumber" TEXT,
    "serviceDue" TIMESTAMPTZ(3),
    "servedOn" DATE,
    "receivedBy" TEXT,
    "paymentDue" TIMESTAMPTZ(3),
    "performedOn" DATE,
    "settledAt" TIMESTAMPTZ(3),
    "closingReason" TEXT,
    "nextDueAt" TIMESTAMPTZ(3),
    "overdueAt" TIMESTAMPTZ(3),
    "calendarPublished" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "PenaltyCase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PenaltyCaseFinding" (
    "caseId" UUID NOT NULL,
    "findingId" UUID NOT NULL,
    "live" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "PenaltyCaseFinding_pkey" PRIMARY KEY ("caseId","findingId")
);

-- CreateTable
CREATE TABLE "PenaltyPayment" (
    "id" UUID NOT NULL,
    "caseId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "paidOn" DATE NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "receipt" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PenaltyPayment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PenaltyCase_number_key" ON "PenaltyCase"("number");

-- CreateIndex
CREATE INDEX "PenaltyCase_filedAt_id_idx" ON "PenaltyCase"("filedAt", "id");

-- CreateIndex
CREATE INDEX "PenaltyCase_cityCode_filedAt_id_idx" ON "PenaltyCase"("cityCode", "filedAt", "id");

-- CreateIndex
CREATE INDEX "PenaltyCase_countyCode_filedAt_id_idx" ON "PenaltyCase"("countyCode", "filedAt", "id");

-- CreateIndex
CREATE INDEX "PenaltyCase_nextDueAt_id_idx" ON "PenaltyCase"("nextDueAt", "id");

-- CreateIndex
CREATE INDEX "PenaltyCase_cityCode_nextDueAt_id_idx" ON "PenaltyCase"("cityCode", "nextDueAt", "id");

-- CreateIndex
CREATE INDEX "PenaltyCase_countyCode_nextDueAt_id_idx" ON "PenaltyCase"("countyCode", "nextDueAt", "id");

-- CreateIndex
CREATE INDEX "PenaltyCase_state_filedAt_id_idx" ON "PenaltyCase"("state", "filedAt", "id");

-- CreateIndex
CREATE INDEX "PenaltyCase_companyId_filedAt_id_idx" ON "PenaltyCase"("companyId", "filedAt", "id");

-- CreateIndex
CREATE INDEX "PenaltyCaseFinding_findingId_idx" ON "PenaltyCaseFinding"("findingId");

-- CreateIndex
CREATE UNIQUE INDEX "PenaltyPayment_caseId_sequence_key" ON "PenaltyPayment"("caseId", "sequence");

-- AddForeignKey
ALTER TABLE "PenaltyCase" ADD CONSTRAINT "PenaltyCase_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PenaltyCaseFinding" ADD CONSTRAINT "PenaltyCaseFinding_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "PenaltyCase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PenaltyCaseFinding" ADD CONSTRAINT "PenaltyCaseFinding_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PenaltyPayment" ADD CONSTRAINT "PenaltyPayment_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "PenaltyCase"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_penaltyCaseId_fkey" FOREIGN KEY ("penaltyCaseId") REFERENCES "PenaltyCase"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What must never be false

ALTER TABLE "PenaltyCase" ADD CONSTRAINT "PenaltyCase_region" CHECK (length("cityCode") = 4
    AND ("countyCode" IS NULL OR (left("countyCode", 4) = "cityCode" AND length("countyCode") = 6))
    AND ("subdistrictCode" IS NULL OR ("countyCode" IS NOT NULL AND left("subdistrictCode", 6) = "countyCode"))),
  ADD CONSTRAINT "PenaltyCase_facts" CHECK (btrim("facts") <> ''),
  -- Administrative Penalty Law 36.
  ADD CONSTRAINT "PenaltyCase_limitation" CHECK ("discoveredOn" >= "actEndedOn"
    AND "discoveredOn" <= "actEndedOn" + make_interval(years => CASE WHEN "harmed" THEN 5 ELSE 2 END)),
  -- 60, 67: 90 and 15 calendar days, to the end of the last.
  ADD CONSTRAINT "PenaltyCase_decision_due" CHECK ("decisionDue" =
    ((("filedAt" AT TIME ZONE 'Asia/Shanghai')::date + 91)::timestamp AT TIME ZONE 'Asia/Shanghai')),
  ADD CONSTRAINT "PenaltyCase_payment_due" CHECK ("paymentDue" = (("servedOn" + 16)::timestamp AT TIME ZONE 'Asia/Shanghai')),
  ADD CONSTRAINT "PenaltyCase_offered" CHECK (num_nonnulls("offeredOn", "offeredFen", "hearingAskDue") IN (0, 3)),
  ADD CONSTRAINT "PenaltyCase_notified" CHECK (num_nonnulls("hearingNotifiedOn", "hearingAt", "hearingPlace") IN (0, 3)),
  ADD CONSTRAINT "PenaltyCase_heard" CHECK ("state" <> 'hearingHeld' OR ("hearingAt" IS NOT NULL AND btrim(coalesce("hearingRecord", '')) <> '')),
  ADD CONSTRAINT "PenaltyCase_decided" CHECK (num_nonnulls("decidedOn", "amountFen", "documentNumber", "serviceDue") IN (0, 4)
    AND ("decidedOn" IS NOT NULL OR "state" NOT IN ('decided', 'served', 'performed'))),
  ADD CONSTRAINT "PenaltyCase_served" CHECK (num_nonnulls("servedOn", "receivedBy", "paymentDue") IN (0, 3)
    AND ("servedOn" IS NOT NULL OR "state" NOT IN ('served', 'performed')) AND "servedOn" >= "decidedOn"),
  ADD CONSTRAINT "PenaltyCase_performed" CHECK (("performedOn" IS NOT NULL) = ("state" = 'performed')),
  ADD CONSTRAINT "PenaltyCase_settled" CHECK (("settledAt" IS NOT NULL) = ("state" IN ('performed', 'closed', 'withdrawn'))
    AND (("nextDueAt" IS NULL) = ("settledAt" IS NOT NULL))),
  ADD CONSTRAINT "PenaltyCase_ended_in_writing" CHECK ("state" NOT IN ('closed', 'withdrawn') OR btrim(coalesce("closingReason", '')) <> ''),
  ADD CONSTRAINT "PenaltyCase_overdue_at_its_minute" CHECK ("overdueAt" IS NULL OR ("nextDueAt" IS NOT NULL AND "overdueAt" = "nextDueAt")),
  -- Administrative Penalty Law 45: nobody is penalised harder for having been heard.
  ADD CONSTRAINT "PenaltyCase_not_harder" CHECK ("amountFen" <= "offeredFen"),
  ADD CONSTRAINT "PenaltyCase_whole_yuan" CHECK ("offeredFen" % 100 = 0 AND "amountFen" % 100 = 0),
  -- Property Management Regulation 58 to 63; the law before 2018 is not carried.
  ADD CONSTRAINT "PenaltyCase_law" CHECK ("actEndedOn" >= '2018-03-19'),
  ADD CONSTRAINT "PenaltyCase_party" CHECK ("party" = 'unit' OR "article" = 'propertyRegulation63'),
  ADD CONSTRAINT "PenaltyCase_basis" CHECK ("offeredFen" IS NULL OR "article" NOT IN ('propertyRegulation59', 'propertyRegulation60')
    OR ("basisFen" IS NOT NULL AND "basisFen" > 0)),
  ADD CONSTRAINT "PenaltyCase_offered_range" CHECK (CASE
    WHEN "article" IN ('propertyRegulation58', 'propertyRegulation62') THEN "offeredFen" BETWEEN 1000000 AND 10000000
    WHEN "article" = 'propertyRegulation59' THEN 100 * "offeredFen" BETWEEN 30 * "basisFen" AND 50 * "basisFen"
    WHEN "article" = 'propertyRegulation60' THEN "offeredFen" > 0 AND "offeredFen" <= 2 * "basisFen"
    WHEN "party" = 'unit' THEN "offeredFen" BETWEEN 5000000 AND 20000000
    ELSE "offeredFen" BETWEEN 100000 AND 1000000 END),
  ADD CONSTRAINT "PenaltyCase_range" CHECK (CASE
    WHEN "article" IN ('propertyRegulation58', 'propertyRegulation62') THEN "amountFen" BETWEEN 1000000 AND 10000000
    WHEN "article" = 'propertyRegulation59' THEN 100 * "amountFen" BETWEEN 30 * "basisFen" AND 50 * "basisFen"
    WHEN "article" = 'propertyRegulation60' THEN "amountFen" > 0 AND "amountFen" <= 2 * "basisFen"
    WHEN "party" = 'unit' THEN "amountFen" BETWEEN 5000000 AND 20000000
    ELSE "amountFen" BETWEEN 100000 AND 1000000 END);
ALTER TABLE "PenaltyPayment" ADD CONSTRAINT "PenaltyPayment_amount" CHECK ("amountFen" > 0 AND "sequence" > 0 AND btrim("receipt") <> '');

-- Nobody is penalised twice for one act (Administrative Penalty Law 29).
CREATE UNIQUE INDEX "PenaltyCaseFinding_live" ON "PenaltyCaseFinding" ("findingId") WHERE "live";
-- The list behind the figure of cases that are overdue.
CREATE INDEX "PenaltyCase_overdue_now" ON "PenaltyCase" ("overdueAt", "id") WHERE "overdueAt" IS NOT NULL;
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_penalised" CHECK ("penaltyCaseId" IS NULL OR ("kind" = 'penaltyOrTransfer' AND "state" = 'opened'));
