import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

/** A process of the benchmark, and its functions as if they were here. */
export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  readonly #ended: Promise<void>;
  #calls = 0;

  /** @param module file of this folder, which calls `serve` */
  constructor(module: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
    this.#process = fork(join(import.meta.dirname, module), args, {
      env: { ...process.env, NODE_ENV: "production", ...env },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      serialization: "advanced",
    });
    this.#process.on("message", ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
      const call = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) call?.resolve(value);
      else call?.reject(new Error(`${module}: ${error}`));
    });
    this.#ended = new Promise((resolve) => {
      this.#process.on("exit", (code) => {
        for (const { reject } of this.#waiting.values()) reject(new Error(`${module} ended with ${code}`));
        this.#waiting.clear();
        resolve();
      });
    });
  }

  call<Value>(name: string, ...args: unknown[]): Promise<Value> {
    return new Promise((resolve, reject) => {
      const id = ++this.#calls;
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#process.send({ id, name, args });
    });
  }

  async stop(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#ended;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the other side passes
type Functions = Record<string, (...args: any[]) => unknown>;

/** Lets the parent process call these. */
export function serve(functions: Functions): void {
  process.on("message", async ({ id, name, args }: { id: number; name: string; args: unknown[] }) => {
    try {
      process.send?.({ id, value: await functions[name]?.(...args) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on("disconnect", () => process.exit(0));
}

/** Microseconds of processor time that this process has used, its kernel part included. */
export const processorTime = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** Of the machine, in microseconds: the same for all processes. */
export const machineTime = () => Number(process.hrtime.bigint() / 1000n);
