import { hubViewer, publicViewer, type Viewer } from "../../schema/account/viewer.ts";
import type { HubContext } from "../../schema/context.ts";
import { tick } from "../../schema/timer/tick.ts";
import { type Random, randomFor } from "./random.ts";

/** Who plays in the demonstration, by the name they sign in with; a city's system as `system-1401`. */
export type Cast = ReadonlyMap<string, Viewer>;

/** Where the scenarios of the demonstration play: the hub's own commands, at times of their choosing. */
export class Stage {
  readonly #context: HubContext;
  readonly #cast: Cast;
  readonly #seed: string;
  /** Start of the believable past, and the present in which it ends. */
  readonly begins: Date;
  readonly ends: Date;
  /** What a rule said no to: a scenario of ours that is wrong. Empty, as a test sees to. */
  readonly refused: string[] = [];

  /** @param seed what another history of the same scenarios is known by */
  constructor(context: HubContext, cast: Cast, { begins, ends }: { begins: Date; ends: Date }, seed = "") {
    this.#context = { ...context, wake: () => {} };
    this.#cast = cast;
    this.#seed = seed;
    this.begins = begins;
    this.ends = ends;
  }

  get regions() {
    return this.#context.regions;
  }

  get db() {
    return this.#context.db;
  }

  randomFor(purpose: string): Random {
    return randomFor(`${this.#seed}${purpose}`);
  }

  plays(username: string): boolean {
    return this.#cast.has(username);
  }

  /** @throws when nobody of that name is in the cast. */
  who(username: string): Viewer {
    if (username === "public") return publicViewer;
    const viewer = this.#cast.get(username);
    if (!viewer) throw new Error(`the demonstration has no ${username}`);
    return viewer;
  }

  /**
   * What a command is given when somebody gives it at that time. The key makes a first start that was killed go on where
   * it stopped: what has been done is answered with its outcome and not done again.
   */
  as(username: string, at: Date, key: string): HubContext {
    const idempotency = { key: `demonstration ${key}`, field: "seed", bodyHash: sameBody };
    return { ...this.#context, viewer: this.who(username), clock: { now: () => at }, idempotency };
  }

  /** Fires what is due by then. */
  async tickUntil(at: Date): Promise<void> {
    const context = { ...this.#context, viewer: hubViewer, clock: { now: () => at } };
    for (;;) {
      const { fired, failed } = await tick(context, { batchSize: 200 });
      if (failed[0]) throw failed[0].error;
      if (fired === 0) return;
    }
  }
}

const sameBody = Buffer.alloc(32);
