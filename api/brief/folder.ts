import { createHash } from "node:crypto";
import ssh2, { type SFTPWrapper } from "ssh2";
import type { Outcome } from "../../schema/delivery/rules.ts";
import type { BriefFolder } from "../environment.ts";
import type { Carrier } from "../mail/mailer.ts";
import { plain } from "../plain.ts";
import { objectIn } from "../push/post.ts";
import { readSecretFile } from "../secret-file.ts";

/**
 * Puts a brief's files into a folder of a server that is known by its key alone: each is written under a name that begins
 * with a dot and then named, so that nobody reads half of one; last comes a list of them, so that whoever sees it has all.
 * The names carry what makes it one letter: what was put there before is known again and left alone.
 */
export async function createBriefFolder(folder: BriefFolder): Promise<Carrier> {
  const { url, hostKey, keyFile, passwordFile } = folder;
  const { hostname, port, username, pathname } = new URL(url);
  const path = decodeURIComponent(pathname).replace(/\/$/, "");
  const credentials = {
    ...(keyFile && { privateKey: await readSecretFile(keyFile, "HUB_BRIEF_SFTP_KEY_FILE") }),
    ...(passwordFile && {
      password: (await readSecretFile(passwordFile, "HUB_BRIEF_SFTP_PASSWORD_FILE")).replace(/\r?\n$/, ""),
    }),
  };

  return async ({ messageId }, { text }, attachments, { timeoutMs, stopping }) => {
    const id = messageId.replace(/[<>]|@.*/g, "").slice(0, 12);
    const files = attachments.map(({ name, bytes }) => ({ name: named(name, id), bytes: Buffer.from(bytes) }));
    const told = files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256(bytes).toString("hex") }));
    const list = {
      name: `${id}.json`,
      bytes: Buffer.from(JSON.stringify({ ...objectIn(text), id: messageId, files: told })),
    };
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([timeout, stopping]);
    const client = new ssh2.Client();
    let foreign: string | null = null;
    const broken = new Promise<never>((_, reject) => {
      client.on("error", reject);
      client.on("close", () => reject(new Error("closed")));
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    broken.catch(() => {});
    try {
      client.connect({
        host: hostname.replace(/^\[|\]$/g, ""),
        port: port === "" ? 22 : Number(port),
        username: decodeURIComponent(username),
        ...credentials,
        readyTimeout: timeoutMs,
        hostVerifier: (key: Buffer) => {
          const shown = `SHA256:${sha256(key).toString("base64").replace(/=+$/, "")}`;
          if (shown !== hostKey) foreign = shown;
          return shown === hostKey;
        },
      });
      await Promise.race([new Promise((resolve) => client.once("ready", () => resolve(null))), broken]);
      const putAll = async () => {
        const sftp = await step<SFTPWrapper>((done) => client.sftp(done));
        for (const file of [...files, list]) await put(sftp, path, file);
      };
      await Promise.race([putAll(), broken]);
      return { type: "received", status: 0, receipt: `SFTP ${list.name}` };
    } catch (error) {
      if (foreign) return failed("unreachable", null, `host key ${foreign}`);
      if (stopping.aborted) return failed("stopped", null, null);
      if (timeout.aborted) return failed("timedOut", null, null);
      const { code, level, message } = error as { code?: unknown; level?: unknown; message?: unknown };
      if (typeof code === "number") return failed("answered", code, plain(message));
      return failed(
        "unreachable",
        null,
        level === "client-authentication" ? "authentication" : (plain(code) ?? plain(message)),
      );
    } finally {
      client.destroy();
    }
  };
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

/** 第3期.docx as 第3期.1a2b3c4d5e6f.docx; what would lead out of the folder or hide is no name. */
const named = (name: string, id: string) =>
  name
    .replace(/[/\\]/g, "_")
    .replace(/^\.+/, "")
    .replace(/(\.[^.]*)?$/, `.${id}$1`);

async function put(sftp: SFTPWrapper, folder: string, { name, bytes }: { name: string; bytes: Buffer }): Promise<void> {
  const target = `${folder}/${name}`;
  // A name is given to nothing that is not whole.
  const there = await step<unknown>((done) => sftp.stat(target, done)).then(
    () => true,
    () => false,
  );
  if (there) return;
  const partial = `${folder}/.${name}.part`;
  await step<unknown>((done) =>
    sftp.writeFile(partial, bytes, { mode: 0o640 }, (error) => done(error ?? undefined, null)),
  );
  await step<unknown>((done) => sftp.rename(partial, target, (error) => done(error ?? undefined, null)));
}

const step = <Result>(run: (done: (error: Error | null | undefined, result: Result) => void) => void) =>
  new Promise<Result>((resolve, reject) => run((error, result) => (error ? reject(error) : resolve(result))));

const failed = (
  fault: Extract<Outcome, { type: "failed" }>["fault"],
  status: number | null,
  detail: string | null,
): Outcome => ({ type: "failed", fault, status, detail });
