-- AlterTable
ALTER TABLE "Rectification" ADD COLUMN     "remindedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "RectificationReminder" (
    "id" UUID NOT NULL,
    "rectificationId" UUID NOT NULL,
    "remindedAt" TIMESTAMPTZ(3) NOT NULL,
    "responsiblePerson" TEXT NOT NULL,
    "subdistrictCode" TEXT,
    "remindedById" UUID,

    CONSTRAINT "RectificationReminder_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RectificationReminder_rectificationId_remindedAt_idx" ON "RectificationReminder"("rectificationId", "remindedAt");

-- AddForeignKey
ALTER TABLE "RectificationReminder" ADD CONSTRAINT "RectificationReminder_rectificationId_fkey" FOREIGN KEY ("rectificationId") REFERENCES "Rectification"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RectificationReminder" ADD CONSTRAINT "RectificationReminder_remindedById_fkey" FOREIGN KEY ("remindedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
