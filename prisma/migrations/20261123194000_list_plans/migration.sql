-- CreateIndex
CREATE INDEX "Complaint_kindCode_filedAt_id_idx" ON "Complaint"("kindCode", "filedAt", "id");

-- CreateIndex
CREATE INDEX "Finding_kindCode_foundAt_id_idx" ON "Finding"("kindCode", "foundAt", "id");

-- CreateIndex
CREATE INDEX "Finding_state_foundAt_id_idx" ON "Finding"("state", "foundAt", "id");

-- CreateIndex
CREATE INDEX "Inspection_kind_createdAt_id_idx" ON "Inspection"("kind", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Inspection_result_createdAt_id_idx" ON "Inspection"("result", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Inspection_inspectorId_createdAt_id_idx" ON "Inspection"("inspectorId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Rectification_escalation_deadline_id_idx" ON "Rectification"("escalation", "deadline", "id");

-- The few that a list is asked for among the many: whatever else is asked of them, no more than these are looked at.
DROP INDEX "Complaint_overdue_now";
CREATE INDEX "Complaint_overdue" ON "Complaint" ("filedAt", "id") WHERE "overdueAt" IS NOT NULL;
CREATE INDEX "Complaint_unconfirmed" ON "Complaint" ("filedAt", "id") WHERE NOT "confirmed";
CREATE INDEX "Finding_illegal" ON "Finding" ("foundAt", "id") WHERE "illegal";
CREATE INDEX "Rectification_awaiting_review" ON "Rectification" ("deadline", "id") WHERE "awaitingReview";
CREATE INDEX "Transfer_overdue" ON "Transfer" ("dueAt", "id") WHERE "overdueAt" IS NOT NULL;

-- A county lies in one city: conditions on both leave no fewer rows than the county's.
CREATE STATISTICS "Complaint_region" (dependencies) ON "cityCode", "countyCode", "subdistrictCode" FROM "Complaint";
CREATE STATISTICS "Complex_region" (dependencies) ON "cityCode", "countyCode", "subdistrictCode" FROM "Complex";
CREATE STATISTICS "Finding_region" (dependencies) ON "cityCode", "countyCode", "subdistrictCode" FROM "Finding";
CREATE STATISTICS "Inspection_region" (dependencies) ON "cityCode", "countyCode", "subdistrictCode" FROM "Inspection";
CREATE STATISTICS "Rectification_region" (dependencies) ON "cityCode", "countyCode", "subdistrictCode" FROM "Rectification";
CREATE STATISTICS "ServiceContract_region" (dependencies) ON "cityCode", "countyCode", "subdistrictCode" FROM "ServiceContract";
CREATE STATISTICS "Transfer_region" (dependencies) ON "cityCode", "countyCode", "subdistrictCode" FROM "Transfer";
