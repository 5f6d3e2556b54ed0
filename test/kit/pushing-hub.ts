// node test/kit/pushing-hub.ts: a process that sends what waits, by the environment's settings, until it is killed.
import { readEnvironment } from "../../api/environment.ts";
import { openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { createSender } from "../../api/push/sender.ts";

const environment = readEnvironment();
const hub = await openHub({ environment, databaseUrl: environment.databaseUrl ?? "", log: createLogger("silent") });
const sender = await createSender(hub, {
  timeoutMs: Number(process.argv[2]),
  marginMs: Number(process.argv[3]),
  patience: { most: 1_000, firstMs: 1, longestMs: 5 },
  mostInARow: 5,
});
process.stdout.write("ready\n");
for (;;) {
  const lanes = await hub.db.delivery.findMany({
    where: { state: { not: "delivered" } },
    distinct: ["receiver", "companyId"],
    select: { receiver: true, companyId: true },
  });
  await Promise.all(lanes.map((lane) => sender.send(lane)));
  await new Promise((resolve) => setTimeout(resolve, 5));
}
