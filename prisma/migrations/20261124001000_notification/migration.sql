-- CreateTable
CREATE TABLE "Notification" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "eventKind" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "subjectVersion" INTEGER NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "shown" BOOLEAN NOT NULL,
    "mailing" BOOLEAN NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NotificationCount" (
    "userId" UUID NOT NULL,
    "unread" INTEGER NOT NULL,

    CONSTRAINT "NotificationCount_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "NotificationSetting" (
    "userId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "console" BOOLEAN NOT NULL,
    "mail" BOOLEAN NOT NULL,

    CONSTRAINT "NotificationSetting_pkey" PRIMARY KEY ("userId","kind")
);

-- CreateIndex
CREATE INDEX "Notification_userId_occurredAt_id_idx" ON "Notification"("userId", "occurredAt", "id");

-- CreateIndex
CREATE INDEX "Notification_occurredAt_idx" ON "Notification"("occurredAt");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_userId_eventKind_subjectId_subjectVersion_key" ON "Notification"("userId", "eventKind", "subjectId", "subjectVersion");

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NotificationCount" ADD CONSTRAINT "NotificationCount_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NotificationSetting" ADD CONSTRAINT "NotificationSetting_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "NotificationCount" ADD CONSTRAINT "NotificationCount_unread" CHECK ("unread" >= 0);

-- The counts follow whatever is written, in the order of the people, so that two writers wait instead of deadlocking.
CREATE FUNCTION "countUnread"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO "NotificationCount" ("userId", "unread")
      SELECT "userId", count(*) FROM "added" WHERE "shown" AND "readAt" IS NULL GROUP BY 1 ORDER BY 1
      ON CONFLICT ("userId") DO UPDATE SET "unread" = "NotificationCount"."unread" + excluded."unread";
  ELSIF TG_OP = 'DELETE' THEN
    UPDATE "NotificationCount" c SET "unread" = c."unread" - gone."count"
      FROM (SELECT "userId", count(*) FROM "removed" WHERE "shown" AND "readAt" IS NULL GROUP BY 1) gone
      WHERE gone."userId" = c."userId";
  ELSE
    UPDATE "NotificationCount" c SET "unread" = c."unread" - read."count"
      FROM (SELECT was."userId", count(*) FROM "removed" was JOIN "added" now USING ("id")
        WHERE was."shown" AND was."readAt" IS NULL AND now."readAt" IS NOT NULL GROUP BY 1) read
      WHERE read."userId" = c."userId";
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Notification_added" AFTER INSERT ON "Notification"
  REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "countUnread"();
CREATE TRIGGER "Notification_read" AFTER UPDATE ON "Notification"
  REFERENCING OLD TABLE AS "removed" NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "countUnread"();
CREATE TRIGGER "Notification_removed" AFTER DELETE ON "Notification"
  REFERENCING OLD TABLE AS "removed" FOR EACH STATEMENT EXECUTE FUNCTION "countUnread"();
