-- What waits already is dismissed by a timer from now on.
INSERT INTO "Timer" ("id", "kind", "subjectType", "subjectId", "dueAt")
SELECT gen_random_uuid(), 'mailUnclaimed', 'IncomingMail', "id", "receivedAt" + interval '30 days'
FROM "IncomingMail" WHERE "state" = 'setAside';
