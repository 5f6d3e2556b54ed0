-- AlterTable
ALTER TABLE "Rectification" ADD COLUMN     "proofId" UUID;

-- CreateIndex
CREATE INDEX "Rectification_proofId_idx" ON "Rectification"("proofId");

-- AddForeignKey
ALTER TABLE "Rectification" ADD CONSTRAINT "Rectification_proofId_fkey" FOREIGN KEY ("proofId") REFERENCES "Inspection"("id") ON DELETE SET NULL ON UPDATE CASCADE;
