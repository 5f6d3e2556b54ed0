/** A hub that writes letters, and the mail server that takes them. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironment } from "../../api/environment.ts";
import { type Hub, openHub } from "../../api/hub.ts";
import type { HandingOver } from "../../api/jobs/handing-over.ts";
import { createLogger } from "../../api/logging.ts";
import { createMailer, type Mailer } from "../../api/mail/mailer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { type NewLetter, queueLetter } from "../../schema/letter/queue.ts";
import { createTestDatabase } from "./database.ts";
import { type MailAccount, type MailServer, startMailServer } from "./smtp.ts";

/** Attempts follow on each other at once, and what does not answer is soon given up. */
const hurried: HandingOver = {
  timeoutMs: 400,
  marginMs: 5_000,
  patience: { most: 1_000, firstMs: 1, longestMs: 3 },
  mostInARow: 2,
};

export interface LetterStage {
  hub: Hub;
  /** Of a process that sends for this hub. */
  variables: Record<string, string>;
  mail: MailServer;
  mailer(over?: Partial<HandingOver>): Promise<Mailer>;
  /** About a week that no other letter is about, unless told otherwise. Null: it had been queued. */
  queue(letter?: Partial<NewLetter>): Promise<string | null>;
  close(): Promise<void>;
}

export async function letterStage(account?: MailAccount, more: NodeJS.ProcessEnv = {}): Promise<LetterStage> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "rectification-hub-mail-"));
  const mail = await startMailServer(account);
  const passwordFile = join(folder, "smtp-password");
  if (account) await writeFile(passwordFile, `${account.password}\n`);
  const variables = {
    ...mail.variables,
    HUB_DATA_DIR: folder,
    DATABASE_URL: database.url,
    HUB_SMTP_PASSWORD_FILE: account ? passwordFile : "",
    ...more,
  };
  const environment = readEnvironment(variables);
  const hub = await openHub({ environment, databaseUrl: database.url, log: createLogger("silent") });
  let weeks = 0;
  return {
    hub,
    variables,
    mail,
    mailer: (over) => createMailer(hub, { ...hurried, ...over }),
    async queue(letter = {}) {
      const id = `018f0000-0000-7000-8000-${String(++weeks).padStart(12, "0")}`;
      const about = letter.about ?? { type: "DispatchWeek", id, version: 1 };
      const whole: NewLetter = {
        purpose: "brief",
        region: "14",
        to: "office@centre.example",
        subject: "整治工作专报（第 3 期）",
        text: "专报见附件。\n",
        ...letter,
        about,
      };
      const queued = await transact(hub.ownContext(), (work) => queueLetter(work, whole));
      if (!queued) return null;
      const where = { subjectId: about.id, subjectVersion: about.version };
      return (await hub.db.letter.findFirstOrThrow({ where, orderBy: { id: "desc" } })).id;
    },
    async close() {
      await mail.close();
      await hub.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
