import { type ExecutionArgs, type ExecutionResult, GraphQLError } from "graphql";
import type { FeedItem } from "../../schema/activity/event.ts";
import type { HubContext } from "../../schema/context.ts";
import { message } from "../../schema/refusals.ts";
import type { Logger } from "../logging.ts";

export type Subscribe = (args: ExecutionArgs) => unknown;

export const isIterable = (value: unknown): value is AsyncIterableIterator<ExecutionResult> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

/** Hands on one item for each that is asked for. */
class Source implements AsyncIterableIterator<FeedItem> {
  item: FeedItem | undefined;

  [Symbol.asyncIterator]() {
    return this;
  }

  async next(): Promise<IteratorResult<FeedItem>> {
    const { item } = this;
    this.item = undefined;
    return item ? { value: item, done: false } : { value: undefined, done: true };
  }
}

/** Only what makes the group: whoever came first lends it neither name nor credentials. */
const contextOfGroup = (context: HubContext): HubContext => ({
  db: context.db,
  pool: context.pool,
  clock: context.clock,
  viewer: { ...context.viewer, id: null, name: "", keyId: undefined },
  locale: context.locale,
  regions: context.regions,
  vault: context.vault,
  evidence: context.evidence,
  unfinished: context.unfinished,
  press: context.press,
  receivers: context.receivers,
  mails: context.mails,
  outbound: context.outbound,
  briefRecipients: context.briefRecipients,
  campaign: context.campaign,
  address: null,
  wake: () => {},
});

/** Runs the subscription of a group once, by the same road as anybody's, and asks it for one answer after the other. */
export class Resolution {
  readonly #args: ExecutionArgs;
  readonly #source = new Source();
  readonly #stream: Promise<AsyncIterableIterator<ExecutionResult>>;
  readonly #log: Logger;

  constructor(args: ExecutionArgs, subscribe: Subscribe, log: Logger) {
    const context = contextOfGroup(args.contextValue as HubContext);
    this.#args = { ...args, contextValue: { ...context, feed: { follow: () => this.#source } } };
    this.#log = log;
    this.#stream = this.#open(subscribe);
    // Told to whoever asks for an answer.
    this.#stream.catch(() => {});
  }

  async #open(subscribe: Subscribe) {
    const stream = await subscribe(this.#args);
    if (!isIterable(stream)) throw new Error("the subscription of a group was refused");
    return stream[Symbol.asyncIterator]() as AsyncIterableIterator<ExecutionResult>;
  }

  async answer(item: FeedItem): Promise<ExecutionResult> {
    const stream = await this.#stream;
    this.#source.item = item;
    const { value, done } = await stream.next();
    if (done) throw new Error("the subscription of a group has ended");
    return value.errors ? this.#masked(value) : value;
  }

  /** An event refuses nobody: an error in it is a mistake of ours. */
  #masked({ data, errors = [] }: ExecutionResult): ExecutionResult {
    for (const err of errors) this.#log.error({ err }, "an event could not be resolved");
    const { locale } = this.#args.contextValue as HubContext;
    const text = message({ code: "internal", facts: {} }, locale);
    return {
      data,
      errors: errors.map(({ path }) => new GraphQLError(text, { path, extensions: { code: "internal" } })),
    };
  }

  close(): void {
    this.#stream.then((stream) => stream.return?.()).catch(() => {});
  }
}
