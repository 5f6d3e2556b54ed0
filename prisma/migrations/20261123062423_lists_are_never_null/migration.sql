-- AlterTable
ALTER TABLE "ActivityEvent" ALTER COLUMN "audienceRegions" SET DEFAULT ARRAY[]::TEXT[],
ALTER COLUMN "audienceDepartments" SET DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "ApiClient" ALTER COLUMN "scopes" SET DEFAULT ARRAY[]::TEXT[],
ALTER COLUMN "addresses" SET DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Complaint" ALTER COLUMN "lapsed" SET DEFAULT ARRAY[]::"ComplaintClock"[];

-- AlterTable
ALTER TABLE "PunishmentDepartment" ALTER COLUMN "measures" SET DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Timer" ALTER COLUMN "calendarYears" SET DEFAULT ARRAY[]::INTEGER[];
