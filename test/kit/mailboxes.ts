/** A hub that reads a mailbox of a real IMAP server, and writes by a real mail server. */
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironment } from "../../api/environment.ts";
import { type Hub, openHub } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { createMailboxReader, type MailboxReader, type Reading } from "../../api/mailbox/reader.ts";
import { createReferenceDatabase } from "./database.ts";
import { type ImapServer, password, startImapServer } from "./imap.ts";
import { type MailServer, startMailServer } from "./smtp.ts";

export interface ReadingStage {
  hub: Hub;
  imap: ImapServer;
  mail: MailServer;
  /** Of a process that reads for this hub. */
  variables: Record<string, string>;
  /** Writes what the hub is told of its mailboxes: by default Taiyuan's and, moving what it has taken, Datong's. */
  configure(boxes?: readonly object[], more?: object, mode?: number): Promise<void>;
  reader(over?: Partial<Reading>): Promise<MailboxReader>;
  close(): Promise<void>;
}

export async function readingStage(): Promise<ReadingStage> {
  const database = await createReferenceDatabase();
  const folder = await mkdtemp(join(tmpdir(), "rectification-hub-mailbox-"));
  const imap = await startImapServer(["taiyuan", "datong"]);
  const mail = await startMailServer();
  const file = join(folder, "mailboxes.json");
  const configure: ReadingStage["configure"] = async (boxes = usualBoxes(imap), more = {}, mode = 0o600) => {
    await writeFile(file, JSON.stringify({ mailboxes: boxes, ...more }));
    await chmod(file, mode);
  };
  await configure();
  const variables = {
    ...mail.variables,
    HUB_DATA_DIR: folder,
    DATABASE_URL: database.url,
    HUB_MAILBOXES_FILE: file,
  };
  const environment = readEnvironment(variables);
  await database.prisma.hub.create({ data: { id: 1, campaignCode: "property-2024" } });
  const hub = await openHub({ environment, databaseUrl: database.url, log: createLogger("silent") });
  return {
    hub,
    imap,
    mail,
    variables,
    configure,
    async reader(over) {
      const reader = await createMailboxReader(hub, over);
      if (!reader) throw new Error("the hub is told of no mailbox");
      return reader;
    },
    async close() {
      await mail.close();
      await imap.close();
      await hub.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const usualBoxes = ({ port }: Pick<ImapServer, "port">) => [
  { region: "1401", address: "tousu@city.example", host: "127.0.0.1", port, secure: false, user: "taiyuan", password },
  {
    region: "1402",
    address: "datong@city.example",
    host: "127.0.0.1",
    port,
    secure: false,
    user: "datong",
    password,
    moveTo: "Taken",
  },
];
