-- CreateEnum
CREATE TYPE "ProvincialBriefState" AS ENUM ('draft', 'approved');

-- CreateEnum
CREATE TYPE "ProvincialBriefFormat" AS ENUM ('docx', 'xlsx');

-- CreateTable
CREATE TABLE "ProvincialBrief" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "weekId" UUID NOT NULL,
    "state" "ProvincialBriefState" NOT NULL DEFAULT 'draft',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "lateAt" TIMESTAMPTZ(3),
    "issue" INTEGER,
    "approvedAt" TIMESTAMPTZ(3),
    "approvedById" UUID,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "document" JSONB,

    CONSTRAINT "ProvincialBrief_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProvincialBriefRevision" (
    "briefId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "narrative" JSONB NOT NULL,
    "findingIds" UUID[],
    "editedAt" TIMESTAMPTZ(3) NOT NULL,
    "editedById" UUID,

    CONSTRAINT "ProvincialBriefRevision_pkey" PRIMARY KEY ("briefId","revision")
);

-- CreateTable
CREATE TABLE "ProvincialBriefFile" (
    "briefId" UUID NOT NULL,
    "format" "ProvincialBriefFormat" NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" BYTEA NOT NULL,

    CONSTRAINT "ProvincialBriefFile_pkey" PRIMARY KEY ("briefId","format")
);

-- CreateIndex
CREATE UNIQUE INDEX "ProvincialBrief_weekId_key" ON "ProvincialBrief"("weekId");

-- CreateIndex
CREATE INDEX "ProvincialBrief_dueAt_id_idx" ON "ProvincialBrief"("dueAt", "id");

-- AddForeignKey
ALTER TABLE "ProvincialBrief" ADD CONSTRAINT "ProvincialBrief_weekId_fkey" FOREIGN KEY ("weekId") REFERENCES "DispatchWeek"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProvincialBriefRevision" ADD CONSTRAINT "ProvincialBriefRevision_briefId_fkey" FOREIGN KEY ("briefId") REFERENCES "ProvincialBrief"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProvincialBriefFile" ADD CONSTRAINT "ProvincialBriefFile_briefId_fkey" FOREIGN KEY ("briefId") REFERENCES "ProvincialBrief"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What must never be false -----------------------------------------------------------------------------------------

ALTER TABLE "ProvincialBrief"
  ADD CONSTRAINT "ProvincialBrief_late_from_its_due_minute" CHECK ("lateAt" = "dueAt"),
  ADD CONSTRAINT "ProvincialBrief_approved_as_issued" CHECK (
    ("state" = 'approved') = ("approvedAt" IS NOT NULL AND "issue" IS NOT NULL AND "document" IS NOT NULL));

-- A hub in the middle of a week owes its brief too.
WITH "owed" AS (
  INSERT INTO "ProvincialBrief" ("id", "weekId", "dueAt")
  SELECT gen_random_uuid(), week."id", week."provinceDue" FROM "DispatchWeek" week
  JOIN "Hub" ON week."provinceDue" > now() + "Hub"."clockOffsetMs" * interval '1 millisecond'
  WHERE week."openedAt" IS NOT NULL
  RETURNING "id", "dueAt")
INSERT INTO "Timer" ("id", "kind", "subjectType", "subjectId", "dueAt")
SELECT gen_random_uuid(), 'briefDue', 'ProvincialBrief', "id", "dueAt" FROM "owed";
