import { bounds } from "../../schema/mailbox/bounds.ts";
import { noteFailure, noteRound, registerMailboxes } from "../../schema/mailbox/standing.ts";
import { addJob } from "../../schema/queue.ts";
import { EnvironmentRefused } from "../environment.ts";
import type { Hub } from "../hub.ts";
import { plain } from "../plain.ts";
import { type MailboxAccess, readMailboxes } from "./configuration.ts";
import { readRound } from "./round.ts";

/** Name of the job that reads one mailbox. */
export const mailboxTask = "mailbox";

export interface MailboxReader {
  /** One round of one mailbox; asks for the next at once where something is left. Never throws for what its server does. */
  read(mailbox: { code: string }): Promise<void>;
  /** Asks for a round of every mailbox. */
  sweep(): Promise<void>;
  /** Breaks off what is under way: what was taken stays taken. */
  stop(): void;
}

export interface Reading {
  /** For one round, whatever the server does. */
  roundMs: number;
  /** Mails taken in one round. */
  most: number;
  /** How often a mail that cannot be fetched or taken, or that ends the process, is tried until it is set aside unread. */
  tries: number;
}

const usual: Reading = { roundMs: 120_000, most: bounds.round, tries: 3 };

/** Reads the mailboxes that the hub is told of; null where there are none. Any number of processes may: one reads a mailbox at a time. */
export async function createMailboxReader(hub: Hub, over: Partial<Reading> = {}): Promise<MailboxReader | null> {
  const { environment, db, log } = hub;
  const options = { ...usual, ...over };
  const { boxes, spamSigns } = environment.mailboxesFile
    ? await readMailboxes(environment.mailboxesFile)
    : { boxes: [], spamSigns: [] };
  const { regions } = hub.ownContext();
  for (const { code } of boxes)
    if (!regions.get(code)) throw new EnvironmentRefused(`HUB_MAILBOXES_FILE names a region ${code} that is none.`);
  await registerMailboxes(db, boxes);
  if (boxes.length === 0) return null;
  const own = new Set([environment.mail?.from ?? [], boxes.map(({ address }) => address)].flat().map(lower));
  const stopping = new AbortController();

  const ask = (code: string) =>
    addJob(db, { task: mailboxTask, payload: { code }, key: `mailbox ${code}`, queue: `mailbox ${code}` });

  return {
    async read({ code }) {
      const box = boxes.find((one) => one.code === code);
      if (!box || stopping.signal.aborted) return;
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(options.roundMs)]);
      try {
        const more = await readRound(hub, box, {
          box: { code, spamSigns, own },
          most: options.most,
          tries: options.tries,
          signal,
        });
        await noteRound(db, code);
        if (more) await ask(code);
      } catch (error) {
        if (stopping.signal.aborted) return;
        const why = signal.aborted ? "the server did not answer in time" : wordsOf(error, box);
        log.warn({ mailbox: code, why }, "a mailbox could not be read");
        await noteFailure(db, code, why);
      }
    },
    async sweep() {
      for (const { code } of boxes) await ask(code);
    },
    stop: () => stopping.abort(),
  };
}

const lower = (text: string) => text.toLowerCase();

/** What went wrong, in one line that names neither user nor password. */
function wordsOf(error: unknown, { user, password }: MailboxAccess): string {
  const { responseText, message, code } = error as { responseText?: unknown; message?: unknown; code?: unknown };
  const words = plain(responseText) ?? plain(message) ?? plain(code) ?? "unknown";
  return words.replaceAll(password, "***").replaceAll(user, "***");
}
