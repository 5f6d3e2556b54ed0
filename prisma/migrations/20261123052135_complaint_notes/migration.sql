-- CreateEnum
CREATE TYPE "ComplaintNoteKind" AS ENUM ('feedback', 'unsubstantiated', 'transfer', 'transferAnswer', 'transferReturn', 'extension', 'reopening', 'correction', 'withdrawal', 'reveal', 'answer');

-- DropForeignKey
ALTER TABLE "ComplaintFeedback" DROP CONSTRAINT "ComplaintFeedback_complaintId_fkey";

-- DropTable
DROP TABLE "ComplaintFeedback";

-- CreateTable
CREATE TABLE "ComplaintNote" (
    "id" UUID NOT NULL,
    "complaintId" UUID NOT NULL,
    "kind" "ComplaintNoteKind" NOT NULL,
    "content" BYTEA,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,
    "authorId" UUID,

    CONSTRAINT "ComplaintNote_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ComplaintNote_complaintId_writtenAt_idx" ON "ComplaintNote"("complaintId", "writtenAt");

-- AddForeignKey
ALTER TABLE "ComplaintNote" ADD CONSTRAINT "ComplaintNote_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComplaintNote" ADD CONSTRAINT "ComplaintNote_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE SET NULL ON UPDATE CASCADE;
