-- CreateEnum
CREATE TYPE "Role" AS ENUM ('leader', 'office', 'city', 'county', 'subdistrict', 'department', 'discipline', 'system', 'display', 'administrator');

-- CreateEnum
CREATE TYPE "SourceSubject" AS ENUM ('company', 'complex', 'contract', 'complaint');

-- CreateEnum
CREATE TYPE "ComplaintSource" AS ENUM ('hotline', 'mailbox', 'web', 'wechat', 'visit', 'hotline12345', 'transfer', 'superior');

-- CreateEnum
CREATE TYPE "ComplaintClock" AS ENUM ('acknowledge', 'verify', 'feedback', 'transfer', 'outcome');

-- CreateEnum
CREATE TYPE "ComplaintState" AS ENUM ('received', 'assigned', 'verifying', 'substantiated', 'unsubstantiated', 'transferred', 'feedbackGiven', 'closed', 'withdrawn');

-- CreateEnum
CREATE TYPE "ScreeningState" AS ENUM ('notScreened', 'clean', 'problemsOpen', 'allRectified');

-- CreateEnum
CREATE TYPE "ServiceContractKind" AS ENUM ('preliminary', 'owners');

-- CreateEnum
CREATE TYPE "CreditSeverity" AS ENUM ('minor', 'general', 'severe');

-- CreateEnum
CREATE TYPE "CreditGround" AS ENUM ('finding', 'penalty', 'refusedHandover', 'judgment');

-- CreateEnum
CREATE TYPE "CreditEventState" AS ENUM ('recorded', 'withdrawn', 'repaired');

-- CreateEnum
CREATE TYPE "DispatchReportState" AS ENUM ('open', 'submitted', 'returned', 'accepted', 'locked');

-- CreateEnum
CREATE TYPE "FindingState" AS ENUM ('open', 'ordered', 'rectified', 'unrectified', 'withdrawn');

-- CreateEnum
CREATE TYPE "InspectionKind" AS ENUM ('screening', 'verification', 'lookBack', 'spotCheck', 'provincial');

-- CreateEnum
CREATE TYPE "InspectionState" AS ENUM ('planned', 'carriedOut', 'withdrawn');

-- CreateEnum
CREATE TYPE "InspectionResult" AS ENUM ('clean', 'problems');

-- CreateEnum
CREATE TYPE "JointPunishmentState" AS ENUM ('opened', 'inForce', 'lifted');

-- CreateEnum
CREATE TYPE "Department" AS ENUM ('housing', 'developmentReform', 'marketRegulation', 'fireRescue', 'publicSecurity', 'cityManagement', 'credit', 'disciplineInspection');

-- CreateEnum
CREATE TYPE "RectificationState" AS ENUM ('ordered', 'inProgress', 'submitted', 'sentBack', 'accepted', 'refused', 'failed');

-- CreateEnum
CREATE TYPE "Escalation" AS ENUM ('none', 'city', 'province');

-- CreateEnum
CREATE TYPE "FollowUpKind" AS ENUM ('gradeReview', 'penaltyOrTransfer', 'exitGuidance');

-- CreateEnum
CREATE TYPE "FollowUpState" AS ENUM ('owed', 'opened', 'waived');

-- CreateEnum
CREATE TYPE "RegionLevel" AS ENUM ('province', 'city', 'county', 'subdistrict');

-- CreateEnum
CREATE TYPE "ViolationCategory" AS ENUM ('nonPerformance', 'encroachment');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "username" TEXT NOT NULL,
    "displayUsername" TEXT,
    "role" "Role" NOT NULL,
    "regionCode" TEXT NOT NULL,
    "department" "Department",
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiClient" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "regionCode" TEXT NOT NULL,
    "scopes" TEXT[],
    "addresses" TEXT[],
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiClient_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "start" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SourceRecord" (
    "clientId" UUID NOT NULL,
    "subjectType" "SourceSubject" NOT NULL,
    "externalId" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,
    "contentHash" BYTEA NOT NULL,

    CONSTRAINT "SourceRecord_pkey" PRIMARY KEY ("clientId","subjectType","externalId")
);

-- CreateTable
CREATE TABLE "SignInFailure" (
    "username" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "lockedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "SignInFailure_pkey" PRIMARY KEY ("username")
);

