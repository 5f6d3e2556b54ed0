-- CreateEnum
CREATE TYPE "SpotCheckState" AS ENUM ('drawn', 'completed', 'abandoned');

-- CreateEnum
CREATE TYPE "SpotCheckItemState" AS ENUM ('drawn', 'carriedOut', 'leftOut');

-- CreateTable
CREATE TABLE "SpotCheck" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" TEXT NOT NULL,
    "bodyCode" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "state" "SpotCheckState" NOT NULL DEFAULT 'drawn',
    "seed" TEXT NOT NULL,
    "baseWeight" INTEGER NOT NULL,
    "perComplaint" INTEGER NOT NULL,
    "complaintDays" INTEGER NOT NULL,
    "perOverdueRectification" INTEGER NOT NULL,
    "frameSize" INTEGER NOT NULL,
    "totalWeight" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "inspectors" TEXT[],
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "drawnAt" TIMESTAMPTZ(3) NOT NULL,
    "drawnById" UUID,
    "size" INTEGER NOT NULL,
    "carriedOut" INTEGER NOT NULL DEFAULT 0,
    "leftOut" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3),
    "overdueAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),
    "abandonReason" TEXT,

    CONSTRAINT "SpotCheck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SpotCheckFrameEntry" (
    "spotCheckId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "complexId" UUID NOT NULL,
    "complexName" TEXT NOT NULL,
    "complaints" INTEGER NOT NULL,
    "overdueRectifications" INTEGER NOT NULL,
    "weight" INTEGER NOT NULL,

    CONSTRAINT "SpotCheckFrameEntry_pkey" PRIMARY KEY ("spotCheckId","position")
);

-- CreateTable
CREATE TABLE "SpotCheckItem" (
    "spotCheckId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "complexId" UUID NOT NULL,
    "complexName" TEXT NOT NULL,
    "regionCode" TEXT NOT NULL,
    "state" "SpotCheckItemState" NOT NULL DEFAULT 'drawn',
    "inspectionId" UUID,
    "reason" TEXT,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "SpotCheckItem_pkey" PRIMARY KEY ("spotCheckId","round")
);

-- CreateIndex
CREATE UNIQUE INDEX "SpotCheck_number_key" ON "SpotCheck"("number");

-- CreateIndex
CREATE INDEX "SpotCheck_drawnAt_id_idx" ON "SpotCheck"("drawnAt", "id");

-- CreateIndex
CREATE INDEX "SpotCheck_bodyCode_drawnAt_id_idx" ON "SpotCheck"("bodyCode", "drawnAt", "id");

-- CreateIndex
CREATE INDEX "SpotCheck_dueAt_id_idx" ON "SpotCheck"("dueAt", "id");

-- CreateIndex
CREATE INDEX "SpotCheck_bodyCode_dueAt_id_idx" ON "SpotCheck"("bodyCode", "dueAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SpotCheckItem_inspectionId_key" ON "SpotCheckItem"("inspectionId");

-- CreateIndex
CREATE UNIQUE INDEX "SpotCheckItem_spotCheckId_complexId_key" ON "SpotCheckItem"("spotCheckId", "complexId");

-- AddForeignKey
ALTER TABLE "SpotCheck" ADD CONSTRAINT "SpotCheck_drawnById_fkey" FOREIGN KEY ("drawnById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpotCheckFrameEntry" ADD CONSTRAINT "SpotCheckFrameEntry_spotCheckId_fkey" FOREIGN KEY ("spotCheckId") REFERENCES "SpotCheck"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpotCheckItem" ADD CONSTRAINT "SpotCheckItem_spotCheckId_fkey" FOREIGN KEY ("spotCheckId") REFERENCES "SpotCheck"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpotCheckItem" ADD CONSTRAINT "SpotCheckItem_inspectionId_fkey" FOREIGN KEY ("inspectionId") REFERENCES "Inspection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What must never be false

ALTER TABLE "SpotCheck" ADD CONSTRAINT "SpotCheck_region" CHECK ("cityCode" = left("countyCode", 4) AND length("countyCode") = 6
    AND length("bodyCode") IN (2, 4) AND left("countyCode", length("bodyCode")) = "bodyCode"),
  ADD CONSTRAINT "SpotCheck_seed" CHECK ("seed" ~ '^[0-9a-f]{64}$' AND "fingerprint" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "SpotCheck_size" CHECK ("size" BETWEEN 1 AND "frameSize" AND "totalWeight" >= "frameSize"
    AND "carriedOut" >= 0 AND "leftOut" >= 0 AND "carriedOut" + "leftOut" <= "size"),
  ADD CONSTRAINT "SpotCheck_inspectors" CHECK (cardinality("inspectors") > 0),
  ADD CONSTRAINT "SpotCheck_period" CHECK ("startsOn" <= "endsOn"),
  ADD CONSTRAINT "SpotCheck_completed" CHECK ("state" = 'abandoned' OR ("state" = 'completed') = ("carriedOut" + "leftOut" = "size")),
  ADD CONSTRAINT "SpotCheck_settled" CHECK (("settledAt" IS NOT NULL) = ("state" <> 'drawn') AND ("dueAt" IS NULL) = ("settledAt" IS NOT NULL)),
  ADD CONSTRAINT "SpotCheck_overdue_at_its_minute" CHECK ("overdueAt" IS NULL OR "dueAt" IS NULL OR "overdueAt" = "dueAt"),
  ADD CONSTRAINT "SpotCheck_abandoned" CHECK (("state" = 'abandoned') = (btrim(coalesce("abandonReason", '')) <> ''));
ALTER TABLE "SpotCheckFrameEntry" ADD CONSTRAINT "SpotCheckFrameEntry_weight" CHECK ("position" >= 1 AND "weight" >= 1
    AND "complaints" >= 0 AND "overdueRectifications" >= 0);
ALTER TABLE "SpotCheckItem" ADD CONSTRAINT "SpotCheckItem_carried_out" CHECK (("state" = 'carriedOut') = ("inspectionId" IS NOT NULL)),
  ADD CONSTRAINT "SpotCheckItem_left_out" CHECK (("state" = 'leftOut') = (btrim(coalesce("reason", '')) <> '')),
  ADD CONSTRAINT "SpotCheckItem_settled" CHECK (("settledAt" IS NOT NULL) = ("state" <> 'drawn'));

-- What the lot fell from and on stays as it was: whoever draws again must find the same.
CREATE FUNCTION "drawIsKept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was drawn, and from which frame, is kept' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "SpotCheckFrameEntry_kept" BEFORE UPDATE OR DELETE ON "SpotCheckFrameEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION "drawIsKept"();
CREATE TRIGGER "SpotCheck_kept" BEFORE UPDATE OF "seed", "fingerprint", "number", "bodyCode", "countyCode", "size", "frameSize",
    "baseWeight", "perComplaint", "complaintDays", "perOverdueRectification", "drawnAt" ON "SpotCheck"
  FOR EACH STATEMENT EXECUTE FUNCTION "drawIsKept"();
CREATE TRIGGER "SpotCheckItem_kept" BEFORE UPDATE OF "spotCheckId", "round", "complexId", "complexName", "regionCode" ON "SpotCheckItem"
  FOR EACH STATEMENT EXECUTE FUNCTION "drawIsKept"();
