/**
 * What a letter is: who may be written to, by which name it is known everywhere, and what becomes of it.
 *
 * Pure: no database, no clock.
 */
import { createHash } from "node:crypto";
import { commandsIn, type Transitions } from "../decision.ts";
import type { Fault, State } from "../delivery/rules.ts";
import { refuse } from "./refusals.ts";

export type Command = "retry";

export const transitions: Transitions<State, Command> = {
  waiting: {},
  failing: { retry: "waiting" },
  dead: { retry: "waiting" },
  delivered: {},
};

/** @param forgotten its words are gone: there is nothing to send any more */
export const allowedLetterCommands = (state: State, forgotten: boolean) =>
  forgotten ? [] : commandsIn(transitions, state);

/** @throws {Refusal} `letter/not-in-this-state` */
export function decideLetter(state: State, forgotten: boolean, command: Command): State {
  const next = forgotten ? undefined : transitions[state][command];
  if (next === undefined) throw refuse("letter/not-in-this-state", [], { state });
  return next;
}

const mostAddress = 254;
/** Without quotes, comments, groups and lists: whatever a server could read in another way than we do. */
const address =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

export const isAddress = (text: string) =>
  text.length <= mostAddress && address.test(text) && !/^\.|\.\.|\.@/.test(text);

/** As it is compared: the part after the sign is the same in any case, the one before it is so in practice. */
export const addressAs = (text: string) => text.trim().toLowerCase();

export const subjectBounds = { most: 200 } as const;

/**
 * @param posted to the operator's own receiver instead of a mailbox
 * @throws {Refusal} `letter/address-invalid`, `letter/subject-invalid`
 */
export function requireLetter({ to, subject, posted }: { to: string; subject: string; posted?: boolean }): void {
  if (!posted && !isAddress(addressAs(to))) throw refuse("letter/address-invalid", ["to"]);
  // A line end in a header begins the next one.
  if (subject.trim() === "" || subject.length > subjectBounds.most || /\p{Cc}/u.test(subject))
    throw refuse("letter/subject-invalid", ["subject"], { max: subjectBounds.most });
}

export interface LetterKey {
  purpose: string;
  subject: { type: string; id: string; version: number };
  recipient: string;
}

/** The same for the same letter, whenever and by whichever process it is sent (RFC 5322, 3.6.4). */
export function messageIdOf({ purpose, subject, recipient }: LetterKey): string {
  const parts = [purpose, subject.type, subject.id, subject.version, recipient];
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 40);
  return `<${hash}@letters.rectification-hub>`;
}

/** As it is shown of somebody private: enough to know it again, too little to write to. */
export const maskedAddress = (text: string) => text.replace(/^(.).*@/u, "$1***@");

/** Attempts of which nobody knows whether the server took the letter: a later one may have brought it once more. */
export const mayHaveArrivedTwice = (history: readonly { outcome: string | null; fault: Fault | null }[]): boolean =>
  history.some(({ outcome, fault }) => outcome === "interrupted" || fault === "unanswered") &&
  history.some(({ outcome }) => outcome === "received");
