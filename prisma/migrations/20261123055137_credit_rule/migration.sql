-- AlterTable
ALTER TABLE "CreditEvent" ADD COLUMN     "closingReason" TEXT,
ADD COLUMN     "rule" TEXT NOT NULL,
ALTER COLUMN "repairableFrom" SET NOT NULL;

-- AlterTable
ALTER TABLE "JointPunishment" ADD COLUMN     "liftReason" TEXT;
