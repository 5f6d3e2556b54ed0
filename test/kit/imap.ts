/** A real IMAP server: Debian's dovecot, where this machine has it, from a folder of its own. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createConnection, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ImapFlow } from "imapflow";

export interface ImapServer {
  port: number;
  /** As the mailbox's owner, with a program of his own. */
  as<Result>(user: string, run: (client: ImapFlow) => Promise<Result>): Promise<Result>;
  deliver(user: string, source: Buffer, folder?: string): Promise<void>;
  close(): Promise<void>;
}

export const password = "nine-dragons-夜";

/** Null: there is none here. */
export const dovecot = ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot"].find((path) => {
  try {
    return execFileSync(path, ["--version"]).length > 0;
  } catch {
    return false;
  }
});

export async function startImapServer(users: readonly string[]): Promise<ImapServer> {
  const folder = await mkdtemp(join(tmpdir(), "rectification-hub-imap-"));
  const port = await freePort();
  await mkdir(join(folder, "mail"));
  await writeFile(join(folder, "passwd"), users.map((user) => `${user}:{PLAIN}${password}\n`).join(""), {
    mode: 0o600,
  });
  const owner = await ownerOf(folder);
  await writeFile(join(folder, "dovecot.conf"), configuration(folder, port, owner));
  const server = spawn(dovecot ?? "", ["-F", "-c", join(folder, "dovecot.conf")], { stdio: "ignore" });
  await listening(port, server, folder);
  const as: ImapServer["as"] = async (user, run) => {
    const auth = { user, pass: password };
    const client = new ImapFlow({ host: "127.0.0.1", port, secure: false, auth, logger: false, disableAutoIdle: true });
    await client.connect();
    try {
      return await run(client);
    } finally {
      await client.logout();
    }
  };
  return {
    port,
    as,
    deliver: (user, source, to = "INBOX") => as(user, async (client) => void (await client.append(to, source))),
    async close() {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Owner {
  /** Of the server's own processes. */
  internal: string;
  login: string;
  group: string;
  uid: number;
  gid: number;
}

/** Nobody may be root for dovecot: the mail belongs to `nobody` then, and its processes to the users of its package. */
async function ownerOf(folder: string): Promise<Owner> {
  const { username, uid, gid } = userInfo();
  if (uid !== 0) {
    const group = execFileSync("id", ["-gn"]).toString().trim();
    return { internal: username, login: username, group, uid, gid };
  }
  await chmod(folder, 0o755);
  await chown(join(folder, "mail"), 65_534, 65_534);
  await chown(join(folder, "passwd"), Number(execFileSync("id", ["-u", "dovecot"])), 65_534);
  return { internal: "dovecot", login: "dovenull", group: "dovecot", uid: 65_534, gid: 65_534 };
}

const configuration = (folder: string, port: number, { internal, login, group, uid, gid }: Owner) => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
default_internal_user = ${internal}
default_internal_group = ${group}
default_login_user = ${login}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
passdb {
  driver = passwd-file
  args = ${folder}/passwd
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(port: number, server: ChildProcess, folder: string): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(await readFile(join(folder, "log"), "utf8"));
    const socket = createConnection(port, "127.0.0.1");
    const there = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    });
    socket.destroy();
    if (there) return;
    await pause(20);
  }
}
