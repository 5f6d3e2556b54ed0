-- AlterTable
ALTER TABLE "Transfer" ADD COLUMN     "companyName" TEXT,
ADD COLUMN     "companyUscc" TEXT,
ADD COLUMN     "complaintKindCode" TEXT,
ADD COLUMN     "complaintVersion" INTEGER,
ADD COLUMN     "complexName" TEXT;

-- CreateIndex
CREATE INDEX "CreditEvent_groundId_idx" ON "CreditEvent"("groundId");

-- AddForeignKey
ALTER TABLE "Transfer" ADD CONSTRAINT "Transfer_complaintKindCode_fkey" FOREIGN KEY ("complaintKindCode") REFERENCES "ViolationKind"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- What was sent before today, as far as it is still known. Its numbers stay: the series of the departments begin anew.

UPDATE "Transfer" SET "complexName" = "Complex"."name" FROM "Complex" WHERE "Complex"."id" = "complexId";
UPDATE "Transfer" SET "companyName" = "Company"."name", "companyUscc" = "Company"."uscc"
  FROM "Company" WHERE "Company"."id" = "companyId";
UPDATE "Transfer" SET "complaintVersion" = "Complaint"."version", "complaintKindCode" = "Complaint"."kindCode"
  FROM "Complaint" WHERE "Complaint"."id" = "complaintId";
-- What the first correction after it replaced is what was sent.
UPDATE "Transfer" SET "complaintVersion" = said."version", "complaintKindCode" = said."kindCode"
  FROM (SELECT DISTINCT ON (sent."id") sent."id", revision."version", revision."kindCode"
    FROM "Transfer" sent JOIN "ComplaintRevision" revision
      ON revision."complaintId" = sent."complaintId" AND revision."replacedAt" > sent."openedAt"
    ORDER BY sent."id", revision."version") said
  WHERE said."id" = "Transfer"."id";

ALTER TABLE "Transfer" ADD CONSTRAINT "Transfer_as_sent" CHECK (("complaintId" IS NULL) = ("complaintVersion" IS NULL));
