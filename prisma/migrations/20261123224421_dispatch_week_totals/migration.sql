-- CreateTable
CREATE TABLE "DispatchWeekTotal" (
    "weekId" UUID NOT NULL,
    "regionCode" TEXT NOT NULL,
    "figure" TEXT NOT NULL,
    "value" BIGINT NOT NULL,

    CONSTRAINT "DispatchWeekTotal_pkey" PRIMARY KEY ("weekId","regionCode","figure")
);

-- AddForeignKey
ALTER TABLE "DispatchWeekTotal" ADD CONSTRAINT "DispatchWeekTotal_weekId_fkey" FOREIGN KEY ("weekId") REFERENCES "DispatchWeek"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Weeks that were cut off before their counters were kept: by the log up to their positions.
INSERT INTO "DispatchWeekTotal" ("weekId", "regionCode", "figure", "value")
SELECT week."id", change."regionCode", change."figure", sum(change."value")
FROM "DispatchWeek" week
JOIN "ActivityEvent" event ON event."id" <= week."cutOffPosition"
CROSS JOIN LATERAL "figuresOf"(event."regionCode", event."figures", event."occurredAt") AS change
WHERE length(change."regionCode") <= 6
GROUP BY 1, 2, 3;
