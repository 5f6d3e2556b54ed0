/** A real mail server that can be in trouble, and keeps what it takes. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";

/** What happens to the next letter; once the plan is used up all goes well. */
export type MailTrouble =
  | "none"
  /** Nothing is said after the letter's sender. */
  | "stall"
  | "drop"
  /** Kept, and the answer never comes. */
  | "keepAndStall"
  | "keepAndDrop"
  /** To the recipient. */
  | { status: number; words: string };

export interface Kept {
  from: string;
  to: string[];
  /** As it came. */
  raw: string;
  messageId: string;
}

export interface MailServer {
  readonly port: number;
  /** Of a hub that sends by it. */
  readonly variables: Record<string, string>;
  /** In the order in which they came, repeats included. */
  readonly kept: readonly Kept[];
  troubles: MailTrouble[];
  close(): Promise<void>;
}

export interface MailAccount {
  user: string;
  password: string;
}

/** @param account where given, nobody sends without it */
export async function startMailServer(account?: MailAccount): Promise<MailServer> {
  const kept: Kept[] = [];
  const planned = new WeakMap<SMTPServerSession, MailTrouble>();
  const troubles: MailTrouble[] = [];
  const server = new SMTPServer({
    // What is sent to this machine goes in plain; encryption is the business of whoever sends farther.
    disabledCommands: ["STARTTLS", ...(account ? [] : ["AUTH"])],
    allowInsecureAuth: true,
    authOptional: account === undefined,
    // No name is looked up.
    disableReverseLookup: true,
    closeTimeout: 50,
    onAuth({ username, password }, _session, done) {
      const known = username === account?.user && password === account?.password;
      done(known ? null : new Error("Invalid username or password"), known ? { user: username } : undefined);
    },
    onMailFrom(_address, session, done) {
      const trouble = mail.troubles.shift() ?? "none";
      planned.set(session, trouble);
      if (trouble === "drop") return hangUp(session);
      if (trouble !== "stall") done();
    },
    onRcptTo(_address, session, done) {
      const trouble = planned.get(session);
      if (typeof trouble !== "object") return done();
      done(Object.assign(new Error(trouble.words), { responseCode: trouble.status }));
    },
    async onData(stream: SMTPServerDataStream, session, done) {
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part as Buffer);
      const raw = Buffer.concat(parts).toString("utf8");
      const { mailFrom, rcptTo } = session.envelope;
      kept.push({
        from: mailFrom ? mailFrom.address : "",
        to: rcptTo.map(({ address }) => address),
        raw,
        messageId: /^Message-ID:\s*(<[^>]+>)/im.exec(raw)?.[1] ?? "",
      });
      const trouble = planned.get(session);
      if (trouble === "keepAndDrop") return hangUp(session);
      if (trouble !== "keepAndStall") done(null, `OK: kept as ${kept.length}`);
    },
  });
  const hangUp = (session: SMTPServerSession) => {
    for (const connection of server.connections) if (connection.session === session) connection._socket?.destroy();
  };
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const mail: MailServer = {
    port,
    variables: {
      HUB_SMTP_URL: `smtp://${account ? `${account.user}@` : ""}127.0.0.1:${port}`,
      HUB_MAIL_FROM: "hub@province.example",
    },
    kept,
    troubles,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return mail;
}
