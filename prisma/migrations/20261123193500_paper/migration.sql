-- CreateEnum
CREATE TYPE "PaperState" AS ENUM ('issued', 'served', 'withdrawn');

-- CreateEnum
CREATE TYPE "ServiceManner" AS ENUM ('inPerson', 'left', 'post', 'electronic', 'publicNotice');

-- CreateTable
CREATE TABLE "Paper" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "act" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "issuerCode" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "addressee" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "complexId" UUID,
    "companyId" UUID,
    "matter" TEXT NOT NULL,
    "department" "Department",
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT,
    "subdistrictCode" TEXT,
    "state" "PaperState" NOT NULL DEFAULT 'issued',
    "datedOn" DATE NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "issuedById" UUID,
    "servedOn" DATE,
    "serviceManner" "ServiceManner",
    "receivedBy" TEXT,
    "serviceNote" TEXT,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawalReason" TEXT,
    "replacesId" UUID,

    CONSTRAINT "Paper_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Paper_number_key" ON "Paper"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Paper_replacesId_key" ON "Paper"("replacesId");

-- CreateIndex
CREATE INDEX "Paper_subjectId_issuedAt_id_idx" ON "Paper"("subjectId", "issuedAt", "id");

-- CreateIndex
CREATE INDEX "Paper_issuedAt_id_idx" ON "Paper"("issuedAt", "id");

-- CreateIndex
CREATE INDEX "Paper_cityCode_issuedAt_id_idx" ON "Paper"("cityCode", "issuedAt", "id");

-- CreateIndex
CREATE INDEX "Paper_countyCode_issuedAt_id_idx" ON "Paper"("countyCode", "issuedAt", "id");

-- CreateIndex
CREATE INDEX "Paper_state_issuedAt_id_idx" ON "Paper"("state", "issuedAt", "id");

-- CreateIndex
CREATE INDEX "Paper_act_issuedAt_id_idx" ON "Paper"("act", "issuedAt", "id");

-- CreateIndex
CREATE INDEX "Paper_issuerCode_state_issuedAt_id_idx" ON "Paper"("issuerCode", "state", "issuedAt", "id");

-- CreateIndex
CREATE INDEX "Paper_department_cityCode_issuedAt_id_idx" ON "Paper"("department", "cityCode", "issuedAt", "id");

-- AddForeignKey
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Paper"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What must never be false

ALTER TABLE "Paper" ADD CONSTRAINT "Paper_region" CHECK (length("cityCode") = 4
    AND ("countyCode" IS NULL OR (left("countyCode", 4) = "cityCode" AND length("countyCode") = 6))
    AND ("subdistrictCode" IS NULL OR ("countyCode" IS NOT NULL AND left("subdistrictCode", 6) = "countyCode"))),
  ADD CONSTRAINT "Paper_issuer" CHECK (length("issuerCode") IN (2, 4, 6)
    AND left(coalesce("countyCode", "cityCode"), length("issuerCode")) = "issuerCode"),
  ADD CONSTRAINT "Paper_served" CHECK (("servedOn" IS NULL) = ("serviceManner" IS NULL)
    AND ("state" <> 'served' OR "servedOn" IS NOT NULL) AND ("state" <> 'issued' OR "servedOn" IS NULL)),
  ADD CONSTRAINT "Paper_withdrawn" CHECK (("state" = 'withdrawn') = ("withdrawnAt" IS NOT NULL)
    AND ("withdrawalReason" IS NULL OR "state" = 'withdrawn')),
  ADD CONSTRAINT "Paper_replaces_another" CHECK ("replacesId" <> "id");

-- What was issued stays as it was, whatever becomes of the names and the case in it.
CREATE FUNCTION "paperIsKept"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an issued paper says what it said';
END $$;
CREATE TRIGGER "Paper_kept" BEFORE UPDATE OF "act", "number", "issuerCode", "title", "addressee", "document", "subjectType",
  "subjectId", "matter", "department", "datedOn", "issuedAt", "replacesId" OR DELETE ON "Paper"
  FOR EACH STATEMENT EXECUTE FUNCTION "paperIsKept"();

-- The number of a decision is that of its paper, which is issued once the decision is written.
ALTER TABLE "PenaltyCase" DROP CONSTRAINT "PenaltyCase_decided";
ALTER TABLE "PenaltyCase" ADD CONSTRAINT "PenaltyCase_decided" CHECK (num_nonnulls("decidedOn", "amountFen", "serviceDue") IN (0, 3)
    AND ("decidedOn" IS NOT NULL OR ("documentNumber" IS NULL AND "state" NOT IN ('decided', 'served', 'performed'))));
