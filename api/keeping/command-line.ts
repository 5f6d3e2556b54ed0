import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isForOperator } from "../operator.ts";
import { KeepingRefused } from "./refusal.ts";

export interface CommandLine {
  /** Absolute. */
  file: string;
  flag: boolean;
}

/**
 * One file and one flag. npm takes `--force` and `--yes` for itself when they stand without `--` before them, and hands
 * them on in the environment; it also moves to the project's folder, while a path means the folder one is in.
 */
export function readCommandLine(command: "backup" | "restore", flag: "force" | "yes"): CommandLine {
  const usage = `Usage: npm run ${command} FILE [--${flag}]`;
  try {
    const { values, positionals } = parseArgs({ options: { [flag]: { type: "boolean" } }, allowPositionals: true });
    const [file, ...rest] = positionals;
    if (!file || rest.length > 0) throw new KeepingRefused(usage);
    const said = values[flag] === true || process.env[`npm_config_${flag}`] === "true";
    return { file: resolve(process.env.INIT_CWD ?? ".", file), flag: said };
  } catch (cause) {
    throw cause instanceof KeepingRefused ? cause : new KeepingRefused(usage, { cause });
  }
}

export const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Runs a command; what an operator can put right is said in a sentence. Ctrl-C ends it at once, whatever it is doing. */
export async function run(work: () => Promise<void>): Promise<void> {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)
    process.on(signal, () => process.exit(code));
  try {
    await work();
  } catch (error) {
    const text = isForOperator(error) ? error.message : error instanceof Error ? (error.stack ?? error.message) : error;
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}
