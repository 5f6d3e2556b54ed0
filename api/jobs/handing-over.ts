import type { Outcome, Patience } from "../../schema/delivery/rules.ts";
import { claim, type Outbox, type Outgoing, record } from "../../schema/outbox/attempts.ts";
import type { Hub } from "../hub.ts";

export interface HandingOver {
  /** For one attempt, from connecting to the last byte of the answer. */
  timeoutMs: number;
  /** What is left of the time that an attempt is given, for writing down what came of it. */
  marginMs: number;
  patience: Patience;
  /** Sent one after the other, until others have their turn. */
  mostInARow: number;
}

/** One attempt. Never throws: whatever goes wrong is an outcome. */
export type Attempt<Row> = (row: Row, stopping: AbortSignal) => Promise<Outcome>;

export const stopped: Outcome = { type: "failed", fault: "stopped", status: null, detail: null };

/** Hands over what is due, in order, and asks for itself again where something is left. */
export function handOver<Row extends Outgoing, Of>(
  hub: Hub,
  outbox: Outbox<Row, Of>,
  options: HandingOver,
  attempt: Attempt<Row>,
  /** Tells metrics and log; without addresses. */
  told: (row: Row, outcome: Outcome) => void,
) {
  const stopping = new AbortController();
  const leaseMs = options.timeoutMs + options.marginMs;
  return {
    async send(of: Of, ask: (inMs: number) => Promise<void>): Promise<void> {
      for (let count = 0; count < options.mostInARow && !stopping.signal.aborted; count++) {
        const claimedAt = performance.now();
        const claimed = await claim(outbox, hub.ownContext(), of, leaseMs, options.patience);
        if (claimed.type === "nothing") return;
        if (claimed.type === "later") return ask(claimed.inMs);
        // A process that was held up has lost its turn by now: another one may be sending it.
        const late = performance.now() - claimedAt > options.marginMs;
        const outcome = late || stopping.signal.aborted ? stopped : await attempt(claimed.row, stopping.signal);
        told(claimed.row, outcome);
        await record(outbox, hub.ownContext(), claimed.row, outcome, options.patience, Math.random());
      }
      await ask(stopping.signal.aborted ? leaseMs : 0);
    },
    /** Breaks off what is on its way. */
    stop: () => stopping.abort(),
  };
}
