-- AlterEnum
ALTER TYPE "JointPunishmentState" ADD VALUE 'confirmed' BEFORE 'inForce';
