import { setTimeout as sleep } from "node:timers/promises";
import { Child } from "../bench/child.ts";

/** The process that works by itself: it can be killed at any moment, another one takes its place, and what it was asked for is asked again. */
export class Worker {
  readonly #variables: Record<string, string>;
  #child: Child;
  kills = 0;

  constructor(variables: Record<string, string>) {
    this.#variables = variables;
    this.#child = this.#start();
  }

  #start = () => new Child("../kit/season-hub.ts", [], this.#variables);

  async call<Value>(name: string, ...args: unknown[]): Promise<Value> {
    for (;;) {
      const child = this.#child;
      try {
        return await child.call<Value>(name, ...args);
      } catch (error) {
        // Of one that was killed no answer comes; what it says itself, or that it ended by itself, is a failure.
        if (child === this.#child) throw error;
      }
    }
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.kills++;
    this.#child = this.#start();
    await child.stop();
  }

  /** Kills it so many milliseconds after it was asked. */
  async callAndKill<Value>(ms: number, name: string, ...args: unknown[]): Promise<Value> {
    const answer = this.call<Value>(name, ...args);
    await Promise.race([sleep(ms), answer]);
    await this.kill();
    return answer;
  }

  stop = () => this.#child.stop();
}
