-- AlterTable
ALTER TABLE "CampaignSettings" ADD COLUMN     "revision" SERIAL NOT NULL;

-- AlterTable
ALTER TABLE "DispatchReport" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "DispatchReportRevision" ADD COLUMN     "adjustments" JSONB NOT NULL,
ADD COLUMN     "complaintIds" UUID[],
ADD COLUMN     "findingIds" UUID[];

-- AlterTable
ALTER TABLE "DispatchWeek" ADD COLUMN     "number" INTEGER NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "DispatchWeek_campaignCode_number_key" ON "DispatchWeek"("campaignCode", "number");

-- CreateIndex
CREATE INDEX "PhaseTaskReturn_cityCode_dueAt_idx" ON "PhaseTaskReturn"("cityCode", "dueAt");

-- What must never be false -----------------------------------------------------------------------------------------

ALTER TABLE "DispatchReport"
  ADD CONSTRAINT "DispatchReport_late_from_its_due_minute" CHECK ("lateAt" = "dueAt"),
  ADD CONSTRAINT "DispatchReport_versions" CHECK (("state" = 'open') = ("revision" = 0)),
  ADD CONSTRAINT "DispatchReport_returned_with_reason" CHECK (("state" = 'returned') = ("returnReason" IS NOT NULL));
ALTER TABLE "PhaseTaskReturn"
  ADD CONSTRAINT "PhaseTaskReturn_late_from_its_due_minute" CHECK ("lateAt" = "dueAt"),
  ADD CONSTRAINT "PhaseTaskReturn_done_with_proof" CHECK ("doneAt" IS NULL OR btrim(coalesce("proof", '')) <> '');
