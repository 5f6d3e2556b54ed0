-- CreateEnum
CREATE TYPE "LedgerImportState" AS ENUM ('receiving', 'checking', 'checked', 'applying', 'applied', 'cancelled', 'stopped');

-- CreateEnum
CREATE TYPE "LedgerRowOutcome" AS ENUM ('created', 'updated', 'unchanged', 'refused');

-- CreateTable
CREATE TABLE "LedgerImport" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "authorId" UUID NOT NULL,
    "regionCode" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "state" "LedgerImportState" NOT NULL DEFAULT 'receiving',
    "columns" JSONB NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "doneTo" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "stoppedBy" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "movedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerImport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerImportRow" (
    "id" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "identity" TEXT,
    "outcome" "LedgerRowOutcome",
    "complexId" UUID,
    "changed" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "errors" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "LedgerImportRow_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LedgerImport_authorId_createdAt_id_idx" ON "LedgerImport"("authorId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "LedgerImport_createdAt_idx" ON "LedgerImport"("createdAt");

-- CreateIndex
CREATE INDEX "LedgerImportRow_importId_outcome_row_idx" ON "LedgerImportRow"("importId", "outcome", "row");

-- CreateIndex
CREATE INDEX "LedgerImportRow_importId_identity_idx" ON "LedgerImportRow"("importId", "identity");

-- CreateIndex
CREATE INDEX "LedgerImportRow_importId_complexId_idx" ON "LedgerImportRow"("importId", "complexId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerImportRow_importId_row_key" ON "LedgerImportRow"("importId", "row");

-- AddForeignKey
ALTER TABLE "LedgerImport" ADD CONSTRAINT "LedgerImport_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerImport" ADD CONSTRAINT "LedgerImport_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerImportRow" ADD CONSTRAINT "LedgerImportRow_importId_fkey" FOREIGN KEY ("importId") REFERENCES "LedgerImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "LedgerImport"
  ADD CONSTRAINT "LedgerImport_counts" CHECK ("done" = "created" + "updated" + "unchanged" + "refused" AND "done" <= "total"),
  ADD CONSTRAINT "LedgerImport_stopped" CHECK (("state" = 'stopped') = ("stoppedBy" IS NOT NULL));
