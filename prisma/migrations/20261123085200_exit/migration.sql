-- CreateEnum
CREATE TYPE "DeliveryReceiver" AS ENUM ('creditPlatform', 'marketRegulation');

-- CreateEnum
CREATE TYPE "ExitGround" AS ENUM ('owed', 'ownersAsked', 'companyLeaves');

-- CreateEnum
CREATE TYPE "ExitState" AS ENUM ('guiding', 'meetingCalled', 'voted', 'dismissed', 'noticeServed', 'contractEnded', 'handoverRefused', 'handedOver', 'takenOver', 'closed', 'abandoned');

-- CreateEnum
CREATE TYPE "NoticeParty" AS ENUM ('owners', 'company');

-- CreateEnum
CREATE TYPE "NoticeArticle" AS ENUM ('civilCode946', 'civilCode947', 'civilCode948');

-- CreateEnum
CREATE TYPE "MeetingCaller" AS ENUM ('ownersCommittee', 'managementCommittee', 'subdistrict', 'owners');

-- CreateEnum
CREATE TYPE "HandoverKind" AS ENUM ('serviceRooms', 'facilities', 'materials', 'funds', 'condition');

-- CreateEnum
CREATE TYPE "HandoverItemState" AS ENUM ('owed', 'handedOver', 'missing');

-- CreateEnum
CREATE TYPE "HandoverRefusal" AS ENUM ('leave', 'handOver');

-- CreateEnum
CREATE TYPE "SuitStage" AS ENUM ('accepted', 'hearing', 'judged', 'appealed', 'settled', 'withdrawn', 'performed', 'enforcement', 'enforced', 'enforcementEnded');

-- CreateEnum
CREATE TYPE "SuitResult" AS ENUM ('forOwners', 'partly', 'forCompany');