-- CreateTable
CREATE TABLE "ActivityEvent" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "regionCode" TEXT NOT NULL,
    "cityCode" TEXT,
    "countyCode" TEXT,
    "subdistrictCode" TEXT,
    "audienceRegions" TEXT[],
    "audienceDepartments" TEXT[],
    "seal" TEXT,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "subjectVersion" INTEGER NOT NULL,
    "complexId" UUID,
    "companyId" UUID,
    "actorKind" TEXT NOT NULL,
    "actorId" UUID,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "facts" JSONB NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "ActivityEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FigureTotal" (
    "regionCode" TEXT NOT NULL,
    "figure" TEXT NOT NULL,
    "value" BIGINT NOT NULL,

    CONSTRAINT "FigureTotal_pkey" PRIMARY KEY ("regionCode","figure")
);

-- CreateTable
CREATE TABLE "FigureDay" (
    "regionCode" TEXT NOT NULL,
    "figure" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "value" BIGINT NOT NULL,

    CONSTRAINT "FigureDay_pkey" PRIMARY KEY ("regionCode","figure","day")
);

-- CreateTable
CREATE TABLE "Hub" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "incarnation" UUID NOT NULL,
    "clockOffsetMs" BIGINT NOT NULL DEFAULT 0,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,
    "seededAt" TIMESTAMPTZ(3),
    "campaignCode" TEXT,

    CONSTRAINT "Hub_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyRecord" (
    "caller" TEXT NOT NULL,
    "keyHash" BYTEA NOT NULL,
    "field" TEXT NOT NULL,
    "bodyHash" BYTEA NOT NULL,
    "outcome" BYTEA,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyRecord_pkey" PRIMARY KEY ("caller","keyHash","field")
);

-- CreateTable
CREATE TABLE "NumberSeries" (
    "series" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "NumberSeries_pkey" PRIMARY KEY ("series")
);

