-- AlterTable
ALTER TABLE "Timer" ADD COLUMN     "countedDays" INTEGER,
ADD COLUMN     "countedFrom" DATE;
