/** A real SFTP server that can be in trouble, and keeps what it is given. */
import { createHash, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import ssh2, { type Attributes, type Connection, type SFTPWrapper } from "ssh2";

/** What happens to the next connection; once the plan is used up all goes well. */
export type SftpTrouble =
  | "refuse"
  /** Nothing is said to the first file. */
  | "stall"
  /** The connection ends in the middle of the second file. */
  | "dropHalfway"
  /** The connection ends where all is there, before that is said. */
  | "dropAfter"
  | "full";

export interface SftpServer {
  port: number;
  /** As `ssh-keygen -lf` prints it. */
  hostKey: string;
  troubles: SftpTrouble[];
  /** By their paths, as they were named and as they were written. */
  files: Map<string, Buffer>;
  /** Names that were given, in their order. */
  named: string[];
  close(): Promise<void>;
}

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;

export async function startSftpServer(account: { user: string; password: string }): Promise<SftpServer> {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  const fingerprint = createHash("sha256").update(parsed.getPublicSSH()).digest("base64").replace(/=+$/, "");
  const connections = new Set<Connection>();
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (connection) => {
    connections.add(connection);
    const trouble = sftp.troubles.shift();
    connection.on("error", () => {});
    connection.on("close", () => connections.delete(connection));
    connection.on("authentication", (ask) => {
      const known = ask.method === "password" && ask.username === account.user && ask.password === account.password;
      if (known && trouble !== "refuse") ask.accept();
      else ask.reject(["password"]);
    });
    connection.on("session", (accept) => {
      accept().on("sftp", (acceptSftp) => serve(acceptSftp(), sftp, trouble, () => connection.end()));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const sftp: SftpServer = {
    port: (server.address() as AddressInfo).port,
    hostKey: `SHA256:${fingerprint}`,
    troubles: [],
    files: new Map(),
    named: [],
    close: async () => {
      for (const connection of connections) connection.end();
      await new Promise((resolve) => server.close(() => resolve(null)));
    },
  };
  return sftp;
}

function serve(stream: SFTPWrapper, { files, named }: SftpServer, trouble: SftpTrouble | undefined, end: () => void) {
  const open = new Map<number, string>();
  let handles = 0;
  let opened = 0;
  const attributes = (bytes: Buffer): Attributes => ({
    mode: 0o100640,
    uid: 0,
    gid: 0,
    size: bytes.length,
    atime: 0,
    mtime: 0,
  });
  const stat = (request: number, path: string) => {
    const bytes = files.get(path);
    if (bytes) stream.attrs(request, attributes(bytes));
    else stream.status(request, STATUS_CODE.NO_SUCH_FILE);
  };
  stream.on("STAT", stat);
  stream.on("LSTAT", stat);
  stream.on("OPEN", (request, path, flags) => {
    if (!(flags & OPEN_MODE.WRITE)) return stream.status(request, STATUS_CODE.OP_UNSUPPORTED);
    opened++;
    if (trouble === "stall") return;
    if (trouble === "full") return stream.status(request, STATUS_CODE.FAILURE, "No space left");
    files.set(path, Buffer.alloc(0));
    open.set(++handles, path);
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(handles);
    stream.handle(request, handle);
  });
  const pathOf = (handle: Buffer) => open.get(handle.readUInt32BE()) ?? "";
  stream.on("WRITE", (request, handle, offset, data) => {
    const before = files.get(pathOf(handle)) ?? Buffer.alloc(0);
    const bytes = Buffer.alloc(Math.max(before.length, offset + data.length));
    before.copy(bytes);
    data.copy(bytes, offset);
    files.set(pathOf(handle), bytes);
    if (trouble === "dropHalfway" && opened === 2) return end();
    stream.status(request, STATUS_CODE.OK);
  });
  stream.on("FSETSTAT", (request) => stream.status(request, STATUS_CODE.OK));
  stream.on("CLOSE", (request) => stream.status(request, STATUS_CODE.OK));
  stream.on("RENAME", (request, from, to) => {
    const bytes = files.get(from);
    if (!bytes || files.has(to)) return stream.status(request, STATUS_CODE.FAILURE);
    files.delete(from);
    files.set(to, bytes);
    named.push(to);
    if (trouble === "dropAfter" && to.endsWith(".json")) return end();
    stream.status(request, STATUS_CODE.OK);
  });
}
