-- CreateEnum
CREATE TYPE "IncomingMailState" AS ENUM ('setAside', 'filed', 'appended', 'dismissed');

-- CreateEnum
CREATE TYPE "IncomingMailReason" AS ENUM ('unplaced', 'bounce', 'automatic', 'own', 'spam', 'tooMany', 'tooLarge', 'unreadable');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ComplaintNoteKind" ADD VALUE 'message';
ALTER TYPE "ComplaintNoteKind" ADD VALUE 'leftOut';

-- AlterTable
ALTER TABLE "Complaint" ALTER COLUMN "countyCode" DROP NOT NULL;

-- AlterTable
ALTER TABLE "ErasureProof" ALTER COLUMN "countyCode" DROP NOT NULL;

-- CreateTable
CREATE TABLE "Mailbox" (
    "code" TEXT NOT NULL,
    "cityCode" TEXT,
    "address" TEXT NOT NULL,
    "configured" BOOLEAN NOT NULL DEFAULT true,
    "uidValidity" BIGINT,
    "lastUid" BIGINT NOT NULL DEFAULT 0,
    "readAt" TIMESTAMPTZ(3),
    "waiting" INTEGER NOT NULL DEFAULT 0,
    "failingSince" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "Mailbox_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "IncomingMail" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "mailboxCode" TEXT NOT NULL,
    "cityCode" TEXT,
    "identity" BYTEA NOT NULL,
    "senderHash" BYTEA,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "bytes" INTEGER NOT NULL,
    "state" "IncomingMailState" NOT NULL,
    "reason" "IncomingMailReason",
    "complaintId" UUID,
    "wrappedKey" BYTEA,
    "masterKey" TEXT,
    "content" BYTEA,
    "source" BYTEA,
    "settledAt" TIMESTAMPTZ(3),
    "settledById" UUID,

    CONSTRAINT "IncomingMail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Mailbox_cityCode_idx" ON "Mailbox"("cityCode");

-- CreateIndex
CREATE INDEX "IncomingMail_receivedAt_id_idx" ON "IncomingMail"("receivedAt", "id");

-- CreateIndex
CREATE INDEX "IncomingMail_cityCode_receivedAt_id_idx" ON "IncomingMail"("cityCode", "receivedAt", "id");

-- CreateIndex
CREATE INDEX "IncomingMail_state_receivedAt_id_idx" ON "IncomingMail"("state", "receivedAt", "id");

-- CreateIndex
CREATE INDEX "IncomingMail_senderHash_receivedAt_idx" ON "IncomingMail"("senderHash", "receivedAt");

-- CreateIndex
CREATE INDEX "IncomingMail_complaintId_idx" ON "IncomingMail"("complaintId");

-- CreateIndex
CREATE UNIQUE INDEX "IncomingMail_mailboxCode_identity_key" ON "IncomingMail"("mailboxCode", "identity");

-- AddForeignKey
ALTER TABLE "IncomingMail" ADD CONSTRAINT "IncomingMail_mailboxCode_fkey" FOREIGN KEY ("mailboxCode") REFERENCES "Mailbox"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncomingMail" ADD CONSTRAINT "IncomingMail_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncomingMail" ADD CONSTRAINT "IncomingMail_settledById_fkey" FOREIGN KEY ("settledById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What lies in no county yet lies in its city, and names no complex.
ALTER TABLE "Complaint" DROP CONSTRAINT "Complaint_region",
  ADD CONSTRAINT "Complaint_region" CHECK (CASE WHEN "countyCode" IS NULL
    THEN length("cityCode") = 4 AND "subdistrictCode" IS NULL AND "complexId" IS NULL
    ELSE "cityCode" = left("countyCode", 4) AND length("countyCode") = 6
      AND ("subdistrictCode" IS NULL OR left("subdistrictCode", 6) = "countyCode") END);

ALTER TABLE "Mailbox" ADD CONSTRAINT "Mailbox_region" CHECK (
  ("cityCode" IS NULL AND length("code") = 2) OR ("cityCode" = "code" AND length("code") = 4));

-- What is settled is kept nowhere but in its complaint; what was set aside says why.
ALTER TABLE "IncomingMail"
  ADD CONSTRAINT "IncomingMail_content" CHECK ("state" = 'setAside' OR ("wrappedKey" IS NULL AND "content" IS NULL AND "source" IS NULL)),
  ADD CONSTRAINT "IncomingMail_reason" CHECK ("state" NOT IN ('setAside', 'dismissed') OR "reason" IS NOT NULL),
  ADD CONSTRAINT "IncomingMail_complaint" CHECK ("state" NOT IN ('filed', 'appended') OR "complaintId" IS NOT NULL);
