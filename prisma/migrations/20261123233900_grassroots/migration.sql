-- CreateEnum
CREATE TYPE "OpinionHeat" AS ENUM ('low', 'medium', 'high', 'veryHigh');

-- CreateEnum
CREATE TYPE "OpinionState" AS ENUM ('reported', 'handling', 'answered', 'closed', 'withdrawn');

-- CreateEnum
CREATE TYPE "Medium" AS ENUM ('television', 'newspaper', 'radio', 'site', 'wechat', 'weibo', 'douyin', 'other');

-- CreateEnum
CREATE TYPE "PolicyDocumentState" AS ENUM ('issued', 'replaced', 'withdrawn');

-- CreateEnum
CREATE TYPE "PublicityAbout" AS ENUM ('campaign', 'exposure', 'advancedCompany');

-- CreateEnum
CREATE TYPE "PublicityState" AS ENUM ('published', 'withdrawn');

-- CreateTable
CREATE TABLE "OpinionIncident" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "medium" "Medium" NOT NULL,
    "link" TEXT,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "heat" "OpinionHeat" NOT NULL,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT,
    "subdistrictCode" TEXT,
    "complexId" UUID,
    "companyId" UUID,
    "holderCode" TEXT NOT NULL,
    "ownerId" UUID NOT NULL,
    "state" "OpinionState" NOT NULL DEFAULT 'reported',
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "openedById" UUID,
    "dueAt" TIMESTAMPTZ(3),
    "calendarPublished" BOOLEAN NOT NULL DEFAULT true,
    "overdueAt" TIMESTAMPTZ(3),
    "measures" TEXT,
    "handledAt" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answerMedium" "Medium",
    "answerLink" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "answeredInTime" BOOLEAN,
    "settledAt" TIMESTAMPTZ(3),
    "conclusion" TEXT,

    CONSTRAINT "OpinionIncident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OpinionStep" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "heat" "OpinionHeat" NOT NULL,
    "holderCode" TEXT NOT NULL,
    "ownerId" UUID NOT NULL,
    "reason" TEXT,

    CONSTRAINT "OpinionStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OpinionComplaint" (
    "incidentId" UUID NOT NULL,
    "complaintId" UUID NOT NULL,

    CONSTRAINT "OpinionComplaint_pkey" PRIMARY KEY ("incidentId","complaintId")
);

-- CreateTable
CREATE TABLE "PolicyDocument" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" TEXT NOT NULL,
    "documentNumber" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "issuingBody" TEXT NOT NULL,
    "inForceOn" DATE NOT NULL,
    "text" TEXT,
    "bodyCode" TEXT NOT NULL,
    "cityCode" TEXT,
    "countyCode" TEXT,
    "state" "PolicyDocumentState" NOT NULL DEFAULT 'issued',
    "edition" INTEGER NOT NULL DEFAULT 1,
    "replacesId" UUID,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "issuedById" UUID,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "calendarPublished" BOOLEAN NOT NULL DEFAULT true,
    "overdueAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),
    "settledReason" TEXT,

    CONSTRAINT "PolicyDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PolicyReceipt" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "documentId" UUID NOT NULL,
    "regionCode" TEXT NOT NULL,
    "level" "RegionLevel" NOT NULL,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT,
    "subdistrictCode" TEXT,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "owed" BOOLEAN NOT NULL DEFAULT true,
    "readAt" TIMESTAMPTZ(3),
    "readById" UUID,
    "remindedAt" TIMESTAMPTZ(3),
    "reminders" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "PolicyReceipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PolicyTally" (
    "documentId" UUID NOT NULL,
    "regionCode" TEXT NOT NULL,
    "level" "RegionLevel" NOT NULL,
    "addressed" INTEGER NOT NULL,
    "read" INTEGER NOT NULL DEFAULT 0,
    "readInTime" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "PolicyTally_pkey" PRIMARY KEY ("documentId","regionCode","level")
);