-- CreateTable
CREATE TABLE "Campaign" (
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,

    CONSTRAINT "Campaign_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Phase" (
    "campaignCode" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Phase_pkey" PRIMARY KEY ("campaignCode","code")
);

-- CreateTable
CREATE TABLE "PhaseTask" (
    "id" UUID NOT NULL,
    "campaignCode" TEXT NOT NULL,
    "phaseCode" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "owedBy" "RegionLevel" NOT NULL,
    "dueOn" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "PhaseTask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PhaseTaskReturn" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "taskId" UUID NOT NULL,
    "regionCode" TEXT NOT NULL,
    "cityCode" TEXT,
    "countyCode" TEXT,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "proof" TEXT,
    "lateAt" TIMESTAMPTZ(3),

    CONSTRAINT "PhaseTaskReturn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CampaignSettings" (
    "id" UUID NOT NULL,
    "campaignCode" TEXT NOT NULL,
    "holdsFrom" DATE NOT NULL,
    "values" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "authorId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CampaignSettings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Company" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "uscc" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "legalRepresentative" TEXT,
    "registeredAddress" TEXT,
    "phone" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CompanyPresence" (
    "companyId" UUID NOT NULL,
    "regionCode" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,

    CONSTRAINT "CompanyPresence_pkey" PRIMARY KEY ("companyId","regionCode")
);

-- CreateTable
CREATE TABLE "CompanySource" (
    "id" UUID NOT NULL,
    "companyId" UUID NOT NULL,
    "cityCode" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "legalRepresentative" TEXT,
    "registeredAddress" TEXT,
    "phone" TEXT,
    "holds" BOOLEAN NOT NULL DEFAULT false,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CompanySource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Complaint" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" TEXT NOT NULL,
    "source" "ComplaintSource" NOT NULL,
    "kindCode" TEXT,
    "complexId" UUID,
    "companyId" UUID,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "subdistrictCode" TEXT,
    "state" "ComplaintState" NOT NULL DEFAULT 'received',
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "confirmed" BOOLEAN NOT NULL DEFAULT false,
    "filedAt" TIMESTAMPTZ(3) NOT NULL,
    "handlerId" UUID,
    "acknowledgeDue" TIMESTAMPTZ(3) NOT NULL,
    "verifyDue" TIMESTAMPTZ(3) NOT NULL,
    "feedbackDue" TIMESTAMPTZ(3) NOT NULL,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "verifiedAt" TIMESTAMPTZ(3),
    "feedbackAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "nextDueAt" TIMESTAMPTZ(3),
    "overdueAt" TIMESTAMPTZ(3),
    "calendarPublished" BOOLEAN NOT NULL DEFAULT true,
    "extensions" INTEGER NOT NULL DEFAULT 0,
    "pausedAt" TIMESTAMPTZ(3),
    "transferredTo" "Department",
    "transferDue" TIMESTAMPTZ(3),
    "transferAcceptedAt" TIMESTAMPTZ(3),
    "transferAnsweredAt" TIMESTAMPTZ(3),
    "outcomeDue" TIMESTAMPTZ(3),
    "lapsed" "ComplaintClock"[],
    "reopenings" INTEGER NOT NULL DEFAULT 0,
    "ownerReopenings" INTEGER NOT NULL DEFAULT 0,
    "satisfied" BOOLEAN,
    "answeredAt" TIMESTAMPTZ(3),
    "answerDue" TIMESTAMPTZ(3),
    "primaryId" UUID,
    "trackingHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Complaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ComplaintSecret" (
    "complaintId" UUID NOT NULL,
    "wrappedKey" BYTEA,
    "masterKey" TEXT NOT NULL,
    "content" BYTEA,
    "phoneHash" BYTEA,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ComplaintSecret_pkey" PRIMARY KEY ("complaintId")
);

-- CreateTable
CREATE TABLE "ComplaintFeedback" (
    "id" UUID NOT NULL,
    "complaintId" UUID NOT NULL,
    "content" BYTEA,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,
    "givenById" UUID,

    CONSTRAINT "ComplaintFeedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Complex" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "address" TEXT,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "subdistrictCode" TEXT,
    "households" INTEGER NOT NULL,
    "areaHundredths" BIGINT,
    "guidedPrice" BOOLEAN NOT NULL DEFAULT false,
    "serviceGrade" TEXT,
    "chargeFen" INTEGER,
    "companyId" UUID,
    "responsiblePerson" TEXT,
    "screeningState" "ScreeningState" NOT NULL DEFAULT 'notScreened',
    "screenedAt" TIMESTAMPTZ(3),
    "openFindings" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Complex_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ServiceContract" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "complexId" UUID NOT NULL,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "subdistrictCode" TEXT,
    "companyId" UUID NOT NULL,
    "kind" "ServiceContractKind" NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE,
    "serviceGrade" TEXT,
    "chargeFen" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ServiceContract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CreditEvent" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "companyId" UUID NOT NULL,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT,
    "severity" "CreditSeverity" NOT NULL,
    "ground" "CreditGround" NOT NULL,
    "groundId" UUID,
    "description" TEXT NOT NULL,
    "documentNumber" TEXT NOT NULL,
    "determinedOn" DATE NOT NULL,
    "disclosedFrom" DATE,
    "repairableFrom" DATE,
    "disclosedUntil" DATE,
    "state" "CreditEventState" NOT NULL DEFAULT 'recorded',
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CreditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DispatchWeek" (
    "id" UUID NOT NULL,
    "campaignCode" TEXT NOT NULL,
    "isoYear" INTEGER NOT NULL,
    "isoWeek" INTEGER NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "countyDue" TIMESTAMPTZ(3) NOT NULL,
    "cityDue" TIMESTAMPTZ(3) NOT NULL,
    "provinceDue" TIMESTAMPTZ(3) NOT NULL,
    "calendarPublished" BOOLEAN NOT NULL DEFAULT true,
    "openedAt" TIMESTAMPTZ(3),
    "cutOffPosition" BIGINT,

    CONSTRAINT "DispatchWeek_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DispatchReport" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "weekId" UUID NOT NULL,
    "level" "RegionLevel" NOT NULL,
    "regionCode" TEXT NOT NULL,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT,
    "state" "DispatchReportState" NOT NULL DEFAULT 'open',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "lateAt" TIMESTAMPTZ(3),
    "acceptedAt" TIMESTAMPTZ(3),
    "returnReason" TEXT,

    CONSTRAINT "DispatchReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DispatchReportRevision" (
    "reportId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "narrative" JSONB NOT NULL,
    "logPosition" BIGINT NOT NULL,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedById" UUID,

    CONSTRAINT "DispatchReportRevision_pkey" PRIMARY KEY ("reportId","revision")
);

-- CreateTable
CREATE TABLE "Evidence" (
    "id" UUID NOT NULL,
    "sha256" BYTEA NOT NULL,
    "mediaType" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "cityCode" TEXT,
    "countyCode" TEXT,
    "subdistrictCode" TEXT,
    "subjectType" TEXT,
    "subjectId" UUID,
    "complaintId" UUID,
    "authorId" UUID,
    "authorKind" TEXT NOT NULL,
    "takenAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "kindCode" TEXT NOT NULL,
    "illegal" BOOLEAN NOT NULL DEFAULT false,
    "description" TEXT NOT NULL,
    "state" "FindingState" NOT NULL DEFAULT 'open',
    "complexId" UUID NOT NULL,
    "companyId" UUID,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "subdistrictCode" TEXT,
    "inspectionId" UUID NOT NULL,
    "complaintId" UUID,
    "rectificationId" UUID,
    "foundAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FindingAct" (
    "findingId" UUID NOT NULL,
    "actCode" TEXT NOT NULL,

    CONSTRAINT "FindingAct_pkey" PRIMARY KEY ("findingId","actCode")
);

-- CreateTable
CREATE TABLE "Inspection" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "kind" "InspectionKind" NOT NULL,
    "state" "InspectionState" NOT NULL DEFAULT 'carriedOut',
    "complexId" UUID NOT NULL,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "subdistrictCode" TEXT,
    "complaintId" UUID,
    "rectificationId" UUID,
    "inspectorId" UUID,
    "plannedFor" TIMESTAMPTZ(3),
    "carriedOutAt" TIMESTAMPTZ(3),
    "result" "InspectionResult",
    "notes" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Inspection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JointPunishment" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "companyId" UUID NOT NULL,
    "creditEventId" UUID NOT NULL,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT,
    "reason" TEXT NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "state" "JointPunishmentState" NOT NULL DEFAULT 'opened',
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "liftedAt" TIMESTAMPTZ(3),

    CONSTRAINT "JointPunishment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PunishmentDepartment" (
    "punishmentId" UUID NOT NULL,
    "department" "Department" NOT NULL,
    "measures" TEXT[],
    "confirmedAt" TIMESTAMPTZ(3),
    "confirmedById" UUID,
    "done" TEXT,
    "reportedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PunishmentDepartment_pkey" PRIMARY KEY ("punishmentId","department")
);

-- CreateTable
CREATE TABLE "Rectification" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" TEXT NOT NULL,
    "complexId" UUID NOT NULL,
    "companyId" UUID,
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "subdistrictCode" TEXT,
    "requirement" TEXT NOT NULL,
    "responsiblePerson" TEXT NOT NULL,
    "state" "RectificationState" NOT NULL DEFAULT 'ordered',
    "illegal" BOOLEAN NOT NULL DEFAULT false,
    "orderedAt" TIMESTAMPTZ(3) NOT NULL,
    "orderedById" UUID,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "originalDeadline" TIMESTAMPTZ(3) NOT NULL,
    "calendarPublished" BOOLEAN NOT NULL DEFAULT true,
    "submittedAt" TIMESTAMPTZ(3),
    "overdueAt" TIMESTAMPTZ(3),
    "awaitingReview" BOOLEAN NOT NULL DEFAULT false,
    "settledAt" TIMESTAMPTZ(3),
    "extensions" INTEGER NOT NULL DEFAULT 0,
    "extensionAskedUntil" TIMESTAMPTZ(3),
    "extensionReason" TEXT,
    "escalation" "Escalation" NOT NULL DEFAULT 'none',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Rectification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FollowUp" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "rectificationId" UUID NOT NULL,
    "kind" "FollowUpKind" NOT NULL,
    "state" "FollowUpState" NOT NULL DEFAULT 'owed',
    "cityCode" TEXT NOT NULL,
    "countyCode" TEXT NOT NULL,
    "subdistrictCode" TEXT,
    "owedSince" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),
    "waiverReason" TEXT,

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Region" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" "RegionLevel" NOT NULL,
    "parentCode" TEXT,
    "position" INTEGER NOT NULL,
    "validFrom" DATE NOT NULL,

    CONSTRAINT "Region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "SupervisionChannel" (
    "regionCode" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "SupervisionChannel_pkey" PRIMARY KEY ("regionCode")
);

-- CreateTable
CREATE TABLE "Timer" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "ruleVersion" INTEGER NOT NULL DEFAULT 1,
    "calendarYears" INTEGER[],
    "calendarPublished" BOOLEAN NOT NULL DEFAULT true,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retryAt" TIMESTAMPTZ(3),
    "lastError" TEXT,

    CONSTRAINT "Timer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ViolationKind" (
    "code" TEXT NOT NULL,
    "category" "ViolationCategory" NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,

    CONSTRAINT "ViolationKind_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "ViolationAct" (
    "code" TEXT NOT NULL,
    "kindCode" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "textEn" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "ViolationAct_pkey" PRIMARY KEY ("code")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_username_key" ON "User"("username");

-- CreateIndex
CREATE INDEX "User_regionCode_role_idx" ON "User"("regionCode", "role");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE INDEX "ApiClient_regionCode_idx" ON "ApiClient"("regionCode");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_hash_key" ON "ApiKey"("hash");

-- CreateIndex
CREATE INDEX "ApiKey_clientId_idx" ON "ApiKey"("clientId");

-- CreateIndex
CREATE INDEX "SourceRecord_subjectType_subjectId_idx" ON "SourceRecord"("subjectType", "subjectId");

-- CreateIndex
CREATE INDEX "ActivityEvent_cityCode_id_idx" ON "ActivityEvent"("cityCode", "id");

-- CreateIndex
CREATE INDEX "ActivityEvent_countyCode_id_idx" ON "ActivityEvent"("countyCode", "id");

-- CreateIndex
CREATE INDEX "ActivityEvent_subdistrictCode_id_idx" ON "ActivityEvent"("subdistrictCode", "id");

-- CreateIndex
CREATE INDEX "ActivityEvent_subjectId_id_idx" ON "ActivityEvent"("subjectId", "id");

-- CreateIndex
CREATE INDEX "ActivityEvent_complexId_id_idx" ON "ActivityEvent"("complexId", "id");

-- CreateIndex
CREATE INDEX "ActivityEvent_companyId_id_idx" ON "ActivityEvent"("companyId", "id");

-- CreateIndex
CREATE INDEX "ActivityEvent_kind_id_idx" ON "ActivityEvent"("kind", "id");

-- CreateIndex
CREATE INDEX "IdempotencyRecord_createdAt_idx" ON "IdempotencyRecord"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "PhaseTask_campaignCode_code_key" ON "PhaseTask"("campaignCode", "code");

-- CreateIndex
CREATE INDEX "PhaseTaskReturn_regionCode_dueAt_idx" ON "PhaseTaskReturn"("regionCode", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "PhaseTaskReturn_taskId_regionCode_key" ON "PhaseTaskReturn"("taskId", "regionCode");

-- CreateIndex
CREATE INDEX "CampaignSettings_campaignCode_holdsFrom_idx" ON "CampaignSettings"("campaignCode", "holdsFrom");

-- CreateIndex
CREATE UNIQUE INDEX "Company_uscc_key" ON "Company"("uscc");

-- CreateIndex
CREATE INDEX "Company_name_id_idx" ON "Company"("name", "id");

-- CreateIndex
CREATE INDEX "Company_name_trigram" ON "Company" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "CompanyPresence_cityCode_companyId_idx" ON "CompanyPresence"("cityCode", "companyId");

-- CreateIndex
CREATE INDEX "CompanyPresence_regionCode_companyId_idx" ON "CompanyPresence"("regionCode", "companyId");

-- CreateIndex
CREATE UNIQUE INDEX "CompanySource_companyId_cityCode_key" ON "CompanySource"("companyId", "cityCode");

-- CreateIndex
CREATE UNIQUE INDEX "Complaint_number_key" ON "Complaint"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Complaint_trackingHash_key" ON "Complaint"("trackingHash");

-- CreateIndex
CREATE INDEX "Complaint_filedAt_id_idx" ON "Complaint"("filedAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_cityCode_filedAt_id_idx" ON "Complaint"("cityCode", "filedAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_countyCode_filedAt_id_idx" ON "Complaint"("countyCode", "filedAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_subdistrictCode_filedAt_id_idx" ON "Complaint"("subdistrictCode", "filedAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_complexId_filedAt_id_idx" ON "Complaint"("complexId", "filedAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_companyId_filedAt_id_idx" ON "Complaint"("companyId", "filedAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_state_filedAt_id_idx" ON "Complaint"("state", "filedAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_cityCode_state_filedAt_id_idx" ON "Complaint"("cityCode", "state", "filedAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_countyCode_state_filedAt_id_idx" ON "Complaint"("countyCode", "state", "filedAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_handlerId_nextDueAt_id_idx" ON "Complaint"("handlerId", "nextDueAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_nextDueAt_id_idx" ON "Complaint"("nextDueAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_cityCode_nextDueAt_id_idx" ON "Complaint"("cityCode", "nextDueAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_countyCode_nextDueAt_id_idx" ON "Complaint"("countyCode", "nextDueAt", "id");

-- CreateIndex
CREATE INDEX "Complaint_primaryId_idx" ON "Complaint"("primaryId");

-- CreateIndex
CREATE INDEX "ComplaintSecret_phoneHash_idx" ON "ComplaintSecret"("phoneHash");

-- CreateIndex
CREATE INDEX "ComplaintFeedback_complaintId_givenAt_idx" ON "ComplaintFeedback"("complaintId", "givenAt");

-- CreateIndex
CREATE INDEX "Complex_name_id_idx" ON "Complex"("name", "id");

-- CreateIndex
CREATE INDEX "Complex_cityCode_name_id_idx" ON "Complex"("cityCode", "name", "id");

-- CreateIndex
CREATE INDEX "Complex_countyCode_name_id_idx" ON "Complex"("countyCode", "name", "id");

-- CreateIndex
CREATE INDEX "Complex_companyId_name_id_idx" ON "Complex"("companyId", "name", "id");

-- CreateIndex
CREATE INDEX "Complex_subdistrictCode_name_id_idx" ON "Complex"("subdistrictCode", "name", "id");

-- CreateIndex
CREATE INDEX "Complex_cityCode_screeningState_name_id_idx" ON "Complex"("cityCode", "screeningState", "name", "id");

-- CreateIndex
CREATE INDEX "Complex_countyCode_screeningState_name_id_idx" ON "Complex"("countyCode", "screeningState", "name", "id");

-- CreateIndex
CREATE INDEX "Complex_screeningState_name_id_idx" ON "Complex"("screeningState", "name", "id");

-- CreateIndex
CREATE INDEX "Complex_name_trigram" ON "Complex" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "Complex_id_countyCode_key" ON "Complex"("id", "countyCode");

-- CreateIndex
CREATE INDEX "ServiceContract_complexId_startsOn_idx" ON "ServiceContract"("complexId", "startsOn");

-- CreateIndex
CREATE INDEX "ServiceContract_companyId_startsOn_idx" ON "ServiceContract"("companyId", "startsOn");

-- CreateIndex
CREATE INDEX "CreditEvent_recordedAt_id_idx" ON "CreditEvent"("recordedAt", "id");

-- CreateIndex
CREATE INDEX "CreditEvent_cityCode_recordedAt_id_idx" ON "CreditEvent"("cityCode", "recordedAt", "id");

-- CreateIndex
CREATE INDEX "CreditEvent_companyId_recordedAt_id_idx" ON "CreditEvent"("companyId", "recordedAt", "id");

-- CreateIndex
CREATE INDEX "DispatchWeek_startsOn_idx" ON "DispatchWeek"("startsOn");

-- CreateIndex
CREATE UNIQUE INDEX "DispatchWeek_campaignCode_isoYear_isoWeek_key" ON "DispatchWeek"("campaignCode", "isoYear", "isoWeek");

-- CreateIndex
CREATE INDEX "DispatchReport_cityCode_dueAt_id_idx" ON "DispatchReport"("cityCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "DispatchReport_countyCode_dueAt_id_idx" ON "DispatchReport"("countyCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "DispatchReport_regionCode_dueAt_id_idx" ON "DispatchReport"("regionCode", "dueAt", "id");

-- CreateIndex
CREATE INDEX "DispatchReport_level_dueAt_id_idx" ON "DispatchReport"("level", "dueAt", "id");

-- CreateIndex
CREATE INDEX "DispatchReport_dueAt_id_idx" ON "DispatchReport"("dueAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "DispatchReport_weekId_regionCode_key" ON "DispatchReport"("weekId", "regionCode");

-- CreateIndex
CREATE INDEX "Evidence_subjectType_subjectId_idx" ON "Evidence"("subjectType", "subjectId");

-- CreateIndex
CREATE INDEX "Evidence_complaintId_idx" ON "Evidence"("complaintId");

-- CreateIndex
CREATE INDEX "Evidence_subjectId_createdAt_idx" ON "Evidence"("subjectId", "createdAt");

-- CreateIndex
CREATE INDEX "Finding_foundAt_id_idx" ON "Finding"("foundAt", "id");

-- CreateIndex
CREATE INDEX "Finding_cityCode_foundAt_id_idx" ON "Finding"("cityCode", "foundAt", "id");

-- CreateIndex
CREATE INDEX "Finding_countyCode_foundAt_id_idx" ON "Finding"("countyCode", "foundAt", "id");

-- CreateIndex
CREATE INDEX "Finding_complexId_foundAt_id_idx" ON "Finding"("complexId", "foundAt", "id");

-- CreateIndex
CREATE INDEX "Finding_companyId_foundAt_id_idx" ON "Finding"("companyId", "foundAt", "id");

-- CreateIndex
CREATE INDEX "Finding_rectificationId_idx" ON "Finding"("rectificationId");

-- CreateIndex
CREATE INDEX "Finding_complaintId_idx" ON "Finding"("complaintId");

-- CreateIndex
CREATE INDEX "Finding_inspectionId_idx" ON "Finding"("inspectionId");

-- CreateIndex
CREATE INDEX "Inspection_createdAt_id_idx" ON "Inspection"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Inspection_cityCode_createdAt_id_idx" ON "Inspection"("cityCode", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Inspection_countyCode_createdAt_id_idx" ON "Inspection"("countyCode", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Inspection_complexId_createdAt_id_idx" ON "Inspection"("complexId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Inspection_complaintId_idx" ON "Inspection"("complaintId");

-- CreateIndex
CREATE INDEX "JointPunishment_openedAt_id_idx" ON "JointPunishment"("openedAt", "id");

-- CreateIndex
CREATE INDEX "JointPunishment_cityCode_openedAt_id_idx" ON "JointPunishment"("cityCode", "openedAt", "id");

-- CreateIndex
CREATE INDEX "JointPunishment_companyId_openedAt_id_idx" ON "JointPunishment"("companyId", "openedAt", "id");

-- CreateIndex
CREATE INDEX "PunishmentDepartment_department_punishmentId_idx" ON "PunishmentDepartment"("department", "punishmentId");

-- CreateIndex
CREATE UNIQUE INDEX "Rectification_number_key" ON "Rectification"("number");

-- CreateIndex
CREATE INDEX "Rectification_orderedAt_id_idx" ON "Rectification"("orderedAt", "id");

-- CreateIndex
CREATE INDEX "Rectification_cityCode_orderedAt_id_idx" ON "Rectification"("cityCode", "orderedAt", "id");

-- CreateIndex
CREATE INDEX "Rectification_countyCode_orderedAt_id_idx" ON "Rectification"("countyCode", "orderedAt", "id");

-- CreateIndex
CREATE INDEX "Rectification_deadline_id_idx" ON "Rectification"("deadline", "id");

-- CreateIndex
CREATE INDEX "Rectification_cityCode_deadline_id_idx" ON "Rectification"("cityCode", "deadline", "id");

-- CreateIndex
CREATE INDEX "Rectification_countyCode_deadline_id_idx" ON "Rectification"("countyCode", "deadline", "id");

-- CreateIndex
CREATE INDEX "Rectification_state_deadline_id_idx" ON "Rectification"("state", "deadline", "id");

-- CreateIndex
CREATE INDEX "Rectification_complexId_deadline_id_idx" ON "Rectification"("complexId", "deadline", "id");

-- CreateIndex
CREATE INDEX "Rectification_companyId_deadline_id_idx" ON "Rectification"("companyId", "deadline", "id");

-- CreateIndex
CREATE INDEX "FollowUp_cityCode_state_owedSince_id_idx" ON "FollowUp"("cityCode", "state", "owedSince", "id");

-- CreateIndex
CREATE INDEX "FollowUp_countyCode_state_owedSince_id_idx" ON "FollowUp"("countyCode", "state", "owedSince", "id");

-- CreateIndex
CREATE INDEX "FollowUp_state_owedSince_id_idx" ON "FollowUp"("state", "owedSince", "id");

-- CreateIndex
CREATE UNIQUE INDEX "FollowUp_rectificationId_kind_key" ON "FollowUp"("rectificationId", "kind");

-- CreateIndex
CREATE INDEX "Region_parentCode_position_idx" ON "Region"("parentCode", "position");

-- CreateIndex
CREATE INDEX "Region_level_position_idx" ON "Region"("level", "position");

-- CreateIndex
CREATE INDEX "Timer_dueAt_idx" ON "Timer"("dueAt");

-- CreateIndex
CREATE INDEX "Timer_subjectId_idx" ON "Timer"("subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Timer_kind_subjectId_key" ON "Timer"("kind", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "ViolationAct_kindCode_code_key" ON "ViolationAct"("kindCode", "code");

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiClient" ADD CONSTRAINT "ApiClient_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "ApiClient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SourceRecord" ADD CONSTRAINT "SourceRecord_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "ApiClient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Phase" ADD CONSTRAINT "Phase_campaignCode_fkey" FOREIGN KEY ("campaignCode") REFERENCES "Campaign"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PhaseTask" ADD CONSTRAINT "PhaseTask_campaignCode_fkey" FOREIGN KEY ("campaignCode") REFERENCES "Campaign"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PhaseTask" ADD CONSTRAINT "PhaseTask_campaignCode_phaseCode_fkey" FOREIGN KEY ("campaignCode", "phaseCode") REFERENCES "Phase"("campaignCode", "code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PhaseTaskReturn" ADD CONSTRAINT "PhaseTaskReturn_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "PhaseTask"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PhaseTaskReturn" ADD CONSTRAINT "PhaseTaskReturn_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CampaignSettings" ADD CONSTRAINT "CampaignSettings_campaignCode_fkey" FOREIGN KEY ("campaignCode") REFERENCES "Campaign"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompanyPresence" ADD CONSTRAINT "CompanyPresence_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompanyPresence" ADD CONSTRAINT "CompanyPresence_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CompanySource" ADD CONSTRAINT "CompanySource_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_kindCode_fkey" FOREIGN KEY ("kindCode") REFERENCES "ViolationKind"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_complexId_countyCode_fkey" FOREIGN KEY ("complexId", "countyCode") REFERENCES "Complex"("id", "countyCode") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_handlerId_fkey" FOREIGN KEY ("handlerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_primaryId_fkey" FOREIGN KEY ("primaryId") REFERENCES "Complaint"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComplaintSecret" ADD CONSTRAINT "ComplaintSecret_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComplaintFeedback" ADD CONSTRAINT "ComplaintFeedback_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complex" ADD CONSTRAINT "Complex_countyCode_fkey" FOREIGN KEY ("countyCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complex" ADD CONSTRAINT "Complex_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceContract" ADD CONSTRAINT "ServiceContract_complexId_countyCode_fkey" FOREIGN KEY ("complexId", "countyCode") REFERENCES "Complex"("id", "countyCode") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceContract" ADD CONSTRAINT "ServiceContract_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CreditEvent" ADD CONSTRAINT "CreditEvent_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DispatchWeek" ADD CONSTRAINT "DispatchWeek_campaignCode_fkey" FOREIGN KEY ("campaignCode") REFERENCES "Campaign"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DispatchReport" ADD CONSTRAINT "DispatchReport_weekId_fkey" FOREIGN KEY ("weekId") REFERENCES "DispatchWeek"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DispatchReport" ADD CONSTRAINT "DispatchReport_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DispatchReportRevision" ADD CONSTRAINT "DispatchReportRevision_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "DispatchReport"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_kindCode_fkey" FOREIGN KEY ("kindCode") REFERENCES "ViolationKind"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_complexId_countyCode_fkey" FOREIGN KEY ("complexId", "countyCode") REFERENCES "Complex"("id", "countyCode") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_inspectionId_fkey" FOREIGN KEY ("inspectionId") REFERENCES "Inspection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_rectificationId_fkey" FOREIGN KEY ("rectificationId") REFERENCES "Rectification"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FindingAct" ADD CONSTRAINT "FindingAct_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "Finding"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FindingAct" ADD CONSTRAINT "FindingAct_actCode_fkey" FOREIGN KEY ("actCode") REFERENCES "ViolationAct"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Inspection" ADD CONSTRAINT "Inspection_complexId_countyCode_fkey" FOREIGN KEY ("complexId", "countyCode") REFERENCES "Complex"("id", "countyCode") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Inspection" ADD CONSTRAINT "Inspection_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Inspection" ADD CONSTRAINT "Inspection_rectificationId_fkey" FOREIGN KEY ("rectificationId") REFERENCES "Rectification"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Inspection" ADD CONSTRAINT "Inspection_inspectorId_fkey" FOREIGN KEY ("inspectorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JointPunishment" ADD CONSTRAINT "JointPunishment_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JointPunishment" ADD CONSTRAINT "JointPunishment_creditEventId_fkey" FOREIGN KEY ("creditEventId") REFERENCES "CreditEvent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PunishmentDepartment" ADD CONSTRAINT "PunishmentDepartment_punishmentId_fkey" FOREIGN KEY ("punishmentId") REFERENCES "JointPunishment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rectification" ADD CONSTRAINT "Rectification_complexId_countyCode_fkey" FOREIGN KEY ("complexId", "countyCode") REFERENCES "Complex"("id", "countyCode") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rectification" ADD CONSTRAINT "Rectification_companyId_fkey" FOREIGN KEY ("companyId") REFERENCES "Company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_rectificationId_fkey" FOREIGN KEY ("rectificationId") REFERENCES "Rectification"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Region" ADD CONSTRAINT "Region_parentCode_fkey" FOREIGN KEY ("parentCode") REFERENCES "Region"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SupervisionChannel" ADD CONSTRAINT "SupervisionChannel_regionCode_fkey" FOREIGN KEY ("regionCode") REFERENCES "Region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ViolationAct" ADD CONSTRAINT "ViolationAct_kindCode_fkey" FOREIGN KEY ("kindCode") REFERENCES "ViolationKind"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
