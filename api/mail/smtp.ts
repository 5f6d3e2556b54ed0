import { Readable } from "node:stream";
import type { NodemailerError } from "nodemailer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Outcome } from "../../schema/delivery/rules.ts";
import type { MailServer } from "../environment.ts";
import { plain } from "../plain.ts";

export interface Posting {
  server: MailServer;
  password: string | undefined;
  to: string;
  message: Buffer;
  timeoutMs: number;
  /** The hub is stopping. */
  stopping: AbortSignal;
}

/** Hands one letter to the mail server and says what came of it. Never throws: whatever goes wrong is an outcome. */
export async function postLetter({ server, password, to, message, timeoutMs, stopping }: Posting): Promise<Outcome> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const { host, port, secure, user, from } = server;
  // Only what stays on this machine goes in plain.
  const connection = new SMTPConnection({ host, port, secure, ...(!secure && !isHere(host) && { requireTLS: true }) });
  // It is read once the server has asked for it: whoever has all of it may have kept it.
  let handedOver = false;
  const letter = Readable.from([message], { objectMode: false });
  letter.once("end", () => {
    handedOver = true;
  });
  const posted = async () => {
    await step<unknown>((done) => connection.connect((error) => done(error ?? null, null)));
    if (user !== undefined) {
      const credentials = { user, pass: password };
      await step<unknown>((done) => connection.login({ credentials }, (error) => done(error ?? null, null)));
    }
    return step<{ response: string }>((done) => connection.send({ from, to: [to] }, letter, done));
  };
  const signal = AbortSignal.any([timeout, stopping]);
  const broken = new Promise<never>((_, reject) => {
    connection.on("error", reject);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  try {
    const { response } = await Promise.race([posted(), broken]);
    connection.quit();
    return { type: "received", status: Number(response.slice(0, 3)), receipt: plain(response) ?? "250" };
  } catch (error) {
    const { code, responseCode, response, permanent } = error as NodemailerError;
    if (responseCode === undefined) {
      if (handedOver) return failed("unanswered", null, null);
      if (stopping.aborted) return failed("stopped", null, null);
      if (timeout.aborted || code === "ETIMEDOUT") return failed("timedOut", null, null);
      // Its message would quote addresses.
      return failed("unreachable", null, code?.slice(0, 60) ?? null);
    }
    // That the server does not let the hub in at all is nothing about this letter.
    const forGood = permanent && (code === "EENVELOPE" || code === "EMESSAGE");
    return failed(forGood ? "rejected" : "answered", responseCode, plain(response));
  } finally {
    connection.close();
  }
}

type Done<Result> = (error: Error | null, result: Result) => void;

const step = <Result>(run: (done: Done<Result>) => void) =>
  new Promise<Result>((resolve, reject) => run((error, result) => (error ? reject(error) : resolve(result))));

const failed = (
  fault: Extract<Outcome, { type: "failed" }>["fault"],
  status: number | null,
  detail: string | null,
): Outcome => ({ type: "failed", fault, status, detail });

/** What goes there stays on this machine. */
export const isHere = (host: string) => host === "localhost" || host === "127.0.0.1" || host === "::1";
