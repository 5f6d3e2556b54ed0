-- AlterTable
ALTER TABLE "Finding" ADD COLUMN     "withdrawalReason" TEXT;