-- AlterTable
ALTER TABLE "FollowUp" ADD COLUMN     "calendarPublished" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "dueAt" TIMESTAMPTZ(3),
ADD COLUMN     "exitId" UUID,
ADD COLUMN     "overdueAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Delivery" (
    "position" BIGSERIAL NOT NULL,
    "receiver" "DeliveryReceiver" NOT NULL,
    "companyId" UUID NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "subjectVersion" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "queuedAt" TIMESTAMPTZ(3) NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3),
    "receipt" TEXT,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "Exit" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" TEXT NOT NULL,
    "complexId" UUID NOT NULL,
    "companyId" UUID NOT NULL,
    "contractId" UUID,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "subdistrictCode" TEXT,
    "ground" "ExitGround" NOT NULL,
    "guide" TEXT NOT NULL,
    "partner" TEXT NOT NULL,
    "state" "ExitState" NOT NULL DEFAULT 'guiding',
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "openedById" UUID,
    "dismissedOn" DATE,
    "noticeBy" "NoticeParty",
    "noticeArticle" "NoticeArticle",
    "noticeServedOn" DATE,
    "noticeDays" INTEGER,
    "contractEndsOn" DATE,
    "contractEndsAt" TIMESTAMPTZ(3),
    "handoverAgreedOn" DATE,
    "handoverDue" TIMESTAMPTZ(3),
    "handoverOverdueAt" TIMESTAMPTZ(3),
    "calendarPublished" BOOLEAN NOT NULL DEFAULT true,
    "refusal" "HandoverRefusal",
    "refusedAt" TIMESTAMPTZ(3),
    "refusalWords" TEXT,
    "creditEventId" UUID,
    "suitStage" "SuitStage",
    "handedOverOn" DATE,
    "newCompanyId" UUID,
    "takenOverOn" DATE,
    "settledAt" TIMESTAMPTZ(3),
    "abandonedWhy" TEXT,
    "nextDueAt" TIMESTAMPTZ(3),

    CONSTRAINT "Exit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OwnersMeeting" (
    "id" UUID NOT NULL,
    "exitId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "caller" "MeetingCaller" NOT NULL,
    "announcedOn" DATE NOT NULL,
    "meetsOn" DATE NOT NULL,
    "demandingHeads" INTEGER,
    "demandTotal" INTEGER,
    "calledAt" TIMESTAMPTZ(3) NOT NULL,
    "heldOn" DATE,
    "totalArea" BIGINT,
    "totalHeads" INTEGER,
    "participatingArea" BIGINT,
    "participatingHeads" INTEGER,
    "yesArea" BIGINT,
    "yesHeads" INTEGER,
    "passed" BOOLEAN,

    CONSTRAINT "OwnersMeeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandoverItem" (
    "id" UUID NOT NULL,
    "exitId" UUID NOT NULL,
    "kind" "HandoverKind" NOT NULL,
    "state" "HandoverItemState" NOT NULL DEFAULT 'owed',
    "handedOverOn" DATE,
    "receivedBy" TEXT,
    "note" TEXT,

    CONSTRAINT "HandoverItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SuitStep" (
    "id" UUID NOT NULL,
    "exitId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "stage" "SuitStage" NOT NULL,
    "court" TEXT NOT NULL,
    "caseNumber" TEXT NOT NULL,
    "happenedOn" DATE NOT NULL,
    "hearingAt" TIMESTAMPTZ(3),
    "result" "SuitResult",
    "note" TEXT,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SuitStep_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Delivery_receiver_companyId_position_idx" ON "Delivery"("receiver", "companyId", "position");

-- CreateIndex
CREATE INDEX "Delivery_subjectId_idx" ON "Delivery"("subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_receiver_subjectType_subjectId_subjectVersion_key" ON "Delivery"("receiver", "subjectType", "subjectId", "subjectVersion");

-- CreateIndex
CREATE UNIQUE INDEX "Exit_number_key" ON "Exit"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Exit_creditEventId_key" ON "Exit"("creditEventId");

-- CreateIndex
CREATE INDEX "Exit_openedAt_id_idx" ON "Exit"("openedAt", "id");

-- CreateIndex
CREATE INDEX "Exit_cityCode_openedAt_id_idx" ON "Exit"("cityCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "Exit_countyCode_openedAt_id_idx" ON "Exit"("countyCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "Exit_nextDueAt_id_idx" ON "Exit"("nextDueAt", "id");

-- CreateIndex
CREATE INDEX "Exit_cityCode_nextDueAt_id_idx" ON "Exit"("cityCode", "nextDueAt", "id");

-- CreateIndex
CREATE INDEX "Exit_countyCode_nextDueAt_id_idx" ON "Exit"("countyCode", "nextDueAt", "id");

-- CreateIndex
CREATE INDEX "Exit_state_openedAt_id_idx" ON "Exit"("state", "openedAt", "id");

-- CreateIndex
CREATE INDEX "Exit_complexId_openedAt_id_idx" ON "Exit"("complexId", "openedAt", "id");

-- CreateIndex
CREATE INDEX "Exit_companyId_openedAt_id_idx" ON "Exit"("companyId", "openedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OwnersMeeting_exitId_sequence_key" ON "OwnersMeeting"("exitId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "HandoverItem_exitId_kind_key" ON "HandoverItem"("exitId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "SuitStep_exitId_sequence_key" ON "SuitStep"("exitId", "sequence");

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exit" ADD CONSTRAINT "Exit_complexId_countyCode_fkey" FOREIGN KEY ("complexId", "countyCode") REFERENCES "Complex"("id", "countyCode") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exit" ADD CONSTRAINT "Exit_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exit" ADD CONSTRAINT "Exit_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "ServiceContract"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exit" ADD CONSTRAINT "Exit_creditEventId_fkey" FOREIGN KEY ("creditEventId") REFERENCES "CreditEvent"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exit" ADD CONSTRAINT "Exit_newCompanyId_fkey" FOREIGN KEY ("newCompanyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OwnersMeeting" ADD CONSTRAINT "OwnersMeeting_exitId_fkey" FOREIGN KEY ("exitId") REFERENCES "Exit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandoverItem" ADD CONSTRAINT "HandoverItem_exitId_fkey" FOREIGN KEY ("exitId") REFERENCES "Exit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SuitStep" ADD CONSTRAINT "SuitStep_exitId_fkey" FOREIGN KEY ("exitId") REFERENCES "Exit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_exitId_fkey" FOREIGN KEY ("exitId") REFERENCES "Exit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What must never be false, whoever writes -------------------------------------------------------------------------

ALTER TABLE "Exit" ADD CONSTRAINT "Exit_region" CHECK ("cityCode" = left("countyCode", 4) AND length("countyCode") = 6
    AND ("subdistrictCode" IS NULL OR left("subdistrictCode", 6) = "countyCode")),
  -- 协同街办: somebody guides, and somebody at the sub-district with them.
  ADD CONSTRAINT "Exit_guided" CHECK (btrim("guide") <> '' AND btrim("partner") <> ''),
  ADD CONSTRAINT "Exit_dismissed" CHECK ("state" <> 'dismissed' OR "dismissedOn" IS NOT NULL),
  ADD CONSTRAINT "Exit_noticed" CHECK ("state" IN ('guiding', 'meetingCalled', 'voted', 'dismissed', 'abandoned')
    OR ("noticeBy" IS NOT NULL AND "noticeArticle" IS NOT NULL AND "noticeServedOn" IS NOT NULL AND "noticeDays" > 0
      AND "contractEndsOn" IS NOT NULL AND "contractEndsAt" IS NOT NULL)),
  -- The owners give notice only of what they have decided.
  ADD CONSTRAINT "Exit_notice_of_dismissal" CHECK ("noticeBy" IS DISTINCT FROM 'owners'
    OR ("dismissedOn" IS NOT NULL AND "dismissedOn" <= "noticeServedOn")),
  ADD CONSTRAINT "Exit_contract_end" CHECK ("contractEndsOn" >= "noticeServedOn"
    AND "contractEndsAt" = (("contractEndsOn" + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')),
  ADD CONSTRAINT "Exit_handover_after_end" CHECK ("handoverDue" >= "contractEndsAt" AND "handoverAgreedOn" >= "contractEndsOn"),
  ADD CONSTRAINT "Exit_ended" CHECK ("state" NOT IN ('contractEnded', 'handoverRefused', 'handedOver', 'takenOver', 'closed')
    OR "handoverDue" IS NOT NULL),
  ADD CONSTRAINT "Exit_overdue_at_its_minute" CHECK ("handoverOverdueAt" = "handoverDue"),
  -- Refusal is determined after the due day, with a credit event.
  ADD CONSTRAINT "Exit_refused" CHECK (("refusedAt" IS NULL) = ("refusal" IS NULL) AND ("refusedAt" IS NULL) = ("creditEventId" IS NULL)
    AND ("state" <> 'handoverRefused' OR "refusedAt" IS NOT NULL)
    AND ("refusedAt" IS NULL OR ("handoverOverdueAt" IS NOT NULL AND "refusedAt" >= "handoverDue"))),
  ADD CONSTRAINT "Exit_sued_after_refusal" CHECK ("suitStage" IS NULL OR "refusedAt" IS NOT NULL),
  ADD CONSTRAINT "Exit_handed_over" CHECK ("state" NOT IN ('handedOver', 'takenOver', 'closed') OR "handedOverOn" IS NOT NULL),
  ADD CONSTRAINT "Exit_taken_over" CHECK ("state" NOT IN ('takenOver', 'closed')
    OR ("newCompanyId" IS NOT NULL AND "takenOverOn" IS NOT NULL)),
  ADD CONSTRAINT "Exit_another_company" CHECK ("newCompanyId" IS DISTINCT FROM "companyId"),
  ADD CONSTRAINT "Exit_settled" CHECK (("settledAt" IS NOT NULL) = ("state" IN ('closed', 'abandoned'))),
  ADD CONSTRAINT "Exit_abandoned_in_writing" CHECK ("state" <> 'abandoned' OR btrim(coalesce("abandonedWhy", '')) <> '');
CREATE UNIQUE INDEX "Exit_one_at_a_time" ON "Exit" ("complexId") WHERE "settledAt" IS NULL;
-- The list behind the figure of handovers that are overdue.
CREATE INDEX "Exit_overdue_now" ON "Exit" ("handoverOverdueAt", "id") WHERE "handoverOverdueAt" IS NOT NULL AND "handedOverOn" IS NULL;

-- Property Management Regulation 13 and 14; Civil Code 278, in integers.
ALTER TABLE "OwnersMeeting" ADD CONSTRAINT "OwnersMeeting_notice" CHECK ("meetsOn" >= "announcedOn" + 15),
  ADD CONSTRAINT "OwnersMeeting_demand" CHECK ("caller" <> 'owners' OR ("demandTotal" > 0 AND "demandingHeads" <= "demandTotal"
    AND 5 * "demandingHeads"::bigint >= "demandTotal" AND "demandingHeads" IS NOT NULL AND "demandTotal" IS NOT NULL)),
  ADD CONSTRAINT "OwnersMeeting_vote_whole" CHECK (
    num_nonnulls("heldOn", "totalArea", "totalHeads", "participatingArea", "participatingHeads", "yesArea", "yesHeads", "passed") IN (0, 8)),
  ADD CONSTRAINT "OwnersMeeting_held" CHECK ("heldOn" >= "meetsOn"),
  ADD CONSTRAINT "OwnersMeeting_counts" CHECK ("totalArea" > 0 AND "totalHeads" > 0
    AND "participatingArea" BETWEEN 0 AND "totalArea" AND "participatingHeads" BETWEEN 0 AND "totalHeads"
    AND "yesArea" BETWEEN 0 AND "participatingArea" AND "yesHeads" BETWEEN 0 AND "participatingHeads"),
  ADD CONSTRAINT "OwnersMeeting_passed" CHECK ("passed" = (
    3 * "participatingArea" >= 2 * "totalArea" AND 3 * "participatingHeads"::bigint >= 2 * "totalHeads"::bigint
    AND 2 * "yesArea" > "participatingArea" AND 2 * "yesHeads"::bigint > "participatingHeads"::bigint));
ALTER TABLE "HandoverItem" ADD CONSTRAINT "HandoverItem_received" CHECK ("state" <> 'handedOver'
    OR ("handedOverOn" IS NOT NULL AND btrim(coalesce("receivedBy", '')) <> '')),
  ADD CONSTRAINT "HandoverItem_missing_in_writing" CHECK ("state" <> 'missing' OR btrim(coalesce("note", '')) <> '');
ALTER TABLE "SuitStep" ADD CONSTRAINT "SuitStep_place" CHECK (btrim("court") <> '' AND btrim("caseNumber") <> ''),
  ADD CONSTRAINT "SuitStep_hearing" CHECK ("stage" <> 'hearing' OR "hearingAt" IS NOT NULL),
  ADD CONSTRAINT "SuitStep_result" CHECK ("stage" <> 'judged' OR "result" IS NOT NULL);
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_overdue_at_its_minute" CHECK ("overdueAt" = "dueAt"),
  ADD CONSTRAINT "FollowUp_taken_over" CHECK ("exitId" IS NULL OR ("kind" = 'exitGuidance' AND "state" = 'opened'));

-- What is queued may be marked as delivered, and nothing else of it changes.
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_receipt" CHECK ("receipt" IS NULL OR "deliveredAt" IS NOT NULL);