-- CreateTable
CREATE TABLE "PublicityItem" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" TEXT NOT NULL,
    "medium" "Medium" NOT NULL,
    "outlet" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "publishedOn" DATE NOT NULL,
    "link" TEXT,
    "about" "PublicityAbout" NOT NULL,
    "companyId" UUID,
    "bodyCode" TEXT NOT NULL,
    "cityCode" TEXT,
    "countyCode" TEXT,
    "state" "PublicityState" NOT NULL DEFAULT 'published',
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "PublicityItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublicityRevision" (
    "itemId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "before" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PublicityRevision_pkey" PRIMARY KEY ("itemId","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "OpinionIncident_number_key" ON "OpinionIncident"("number");

-- CreateIndex
CREATE INDEX "OpinionIncident_openedAt_id_idx" ON "OpinionIncident"("openedAt", "id");

-- CreateIndex
CREATE INDEX "OpinionIncident_cityCode_openedAt_id_idx" ON "OpinionIncident"("cityCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "OpinionIncident_countyCode_openedAt_id_idx" ON "OpinionIncident"("countyCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "OpinionIncident_subdistrictCode_openedAt_id_idx" ON "OpinionIncident"("subdistrictCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "OpinionIncident_dueAt_id_idx" ON "OpinionIncident"("dueAt", "id");

-- CreateIndex
CREATE INDEX "OpinionIncident_cityCode_dueAt_id_idx" ON "OpinionIncident"("cityCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "OpinionIncident_countyCode_dueAt_id_idx" ON "OpinionIncident"("countyCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "OpinionIncident_subdistrictCode_dueAt_id_idx" ON "OpinionIncident"("subdistrictCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "OpinionIncident_ownerId_dueAt_id_idx" ON "OpinionIncident"("ownerId", "dueAt", "id");

-- CreateIndex
CREATE INDEX "OpinionIncident_complexId_openedAt_id_idx" ON "OpinionIncident"("complexId", "openedAt", "id");

-- CreateIndex
CREATE INDEX "OpinionIncident_companyId_openedAt_id_idx" ON "OpinionIncident"("companyId", "openedAt", "id");

-- CreateIndex
CREATE INDEX "OpinionStep_incidentId_id_idx" ON "OpinionStep"("incidentId", "id");

-- CreateIndex
CREATE INDEX "OpinionComplaint_complaintId_idx" ON "OpinionComplaint"("complaintId");

-- CreateIndex
CREATE UNIQUE INDEX "PolicyDocument_number_key" ON "PolicyDocument"("number");

-- CreateIndex
CREATE UNIQUE INDEX "PolicyDocument_replacesId_key" ON "PolicyDocument"("replacesId");

-- CreateIndex
CREATE INDEX "PolicyDocument_issuedAt_id_idx" ON "PolicyDocument"("issuedAt", "id");

-- CreateIndex
CREATE INDEX "PolicyDocument_bodyCode_issuedAt_id_idx" ON "PolicyDocument"("bodyCode", "issuedAt", "id");

-- CreateIndex
CREATE INDEX "PolicyDocument_cityCode_issuedAt_id_idx" ON "PolicyDocument"("cityCode", "issuedAt", "id");

-- CreateIndex
CREATE INDEX "PolicyDocument_countyCode_issuedAt_id_idx" ON "PolicyDocument"("countyCode", "issuedAt", "id");

-- CreateIndex
CREATE INDEX "PolicyReceipt_regionCode_owed_dueAt_id_idx" ON "PolicyReceipt"("regionCode", "owed", "dueAt", "id");

-- CreateIndex
CREATE INDEX "PolicyReceipt_dueAt_id_idx" ON "PolicyReceipt"("dueAt", "id");

-- CreateIndex
CREATE INDEX "PolicyReceipt_cityCode_dueAt_id_idx" ON "PolicyReceipt"("cityCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "PolicyReceipt_countyCode_dueAt_id_idx" ON "PolicyReceipt"("countyCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "PolicyReceipt_subdistrictCode_dueAt_id_idx" ON "PolicyReceipt"("subdistrictCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "PolicyReceipt_documentId_cityCode_idx" ON "PolicyReceipt"("documentId", "cityCode");

-- CreateIndex
CREATE INDEX "PolicyReceipt_documentId_countyCode_idx" ON "PolicyReceipt"("documentId", "countyCode");

-- CreateIndex
CREATE UNIQUE INDEX "PolicyReceipt_documentId_regionCode_key" ON "PolicyReceipt"("documentId", "regionCode");

-- CreateIndex
CREATE UNIQUE INDEX "PublicityItem_number_key" ON "PublicityItem"("number");

-- CreateIndex
CREATE INDEX "PublicityItem_publishedOn_id_idx" ON "PublicityItem"("publishedOn", "id");

-- CreateIndex
CREATE INDEX "PublicityItem_cityCode_publishedOn_id_idx" ON "PublicityItem"("cityCode", "publishedOn", "id");

-- CreateIndex
CREATE INDEX "PublicityItem_countyCode_publishedOn_id_idx" ON "PublicityItem"("countyCode", "publishedOn", "id");

-- CreateIndex
CREATE INDEX "PublicityItem_companyId_publishedOn_id_idx" ON "PublicityItem"("companyId", "publishedOn", "id");

-- AddForeignKey
ALTER TABLE "OpinionIncident" ADD CONSTRAINT "OpinionIncident_complexId_fkey" FOREIGN KEY ("complexId") REFERENCES "Complex"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpinionIncident" ADD CONSTRAINT "OpinionIncident_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpinionIncident" ADD CONSTRAINT "OpinionIncident_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpinionStep" ADD CONSTRAINT "OpinionStep_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "OpinionIncident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpinionStep" ADD CONSTRAINT "OpinionStep_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpinionComplaint" ADD CONSTRAINT "OpinionComplaint_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "OpinionIncident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpinionComplaint" ADD CONSTRAINT "OpinionComplaint_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyDocument" ADD CONSTRAINT "PolicyDocument_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "PolicyDocument"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyReceipt" ADD CONSTRAINT "PolicyReceipt_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "PolicyDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyReceipt" ADD CONSTRAINT "PolicyReceipt_readById_fkey" FOREIGN KEY ("readById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyTally" ADD CONSTRAINT "PolicyTally_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "PolicyDocument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublicityItem" ADD CONSTRAINT "PublicityItem_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublicityRevision" ADD CONSTRAINT "PublicityRevision_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "PublicityItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What must never be false

ALTER TABLE "PolicyDocument" ADD CONSTRAINT "PolicyDocument_region" CHECK (length("bodyCode") IN (2, 4, 6)
    AND "cityCode" IS NOT DISTINCT FROM (CASE WHEN length("bodyCode") >= 4 THEN left("bodyCode", 4) END)
    AND "countyCode" IS NOT DISTINCT FROM (CASE WHEN length("bodyCode") = 6 THEN "bodyCode" END)),
  ADD CONSTRAINT "PolicyDocument_settled" CHECK (("settledAt" IS NOT NULL) = ("state" <> 'issued')
    AND ("settledAt" IS NULL) = ("settledReason" IS NULL)),
  ADD CONSTRAINT "PolicyDocument_overdue_at_its_minute" CHECK ("overdueAt" IS NULL OR "overdueAt" = "dueAt"),
  ADD CONSTRAINT "PolicyDocument_edition" CHECK (("replacesId" IS NULL) = ("edition" = 1));
ALTER TABLE "PolicyReceipt" ADD CONSTRAINT "PolicyReceipt_region" CHECK ("cityCode" = left("regionCode", 4)
    AND "countyCode" IS NOT DISTINCT FROM (CASE WHEN length("regionCode") >= 6 THEN left("regionCode", 6) END)
    AND "subdistrictCode" IS NOT DISTINCT FROM (CASE WHEN length("regionCode") = 9 THEN "regionCode" END)
    AND "level"::text = (CASE length("regionCode") WHEN 4 THEN 'city' WHEN 6 THEN 'county' WHEN 9 THEN 'subdistrict' END)),
  ADD CONSTRAINT "PolicyReceipt_read" CHECK (("readAt" IS NULL) = ("readById" IS NULL) AND NOT ("owed" AND "readAt" IS NOT NULL));
ALTER TABLE "PolicyTally" ADD CONSTRAINT "PolicyTally_counts" CHECK ("addressed" >= "read" AND "read" >= "readInTime" AND "readInTime" >= 0);
ALTER TABLE "OpinionIncident" ADD CONSTRAINT "OpinionIncident_region" CHECK (length("cityCode") = 4
    AND ("countyCode" IS NULL OR left("countyCode", 4) = "cityCode")
    AND ("subdistrictCode" IS NULL OR left("subdistrictCode", 6) IS NOT DISTINCT FROM "countyCode")
    AND starts_with(coalesce("subdistrictCode", "countyCode", "cityCode"), "holderCode")),
  ADD CONSTRAINT "OpinionIncident_clock" CHECK (("dueAt" IS NOT NULL) = ("state" IN ('reported', 'handling'))),
  ADD CONSTRAINT "OpinionIncident_overdue_at_its_minute" CHECK ("overdueAt" IS NULL OR "overdueAt" = "dueAt"),
  ADD CONSTRAINT "OpinionIncident_answered" CHECK (("answeredAt" IS NOT NULL) = ("state" IN ('answered', 'closed'))
    AND ("answeredAt" IS NOT NULL) = ("answeredInTime" IS NOT NULL) AND ("answeredAt" IS NOT NULL) = ("answer" IS NOT NULL)
    AND ("answeredAt" IS NOT NULL) = ("answerMedium" IS NOT NULL)),
  ADD CONSTRAINT "OpinionIncident_settled" CHECK (("settledAt" IS NOT NULL) = ("state" IN ('closed', 'withdrawn'))
    AND ("settledAt" IS NOT NULL) = ("conclusion" IS NOT NULL)),
  ADD CONSTRAINT "OpinionIncident_links" CHECK (starts_with("link", 'https://') AND starts_with("answerLink", 'https://'));
ALTER TABLE "PublicityItem" ADD CONSTRAINT "PublicityItem_region" CHECK (length("bodyCode") IN (2, 4, 6)
    AND "cityCode" IS NOT DISTINCT FROM (CASE WHEN length("bodyCode") >= 4 THEN left("bodyCode", 4) END)
    AND "countyCode" IS NOT DISTINCT FROM (CASE WHEN length("bodyCode") = 6 THEN "bodyCode" END)),
  ADD CONSTRAINT "PublicityItem_link" CHECK (starts_with("link", 'https://')),
  ADD CONSTRAINT "PublicityItem_withdrawn" CHECK (("state" = 'withdrawn') = ("withdrawnAt" IS NOT NULL)
    AND ("withdrawnAt" IS NULL) = ("reason" IS NULL));

-- What was sent down stays as it was sent: everybody has read the same.
CREATE FUNCTION "policyIsKept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was sent down is kept as it was sent' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "PolicyDocument_kept" BEFORE UPDATE OF "documentNumber", "title", "issuingBody", "inForceOn", "text", "bodyCode", "edition"
  ON "PolicyDocument" FOR EACH STATEMENT EXECUTE FUNCTION "policyIsKept"();
-- A receipt once given stays.
CREATE FUNCTION "receiptIsKept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."readAt" IS NOT NULL AND (NEW."readAt", NEW."readById") IS DISTINCT FROM (OLD."readAt", OLD."readById") THEN
    RAISE EXCEPTION 'a receipt once given stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "PolicyReceipt_kept" BEFORE UPDATE ON "PolicyReceipt" FOR EACH ROW EXECUTE FUNCTION "receiptIsKept"();
