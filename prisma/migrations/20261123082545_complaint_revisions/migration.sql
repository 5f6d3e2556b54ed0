-- CreateTable
CREATE TABLE "ComplaintRevision" (
    "id" UUID NOT NULL,
    "complaintId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "replacedAt" TIMESTAMPTZ(3) NOT NULL,
    "changed" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "source" "ComplaintSource" NOT NULL,
    "kindCode" TEXT,
    "complexId" UUID,
    "anonymous" BOOLEAN NOT NULL,
    "content" BYTEA,

    CONSTRAINT "ComplaintRevision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ComplaintRevision_complaintId_version_key" ON "ComplaintRevision"("complaintId", "version");

-- AddForeignKey
ALTER TABLE "ComplaintRevision" ADD CONSTRAINT "ComplaintRevision_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComplaintRevision" ADD CONSTRAINT "ComplaintRevision_kindCode_fkey" FOREIGN KEY ("kindCode") REFERENCES "ViolationKind"("code") ON DELETE SET NULL ON UPDATE CASCADE;
