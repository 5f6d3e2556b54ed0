-- CreateEnum
CREATE TYPE "ChecklistAnswer" AS ENUM ('inOrder', 'notInOrder', 'notApplicable', 'notLookedAt');

-- AlterTable
ALTER TABLE "Evidence" ADD COLUMN     "actCode" TEXT,
ADD COLUMN     "sentSha256" BYTEA,
ADD COLUMN     "servedSha256" BYTEA;

-- AlterTable
ALTER TABLE "Inspection" ADD COLUMN     "sentUnder" BYTEA;

-- CreateTable
CREATE TABLE "InspectionItem" (
    "inspectionId" UUID NOT NULL,
    "actCode" TEXT NOT NULL,
    "answer" "ChecklistAnswer" NOT NULL,
    "note" TEXT,

    CONSTRAINT "InspectionItem_pkey" PRIMARY KEY ("inspectionId","actCode")
);

-- CreateIndex
CREATE UNIQUE INDEX "Inspection_inspectorId_sentUnder_key" ON "Inspection"("inspectorId", "sentUnder");

-- AddForeignKey
ALTER TABLE "InspectionItem" ADD CONSTRAINT "InspectionItem_inspectionId_fkey" FOREIGN KEY ("inspectionId") REFERENCES "Inspection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InspectionItem" ADD CONSTRAINT "InspectionItem_actCode_fkey" FOREIGN KEY ("actCode") REFERENCES "ViolationAct"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
