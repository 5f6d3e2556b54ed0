/**
 * When a webhook is sent to, what may be done with it, and which secrets sign what is sent.
 *
 * Pure: no database, no clock.
 */
import type { Scope } from "../account/viewer.ts";
import { holds } from "../client/rules.ts";
import { commandsIn, type Transitions } from "../decision.ts";
import { refuse } from "./refusals.ts";

export type State = "active" | "paused" | "stopped";
export type Command = "change" | "pause" | "resume" | "rotate" | "replay" | "test" | "remove";

/** One that is removed has no state: what the table says of it is where it may be done. */
export const transitions: Transitions<State, Command> = {
  active: {
    change: "active",
    pause: "paused",
    rotate: "active",
    replay: "active",
    test: "active",
    remove: "active",
  },
  paused: {
    change: "paused",
    resume: "active",
    rotate: "paused",
    replay: "paused",
    test: "paused",
    remove: "paused",
  },
  stopped: {
    change: "stopped",
    resume: "active",
    rotate: "stopped",
    replay: "stopped",
    test: "stopped",
    remove: "stopped",
  },
};

/** Where nobody answers for it any more: as though it had been stopped, whatever its state. */
const asItStands = (state: State, stands: boolean): State => (stands || state !== "active" ? state : "stopped");

/**
 * @param stands whoever set it up last may still have it sent; else nothing can be tried out
 * @param robot its secret is the group's, and not ours to change
 */
export const allowedWebhookCommands = (state: State, stands: boolean, robot = false): Command[] =>
  commandsIn(transitions, asItStands(state, stands)).filter(
    (command) => (stands || command !== "test") && !(robot && command === "rotate"),
  );

/** @throws {Refusal} `webhook/not-in-this-state` */
export function decideWebhook(state: State, stands: boolean, command: Command, robot = false): State {
  const next = transitions[asItStands(state, stands)][command];
  if (next === undefined || !allowedWebhookCommands(state, stands, robot).includes(command))
    throw refuse("webhook/not-in-this-state", [], { state });
  return next;
}

/** Who answers for a webhook: the key or the account by which it was set up last. */
export interface Holder {
  regionCode: string;
  key: {
    expiresAt: Date;
    revokedAt: Date | null;
    client: { revokedAt: Date | null; scopes: readonly string[]; regionCode: string };
  } | null;
  user: { disabledAt: Date | null; role: string; regionCode: string } | null;
}

const needed: readonly Scope[] = ["read", "webhooks"];

/**
 * Whether it may be sent to on that word: a stolen key, or the account of somebody who has left, must not go on being
 * told once it has been ended.
 */
export function standsOn({ regionCode, key, user }: Holder, realNow: Date): boolean {
  if (key) {
    const { client } = key;
    const granted = needed.every((scope) => client.scopes.includes(scope)) && client.regionCode === regionCode;
    return granted && client.revokedAt === null && holds(key, realNow);
  }
  if (!user || user.disabledAt !== null) return false;
  return (user.role === "office" || user.role === "city") && regionCode.startsWith(user.regionCode);
}

const day = 86_400_000;

/**
 * Going on from where it stood: no farther back than any client may.
 *
 * @param positionAt when it was last told something, or looked at in vain
 *
 * @throws {Refusal} `webhook/halted-too-long`
 */
export function requireResumable(positionAt: Date, now: Date, days: number): void {
  if (now.getTime() - positionAt.getTime() > days * day) throw refuse("webhook/halted-too-long", [], { days });
}

/** Real seconds from one test to the next: they are no means of knocking at other people's doors. */
export const testPause = 10;

/** @throws {Refusal} `webhook/test-under-way`, `webhook/tested-just-now` */
export function requireTestable(last: { askedAt: Date; ended: boolean } | null, realNow: Date): void {
  if (!last) return;
  if (!last.ended) throw refuse("webhook/test-under-way");
  const seconds = Math.ceil(testPause - (realNow.getTime() - last.askedAt.getTime()) / 1_000);
  if (seconds > 0) throw refuse("webhook/tested-just-now", [], { seconds });
}

export const mostWebhooks = 10;

/** @throws {Refusal} `webhook/too-many` */
export function requireRoom(held: number): void {
  if (held >= mostWebhooks) throw refuse("webhook/too-many", [], { max: mostWebhooks });
}

/** What signs; for a time the one before does as well. */
export interface Secrets {
  secret: string;
  former?: { secret: string; until: string };
}

export const overlapHours = 24;

export const rotated = ({ secret }: Secrets, fresh: string, realNow: Date): Secrets => ({
  secret: fresh,
  former: { secret, until: new Date(realNow.getTime() + overlapHours * 3_600_000).toISOString() },
});

/** The newest first. */
export const signing = ({ secret, former }: Secrets, realNow: Date): string[] =>
  former && realNow < new Date(former.until) ? [secret, former.secret] : [secret];
