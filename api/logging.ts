import { type Logger, pino } from "pino";

export type { Logger };

/**
 * One line of JSON per event on standard error. What is logged are ids, codes, counts and durations: never names, bodies,
 * addresses of the public, or anything that a person wrote.
 */
export function createLogger(level = "info"): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** Class, code and stack of an error. A database's complaint may quote the row, so its text is kept out. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, stack } = error;
  const code = "code" in error ? error.code : undefined;
  const frames = stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  const quoting = /Prisma|DatabaseError|^error$/.test(name);
  return { type: name, code, message: quoting ? firstLine(error) : error.message, stack: frames };
}

/** Prisma says what failed in its last line, and quotes the call before it. */
function firstLine({ message }: Error): string {
  const last = message.trim().split("\n").at(-1) ?? "";
  return last.replace(/\(.*\)/g, "(…)").slice(0, 300);
}
