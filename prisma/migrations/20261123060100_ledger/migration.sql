-- CreateIndex
CREATE INDEX "Company_updatedAt_id_idx" ON "Company"("updatedAt", "id");

-- CreateIndex
CREATE INDEX "Complex_openFindings_id_idx" ON "Complex"("openFindings", "id");

-- CreateIndex
CREATE INDEX "Complex_cityCode_openFindings_id_idx" ON "Complex"("cityCode", "openFindings", "id");

-- CreateIndex
CREATE INDEX "Complex_countyCode_openFindings_id_idx" ON "Complex"("countyCode", "openFindings", "id");

-- CreateIndex
CREATE INDEX "Complex_updatedAt_id_idx" ON "Complex"("updatedAt", "id");

-- CreateIndex
CREATE INDEX "Complex_cityCode_updatedAt_id_idx" ON "Complex"("cityCode", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Complex_countyCode_updatedAt_id_idx" ON "Complex"("countyCode", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "ServiceContract_startsOn_id_idx" ON "ServiceContract"("startsOn", "id");

-- CreateIndex
CREATE INDEX "ServiceContract_cityCode_startsOn_id_idx" ON "ServiceContract"("cityCode", "startsOn", "id");

-- CreateIndex
CREATE INDEX "ServiceContract_countyCode_startsOn_id_idx" ON "ServiceContract"("countyCode", "startsOn", "id");

-- CreateIndex
CREATE INDEX "ServiceContract_endsOn_id_idx" ON "ServiceContract"("endsOn", "id");

-- CreateIndex
CREATE INDEX "ServiceContract_cityCode_endsOn_id_idx" ON "ServiceContract"("cityCode", "endsOn", "id");

-- What must never be false -----------------------------------------------------------------------------------------

-- The attributes of a company are those of one source.
CREATE UNIQUE INDEX "CompanySource_one_holds" ON "CompanySource" ("companyId") WHERE "holds";

-- A complex has one service contract on a day. Looked at when the transaction ends: one that ends and one that takes its
-- place may be written in either order.
ALTER TABLE "ServiceContract" ADD CONSTRAINT "ServiceContract_one_a_day" EXCLUDE USING gist (
  "complexId" WITH =, daterange("startsOn", "endsOn", '[]') WITH &&) DEFERRABLE INITIALLY DEFERRED;
