import { setImmediate } from "node:timers/promises";
import { type Condition, type Predicate, predicateOf } from "../../schema/activity/condition.ts";
import { type FeedItem, type LoggedEvent, readEnd } from "../../schema/activity/event.ts";
import { findBetween } from "../../schema/activity/search.ts";
import type { HubContext } from "../../schema/context.ts";
import type { Logger } from "../logging.ts";
import { isNews, type Message, messageOf } from "./message.ts";
import type { Listener, LogReader } from "./reader.ts";
import type { Resolution } from "./resolution.ts";

export interface Member {
  /** False: it takes no more and is out of the group. */
  deliver(message: Message): boolean;
  /** It cannot go on from here: let it come back and resume by its cursor. */
  cut(): void;
}

export interface GroupOptions {
  condition: Condition;
  reader: LogReader;
  resolution: Resolution;
  means: Pick<HubContext, "db" | "pool" | "vault">;
  log: Logger;
  checkpointEveryMs: number;
  /** Nobody is in it any more. */
  onEmpty(): void;
}

/** Answers kept for those who are about to join. */
const keptMessages = 256;
/** Answers in a row before sockets are given time to write. */
const burst = 64;
/** Events read at once for somebody who catches up. */
const catchUpBatch = 200;

/**
 * All who asked the same with the same rights: each event is resolved once for them, and each gets the same bytes.
 * Whoever resumes catches up alone, then joins without a gap or a repeat.
 */
export class Group implements Listener {
  readonly #options: GroupOptions;
  readonly #admits: Predicate;
  readonly #stopListening: () => void;
  readonly #checkpoints: NodeJS.Timeout;
  /** In the group, with the position up to which they need nothing. */
  readonly #members = new Map<Member, number>();
  /** On their way in. */
  readonly #coming = new Set<Member>();
  readonly #queue: FeedItem[] = [];
  #recent: Message[] = [];
  /** All answers after this position are in `#recent`, in the queue or still to come. */
  #floor: number;
  #pumping = false;
  #closed = false;

  constructor(options: GroupOptions) {
    this.#options = options;
    this.#admits = predicateOf(options.condition);
    this.#floor = options.reader.position;
    this.#stopListening = options.reader.listen(this);
    this.#checkpoints = setInterval(
      () => this.#enqueue([options.reader.checkpoint()]),
      options.checkpointEveryMs,
    ).unref();
  }

  get size(): number {
    return this.#members.size;
  }

  onEvents(events: readonly LoggedEvent[]): void {
    this.#enqueue(events.filter(this.#admits));
  }

  onRenewed(): void {
    this.#cutAll();
  }

  /**
   * What a member has missed, event by event, until it is in the group.
   *
   * @param resumes it has been here before, and is told when it has caught up
   */
  async *catchUp(member: Member, from: number, resumes: boolean): AsyncGenerator<FeedItem, void, undefined> {
    this.#coming.add(member);
    let position = from;
    let announces = resumes;
    // The reader may not have heard yet of the last that was written before the member came.
    const target = resumes ? (await readEnd(this.#options.means.pool)).id : from;
    while (this.#coming.has(member)) {
      if (position < target || position < this.#floor) {
        const { events, reached } = await this.#missed(position, target);
        yield* events;
        position = reached;
      } else if (announces) {
        announces = false;
        yield this.#options.reader.checkpoint(position);
      } else return this.#admit(member, position);
    }
  }

  leave(member: Member): void {
    this.#coming.delete(member);
    this.#members.delete(member);
    if (this.#members.size + this.#coming.size === 0) this.close();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#checkpoints);
    this.#stopListening();
    this.#options.resolution.close();
    this.#options.onEmpty();
  }

  /** In one go with finding out that nothing is missing: in between, nothing can happen. */
  #admit(member: Member, position: number) {
    this.#coming.delete(member);
    this.#members.set(member, position);
    for (const message of this.#recent) this.#deliver(message, member, position);
  }

  async #missed(position: number, target: number): Promise<{ events: readonly LoggedEvent[]; reached: number }> {
    const { reader, means, condition } = this.#options;
    const held = reader.position < target ? null : reader.recent(position);
    if (held) return { events: held.filter(this.#admits), reached: reader.position };
    const end = await readEnd(means.pool);
    const events = await findBetween(means, condition, position, end.id, catchUpBatch);
    return { events, reached: events.length < catchUpBatch ? end.id : (events.at(-1)?.id ?? end.id) };
  }

  #enqueue(items: readonly FeedItem[]) {
    if (items.length === 0) return;
    this.#queue.push(...items);
    if (!this.#pumping) void this.#pump();
  }

  async #pump() {
    const { resolution, means, log } = this.#options;
    this.#pumping = true;
    try {
      for (let count = 1; this.#queue.length > 0 && !this.#closed; count++) {
        const item = this.#queue.shift() as FeedItem;
        this.#publish(messageOf(item, await resolution.answer(item), means.vault));
        if (count % burst === 0) await setImmediate();
      }
    } catch (err) {
      log.error({ err }, "a group of subscribers could not be served");
      this.#cutAll();
    } finally {
      this.#pumping = false;
    }
  }

  #publish(message: Message) {
    if (!message.checkpoint) {
      this.#recent.push(message);
      if (this.#recent.length >= 2 * keptMessages) {
        this.#floor = this.#recent.at(-keptMessages - 1)?.position ?? this.#floor;
        this.#recent = this.#recent.slice(-keptMessages);
      }
    }
    for (const [member, position] of this.#members) this.#deliver(message, member, position);
  }

  #deliver(message: Message, member: Member, position: number) {
    if (isNews(message, position) && !member.deliver(message)) this.leave(member);
  }

  #cutAll() {
    const all = [...this.#members.keys(), ...this.#coming];
    this.#members.clear();
    this.#coming.clear();
    this.close();
    for (const member of all) member.cut();
  }
}
