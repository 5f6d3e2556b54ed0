import { Readable } from "node:stream";
import { createTransport, type NodemailerError } from "nodemailer";
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
  const transport = createTransport({
    host,
    port,
    secure,
    // Only what stays on this machine goes in plain.
    ...(isHere(host) ? { ignoreTLS: !secure } : { requireTLS: !secure }),
    ...(user !== undefined && { auth: { user, pass: password ?? "" } }),
  });
  let handedOver = false;
  const raw = Readable.from([message], { objectMode: false });
  raw.once("end", () => {
    handedOver = true;
  });
  try {
    const signal = AbortSignal.any([timeout, stopping]);
    const { response } = await transport.sendMail({ envelope: { from, to: [to] }, raw, signal });
    return { type: "received", status: statusIn(response), receipt: plain(response) ?? "250" };
  } catch (error) {
    const { code, responseCode, response, permanent } = error as NodemailerError;
    if (responseCode === undefined) {
      // Whoever has all of it may have kept it.
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
    transport.close();
  }
}

const failed = (
  fault: Extract<Outcome, { type: "failed" }>["fault"],
  status: number | null,
  detail: string | null,
): Outcome => ({ type: "failed", fault, status, detail });

const statusIn = (response: string) => Number(/^\d{3}/.exec(response)?.[0] ?? 250);

const isHere = (host: string) => host === "localhost" || host === "127.0.0.1" || host === "::1";
