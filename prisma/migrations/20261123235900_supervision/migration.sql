-- CreateEnum
CREATE TYPE "SlowReason" AS ENUM ('belowThreshold', 'amongLast');

-- CreateEnum
CREATE TYPE "SupervisionKind" AS ENUM ('reminder', 'interview', 'disciplineReport', 'keySupervision', 'difficulty');

-- CreateEnum
CREATE TYPE "SupervisionState" AS ENUM ('open', 'answered', 'settled', 'withdrawn');

-- CreateTable
CREATE TABLE "ProgressIndex" (
    "id" UUID NOT NULL,
    "weekId" UUID NOT NULL,
    "regionCode" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT,
    "score" INTEGER,
    "rank" INTEGER,
    "ranked" INTEGER NOT NULL,
    "lastRun" INTEGER NOT NULL,
    "slowBecause" "SlowReason"[],
    "parts" JSONB NOT NULL,
    "keptAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProgressIndex_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SupervisionMatter" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "kind" "SupervisionKind" NOT NULL,
    "state" "SupervisionState" NOT NULL DEFAULT 'open',
    "fromCode" TEXT NOT NULL,
    "toCode" TEXT NOT NULL,
    "aboutCode" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT,
    "subdistrictCode" TEXT,
    "rectificationId" UUID,
    "findingId" UUID,
    "complexId" UUID,
    "companyId" UUID,
    "text" TEXT NOT NULL,
    "skipReason" TEXT,
    "grounds" JSONB,
    "meetsAt" TIMESTAMPTZ(3),
    "venue" TEXT,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "openedById" UUID,
    "dueAt" TIMESTAMPTZ(3),
    "calendarPublished" BOOLEAN NOT NULL DEFAULT true,
    "overdueAt" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "answeredById" UUID,
    "returnReason" TEXT,
    "settledAt" TIMESTAMPTZ(3),
    "settledById" UUID,
    "closingReason" TEXT,

    CONSTRAINT "SupervisionMatter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Bulletin" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "weekId" UUID NOT NULL,
    "bodyCode" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "remarks" TEXT NOT NULL,
    "rows" JSONB NOT NULL,
    "document" JSONB NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" UUID,

    CONSTRAINT "Bulletin_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ProgressIndex_regionCode_weekId_idx" ON "ProgressIndex"("regionCode", "weekId");

-- CreateIndex
CREATE UNIQUE INDEX "ProgressIndex_weekId_regionCode_key" ON "ProgressIndex"("weekId", "regionCode");

-- CreateIndex
CREATE INDEX "SupervisionMatter_openedAt_id_idx" ON "SupervisionMatter"("openedAt", "id");

-- CreateIndex
CREATE INDEX "SupervisionMatter_cityCode_openedAt_id_idx" ON "SupervisionMatter"("cityCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "SupervisionMatter_countyCode_openedAt_id_idx" ON "SupervisionMatter"("countyCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "SupervisionMatter_toCode_openedAt_id_idx" ON "SupervisionMatter"("toCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "SupervisionMatter_dueAt_id_idx" ON "SupervisionMatter"("dueAt", "id");

-- CreateIndex
CREATE INDEX "SupervisionMatter_cityCode_dueAt_id_idx" ON "SupervisionMatter"("cityCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "SupervisionMatter_countyCode_dueAt_id_idx" ON "SupervisionMatter"("countyCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "SupervisionMatter_toCode_dueAt_id_idx" ON "SupervisionMatter"("toCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "SupervisionMatter_aboutCode_kind_idx" ON "SupervisionMatter"("aboutCode", "kind");

-- CreateIndex
CREATE INDEX "SupervisionMatter_rectificationId_idx" ON "SupervisionMatter"("rectificationId");

-- CreateIndex
CREATE INDEX "SupervisionMatter_findingId_idx" ON "SupervisionMatter"("findingId");

-- CreateIndex
CREATE UNIQUE INDEX "Bulletin_number_key" ON "Bulletin"("number");

-- CreateIndex
CREATE INDEX "Bulletin_publishedAt_id_idx" ON "Bulletin"("publishedAt", "id");

-- CreateIndex
CREATE INDEX "Bulletin_bodyCode_publishedAt_id_idx" ON "Bulletin"("bodyCode", "publishedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Bulletin_weekId_bodyCode_key" ON "Bulletin"("weekId", "bodyCode");

-- AddForeignKey
ALTER TABLE "ProgressIndex" ADD CONSTRAINT "ProgressIndex_weekId_fkey" FOREIGN KEY ("weekId") REFERENCES "DispatchWeek"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupervisionMatter" ADD CONSTRAINT "SupervisionMatter_rectificationId_fkey" FOREIGN KEY ("rectificationId") REFERENCES "Rectification"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupervisionMatter" ADD CONSTRAINT "SupervisionMatter_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Bulletin" ADD CONSTRAINT "Bulletin_weekId_fkey" FOREIGN KEY ("weekId") REFERENCES "DispatchWeek"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What must never be false

ALTER TABLE "ProgressIndex" ADD CONSTRAINT "ProgressIndex_region" CHECK (length("regionCode") IN (4, 6)
    AND "cityCode" = left("regionCode", 4) AND "countyCode" IS NOT DISTINCT FROM (CASE WHEN length("regionCode") = 6 THEN "regionCode" END)),
  ADD CONSTRAINT "ProgressIndex_score" CHECK ("score" BETWEEN 0 AND 10000 AND ("score" IS NULL) = ("rank" IS NULL)
    AND ("rank" IS NULL OR "rank" BETWEEN 1 AND "ranked") AND "lastRun" >= 0);

ALTER TABLE "SupervisionMatter" ADD CONSTRAINT "SupervisionMatter_region" CHECK (length("cityCode") IN (2, 4)
    AND ("countyCode" IS NULL OR (left("countyCode", 4) = "cityCode" AND length("countyCode") = 6))
    AND ("subdistrictCode" IS NULL OR ("countyCode" IS NOT NULL AND left("subdistrictCode", 6) = "countyCode"))),
  ADD CONSTRAINT "SupervisionMatter_levels" CHECK (CASE "kind"
    WHEN 'difficulty' THEN "toCode" = left("fromCode", length("fromCode") - 2) AND "aboutCode" = "fromCode"
    WHEN 'disciplineReport' THEN "toCode" = "fromCode" AND "fromCode" = left("aboutCode", length("aboutCode") - 2)
    ELSE "fromCode" = left("toCode", length("toCode") - 2) AND left("aboutCode", length("toCode")) = "toCode" END),
  ADD CONSTRAINT "SupervisionMatter_case" CHECK (num_nonnulls("rectificationId", "findingId") = ("kind" = 'keySupervision')::int),
  ADD CONSTRAINT "SupervisionMatter_interview" CHECK (num_nonnulls("meetsAt", "venue") = 2 * ("kind" = 'interview')::int),
  ADD CONSTRAINT "SupervisionMatter_owed" CHECK (("state" = 'open') = ("dueAt" IS NOT NULL)
    AND ("overdueAt" IS NULL OR "overdueAt" = "dueAt")),
  ADD CONSTRAINT "SupervisionMatter_answered" CHECK (("answer" IS NULL) = ("answeredAt" IS NULL) AND ("state" <> 'answered' OR "answer" IS NOT NULL)),
  ADD CONSTRAINT "SupervisionMatter_settled" CHECK (("settledAt" IS NOT NULL) = ("state" IN ('settled', 'withdrawn'))
    AND ("state" <> 'withdrawn' OR btrim(coalesce("closingReason", '')) <> ''));

-- A step of the ladder stands once at a time.
CREATE UNIQUE INDEX "SupervisionMatter_step_key" ON "SupervisionMatter"("aboutCode", "kind")
  WHERE "kind" IN ('reminder', 'interview', 'disciplineReport') AND "settledAt" IS NULL;

ALTER TABLE "Bulletin" ADD CONSTRAINT "Bulletin_body" CHECK (length("bodyCode") IN (2, 4) AND "cityCode" = "bodyCode");

-- What was kept of a week, and what was told of it, stays as it was.
CREATE FUNCTION "supervisionIsKept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was kept of a week, or sent, says what it said' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "ProgressIndex_kept" BEFORE UPDATE OR DELETE ON "ProgressIndex"
  FOR EACH STATEMENT EXECUTE FUNCTION "supervisionIsKept"();
CREATE TRIGGER "Bulletin_kept" BEFORE UPDATE OR DELETE ON "Bulletin"
  FOR EACH STATEMENT EXECUTE FUNCTION "supervisionIsKept"();
CREATE TRIGGER "SupervisionMatter_kept" BEFORE UPDATE OF "kind", "fromCode", "toCode", "aboutCode", "text", "skipReason", "grounds",
    "meetsAt", "venue", "openedAt", "rectificationId", "findingId" OR DELETE ON "SupervisionMatter"
  FOR EACH STATEMENT EXECUTE FUNCTION "supervisionIsKept"();

-- The province's own papers bear its code.
ALTER TABLE "Paper" DROP CONSTRAINT "Paper_region";
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_region" CHECK (length("cityCode") IN (2, 4)
    AND ("countyCode" IS NULL OR (left("countyCode", 4) = "cityCode" AND length("countyCode") = 6))
    AND ("subdistrictCode" IS NULL OR ("countyCode" IS NOT NULL AND left("subdistrictCode", 6) = "countyCode")));
