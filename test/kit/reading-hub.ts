// node test/kit/reading-hub.ts CODE: a process that reads a mailbox over and over, until it is killed.
import { readEnvironment } from "../../api/environment.ts";
import { openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { createMailboxReader } from "../../api/mailbox/reader.ts";

const environment = readEnvironment();
const hub = await openHub({ environment, databaseUrl: environment.databaseUrl ?? "", log: createLogger("silent") });
const reader = await createMailboxReader(hub);
process.stdout.write("ready\n");
for (;;) await reader?.read({ code: process.argv[2] ?? "" });
