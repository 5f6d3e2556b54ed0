// node test/kit/mailing-hub.ts: a process that sends the letters that wait, by the environment's settings, until it is killed.
import { readEnvironment } from "../../api/environment.ts";
import { openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { createMailer } from "../../api/mail/mailer.ts";

const environment = readEnvironment();
const hub = await openHub({ environment, databaseUrl: environment.databaseUrl ?? "", log: createLogger("silent") });
const mailer = await createMailer(hub, {
  timeoutMs: Number(process.argv[2]),
  marginMs: Number(process.argv[3]),
  patience: { most: 1_000, firstMs: 1, longestMs: 5 },
});
process.stdout.write("ready\n");
for (;;) {
  const letters = await hub.db.letter.findMany({ where: { state: { not: "delivered" } }, select: { id: true } });
  await Promise.all(letters.map((letter) => mailer.send(letter)));
  await new Promise((resolve) => setTimeout(resolve, 5));
}
