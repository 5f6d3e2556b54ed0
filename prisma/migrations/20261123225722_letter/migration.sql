-- AlterEnum
ALTER TYPE "DeliveryFault" ADD VALUE 'rejected';
ALTER TYPE "DeliveryFault" ADD VALUE 'unanswered';

-- CreateTable
CREATE TABLE "Letter" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "purpose" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "subjectVersion" INTEGER NOT NULL,
    "recipient" TEXT NOT NULL,
    "private" BOOLEAN NOT NULL DEFAULT false,
    "messageId" TEXT NOT NULL,
    "content" BYTEA,
    "regionCode" TEXT NOT NULL,
    "cityCode" TEXT,
    "countyCode" TEXT,
    "queuedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "sendingUntil" TIMESTAMPTZ(3),
    "nextAttemptAt" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "receipt" TEXT,

    CONSTRAINT "Letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LetterAttempt" (
    "letterId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "outcome" "DeliveryOutcome",
    "status" INTEGER,
    "fault" "DeliveryFault",
    "detail" TEXT,
    "receipt" TEXT,

    CONSTRAINT "LetterAttempt_pkey" PRIMARY KEY ("letterId","number")
);

-- CreateTable
CREATE TABLE "LetterAttachment" (
    "letterId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "evidenceId" UUID,
    "bytes" BYTEA,

    CONSTRAINT "LetterAttachment_pkey" PRIMARY KEY ("letterId","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "Letter_messageId_key" ON "Letter"("messageId");

-- CreateIndex
CREATE INDEX "Letter_subjectId_idx" ON "Letter"("subjectId");

-- CreateIndex
CREATE INDEX "Letter_queuedAt_id_idx" ON "Letter"("queuedAt", "id");

-- CreateIndex
CREATE INDEX "Letter_cityCode_queuedAt_id_idx" ON "Letter"("cityCode", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "Letter_countyCode_queuedAt_id_idx" ON "Letter"("countyCode", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "Letter_state_queuedAt_id_idx" ON "Letter"("state", "queuedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Letter_purpose_subjectType_subjectId_subjectVersion_recipie_key" ON "Letter"("purpose", "subjectType", "subjectId", "subjectVersion", "recipient");

-- AddForeignKey
ALTER TABLE "LetterAttempt" ADD CONSTRAINT "LetterAttempt_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterAttachment" ADD CONSTRAINT "LetterAttachment_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was taken has the server's words, what is tried again its time, and what is still to leave has its words.
ALTER TABLE "Letter"
  ADD CONSTRAINT "Letter_delivered" CHECK ("state" <> 'delivered' OR ("deliveredAt" IS NOT NULL AND btrim("receipt") <> '')),
  ADD CONSTRAINT "Letter_failing" CHECK (("state" = 'failing') = ("nextAttemptAt" IS NOT NULL)),
  ADD CONSTRAINT "Letter_words" CHECK ("content" IS NOT NULL OR "state" IN ('delivered', 'dead')),
  ADD CONSTRAINT "Letter_place" CHECK ("cityCode" IS NULL OR starts_with("regionCode", "cityCode"));
ALTER TABLE "LetterAttempt"
  ADD CONSTRAINT "LetterAttempt_ended" CHECK (("outcome" IS NULL) = ("endedAt" IS NULL));
ALTER TABLE "LetterAttachment"
  ADD CONSTRAINT "LetterAttachment_one" CHECK (num_nonnulls("evidenceId", "bytes") = 1);
