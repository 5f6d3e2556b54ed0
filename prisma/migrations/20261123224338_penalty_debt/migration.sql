-- AlterTable
ALTER TABLE "Finding" ADD COLUMN     "penaltyDebtId" UUID;

-- CreateIndex
CREATE INDEX "Finding_penaltyDebtId_idx" ON "Finding"("penaltyDebtId");

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_penaltyDebtId_fkey" FOREIGN KEY ("penaltyDebtId") REFERENCES "FollowUp"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What is ordered again already lies under another order: what is left of its debt there the city waives, as before.
UPDATE "Finding" SET "penaltyDebtId" = debt."id" FROM "FollowUp" debt
WHERE "Finding"."illegal" AND debt."rectificationId" = "Finding"."rectificationId" AND debt."kind" = 'penaltyOrTransfer';
