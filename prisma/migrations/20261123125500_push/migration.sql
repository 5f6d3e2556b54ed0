-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('waiting', 'failing', 'delivered', 'dead');

-- CreateEnum
CREATE TYPE "DeliveryOutcome" AS ENUM ('received', 'refused', 'failed', 'interrupted');

-- CreateEnum
CREATE TYPE "DeliveryFault" AS ENUM ('unreachable', 'timedOut', 'redirected', 'answered', 'answerTooLarge', 'receiptMissing', 'stopped');

-- DropIndex
DROP INDEX "Delivery_receiver_companyId_position_idx";

-- AlterTable
ALTER TABLE "Delivery" DROP CONSTRAINT "Delivery_pkey",
ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "cityCode" TEXT,
ADD COLUMN     "countyCode" TEXT,
ADD COLUMN     "id" UUID,
ADD COLUMN     "nextAttemptAt" TIMESTAMPTZ(3),
ADD COLUMN     "sendingUntil" TIMESTAMPTZ(3),
ADD COLUMN     "sequence" INTEGER,
ADD COLUMN     "state" "DeliveryState" NOT NULL DEFAULT 'waiting',
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- What was queued before anything was sent lies where its subject does.
UPDATE "Delivery" d SET "id" = gen_random_uuid(), "sequence" = numbered."sequence"
  FROM (SELECT "position", row_number() OVER (PARTITION BY "receiver", "companyId" ORDER BY "position") AS "sequence"
    FROM "Delivery") numbered
  WHERE numbered."position" = d."position";
UPDATE "Delivery" d SET "cityCode" = s."cityCode", "countyCode" = s."countyCode"
  FROM (SELECT "id", "cityCode", "countyCode" FROM "CreditEvent" UNION ALL SELECT "id", "cityCode", "countyCode" FROM "Exit") s
  WHERE s."id" = d."subjectId";
ALTER TABLE "Delivery" ALTER COLUMN "id" SET NOT NULL,
  ALTER COLUMN "sequence" SET NOT NULL,
  ALTER COLUMN "cityCode" SET NOT NULL,
  ADD CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id");

-- CreateTable
CREATE TABLE "DeliveryAttempt" (
    "deliveryId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "outcome" "DeliveryOutcome",
    "status" INTEGER,
    "fault" "DeliveryFault",
    "detail" TEXT,
    "receipt" TEXT,

    CONSTRAINT "DeliveryAttempt_pkey" PRIMARY KEY ("deliveryId","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_position_key" ON "Delivery"("position");

-- CreateIndex
CREATE INDEX "Delivery_queuedAt_id_idx" ON "Delivery"("queuedAt", "id");

-- CreateIndex
CREATE INDEX "Delivery_cityCode_queuedAt_id_idx" ON "Delivery"("cityCode", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "Delivery_countyCode_queuedAt_id_idx" ON "Delivery"("countyCode", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "Delivery_companyId_queuedAt_id_idx" ON "Delivery"("companyId", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "Delivery_state_queuedAt_id_idx" ON "Delivery"("state", "queuedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_receiver_companyId_sequence_key" ON "Delivery"("receiver", "companyId", "sequence");

-- AddForeignKey
ALTER TABLE "DeliveryAttempt" ADD CONSTRAINT "DeliveryAttempt_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is still to go, a company's oldest first.
CREATE INDEX "Delivery_open" ON "Delivery"("receiver", "companyId", "sequence") WHERE "state" <> 'delivered';

ALTER TABLE "Delivery"
  ADD CONSTRAINT "Delivery_region" CHECK ("countyCode" IS NULL OR "cityCode" = left("countyCode", 4)),
  ADD CONSTRAINT "Delivery_delivered" CHECK ("state" <> 'delivered'
    OR ("deliveredAt" IS NOT NULL AND btrim(coalesce("receipt", '')) <> '' AND "nextAttemptAt" IS NULL)),
  ADD CONSTRAINT "Delivery_failing" CHECK (("state" = 'failing') = ("nextAttemptAt" IS NOT NULL));
ALTER TABLE "DeliveryAttempt"
  ADD CONSTRAINT "DeliveryAttempt_ended" CHECK (("outcome" IS NULL) = ("endedAt" IS NULL)),
  ADD CONSTRAINT "DeliveryAttempt_receipt" CHECK ("outcome" IS DISTINCT FROM 'received' OR "receipt" IS NOT NULL);
