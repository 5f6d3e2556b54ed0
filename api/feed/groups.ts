import { type DocumentNode, type ExecutionArgs, getOperationAST, Kind, print } from "graphql";
import type { Condition } from "../../schema/activity/condition.ts";
import { scopeKey } from "../../schema/activity/policy.ts";
import type { HubContext } from "../../schema/context.ts";
import type { Logger } from "../logging.ts";
import { type Delivery, type Push, PushDelivery, QueueDelivery } from "./delivery.ts";
import { Group } from "./group.ts";
import type { LogReader } from "./reader.ts";
import { isIterable, Resolution, type Subscribe } from "./resolution.ts";
import { Subscription } from "./subscription.ts";

/** What a transport puts into the context of a subscription: it writes by itself, or results are pulled. */
export type FeedTransport = { push: Push } | { pull: Pull };

export interface Pull {
  /** From `Last-Event-ID`. */
  resumeAfter?: string;
  /** Breaks the connection. */
  cut(): void;
}

export interface GroupsOptions {
  reader: LogReader;
  log: Logger;
  checkpointEveryMs?: number;
  /** Bytes that a pulling subscriber may leave lying about. */
  queueLimit?: number;
}

/** Brings subscribers together who asked the same with the same rights. */
export class Groups {
  readonly #options: GroupsOptions;
  readonly #groups = new Map<string, Group>();

  constructor(options: GroupsOptions) {
    this.#options = options;
  }

  /** How many groups there are, and how many subscribers they have. */
  get counts(): { groups: number; members: number } {
    const groups = [...this.#groups.values()];
    return { groups: groups.length, members: groups.reduce((sum, { size }) => sum + size, 0) };
  }

  close(): void {
    for (const group of this.#groups.values()) group.close();
  }

  /**
   * Stands in for the executor's `subscribe`, which is run once for the subscriber to check what he asks and to catch
   * up, and once for the group. A refusal is returned as the executor gave it.
   */
  async subscribe(args: ExecutionArgs, subscribe: Subscribe): Promise<unknown> {
    const context = args.contextValue as HubContext & { transport: FeedTransport };
    const { transport } = context;
    const delivery: Delivery =
      "push" in transport
        ? new PushDelivery(transport.push)
        : new QueueDelivery(this.#options.queueLimit ?? 1_000_000, transport.pull.cut);
    const resumeAfter = "pull" in transport ? transport.pull.resumeAfter : undefined;
    const subscription = new Subscription(delivery, context.vault);
    const follow = (condition: Condition, after: number | null) =>
      subscription.follow(
        () => this.#groupFor(args, subscribe, condition),
        after ?? this.#options.reader.position,
        after !== null,
      );
    const answers = await subscribe({ ...args, contextValue: { ...context, feed: { follow, resumeAfter } } });
    return isIterable(answers) ? subscription.answering(answers[Symbol.asyncIterator]()) : answers;
  }

  #groupFor(args: ExecutionArgs, subscribe: Subscribe, condition: Condition): Group {
    const key = keyOf(args);
    const known = this.#groups.get(key);
    if (known) return known;
    const { reader, log, checkpointEveryMs = 30_000 } = this.#options;
    const group = new Group({
      condition,
      reader,
      resolution: new Resolution(args, subscribe, log),
      means: args.contextValue as HubContext,
      log,
      checkpointEveryMs,
      onEmpty: () => void this.#groups.delete(key),
    });
    this.#groups.set(key, group);
    return group;
  }
}

/** Document, variables without the cursor, access scope and language. No field of the feed is personal. */
function keyOf({ document, operationName, variableValues, contextValue }: ExecutionArgs): string {
  const { viewer, locale } = contextValue as HubContext;
  const resume = resumeVariable(document, operationName);
  const variables = Object.entries(variableValues ?? {})
    .filter(([name]) => name !== resume)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const text = document.loc?.source.body ?? print(document);
  return JSON.stringify([text, operationName ?? null, variables, scopeKey(viewer), locale]);
}

/** The variable that says from where to resume: the one thing that members of a group may differ in. */
function resumeVariable(document: DocumentNode, operationName?: string | null): string | null {
  const field = getOperationAST(document, operationName)?.selectionSet.selections[0];
  if (field?.kind !== Kind.FIELD) return null;
  const value = field.arguments?.find(({ name }) => name.value === "after")?.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : null;
}
