-- AlterTable
ALTER TABLE "Mailbox" ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tryingUid" BIGINT;

-- CreateIndex
CREATE INDEX "IncomingMail_mailboxCode_receivedAt_idx" ON "IncomingMail"("mailboxCode", "receivedAt");
