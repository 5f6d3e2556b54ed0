import type { ServerResponse } from "node:http";
import { answerJson } from "./answer.ts";

/** What must hold before this process may be sent requests, by name. */
export type Readiness = Record<string, () => boolean | Promise<boolean>>;

export function serveHealth(response: ServerResponse): void {
  answerJson(response, 200, { alive: true });
}

export async function serveReadiness(readiness: Readiness, response: ServerResponse): Promise<void> {
  const entries = Object.entries(readiness).map(async ([name, holds]) => [name, await within(2_000, holds)] as const);
  const checks = Object.fromEntries(await Promise.all(entries));
  const ready = Object.values(checks).every(Boolean);
  answerJson(response, ready ? 200 : 503, { ready, checks }, ready ? {} : { "retry-after": "1" });
}

/** A check that hangs or fails does not hold. */
async function within(milliseconds: number, holds: () => boolean | Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  try {
    return await Promise.race([Promise.resolve().then(holds), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
