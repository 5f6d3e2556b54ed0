-- AlterTable
ALTER TABLE "PhaseTaskReturn" ADD COLUMN     "openedAt" TIMESTAMPTZ(3) NOT NULL;
