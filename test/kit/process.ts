import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";

const root = dirname(dirname(import.meta.dirname));

export interface HubProcess {
  /** All that it has said so far. */
  said(): string;
  /** Waits for a line; fails when the process ends first. */
  until(line: RegExp, within?: number): Promise<RegExpExecArray>;
  /** As Ctrl-C does. Resolves with the exit code. */
  interrupt(): Promise<number | null>;
  kill(): Promise<void>;
}

/** `npm start` without npm. */
export function startHubProcess(variables: NodeJS.ProcessEnv): HubProcess {
  const child = spawn(process.execPath, [join(root, "api/start.ts")], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: "0", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      text += chunk;
    });
  const exited = once(child, "exit") as Promise<[number | null]>;
  const hub: HubProcess = {
    said: () => text,
    async until(line, within = 90_000) {
      const end = performance.now() + within;
      for (;;) {
        const found = line.exec(text);
        if (found) return found;
        if (child.exitCode !== null || performance.now() > end) throw new Error(`${line} was not said, but:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async interrupt() {
      child.kill("SIGINT");
      return (await exited)[0];
    },
    async kill() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await exited;
    },
  };
  return hub;
}
