-- AlterTable
ALTER TABLE "Campaign" ADD COLUMN     "titleEn" TEXT NOT NULL;

-- AlterTable
ALTER TABLE "Phase" ADD COLUMN     "titleEn" TEXT NOT NULL;

-- CreateTable
CREATE TABLE "PunishmentMeasure" (
    "code" TEXT NOT NULL,
    "department" "Department" NOT NULL,
    "title" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "PunishmentMeasure_pkey" PRIMARY KEY ("code")
);

-- CreateIndex
CREATE INDEX "PunishmentMeasure_department_position_idx" ON "PunishmentMeasure"("department", "position");
