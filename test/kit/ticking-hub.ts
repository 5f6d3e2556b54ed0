// node test/kit/ticking-hub.ts URL: a process that, once it is told to, fires timers of kind `test` until it is killed.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironment } from "../../api/environment.ts";
import { openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { startTicker } from "../../api/ticker.ts";

const environment = readEnvironment({
  DATABASE_URL: process.argv[2],
  HUB_DATA_DIR: join(tmpdir(), "rectification-hub-ticking"),
});
const hub = await openHub({ environment, databaseUrl: environment.databaseUrl ?? "", log: createLogger("fatal") });
process.stdout.write("ready\n");
// All begin at once: what is to be killed should be at work by then.
process.stdin.once(
  "data",
  () =>
    void startTicker(hub, {
      handlers: {
        test: async (work, subjectId) =>
          work.record({
            kind: "TimerMoved",
            subject: { type: "Complaint", id: subjectId, version: 1 },
            region: "1401",
          }),
      },
    }),
);
