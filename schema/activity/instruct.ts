import type { Tx } from "../../prisma/client.ts";
import { hubViewer, type Viewer } from "../account/viewer.ts";
import type { HubContext } from "../context.ts";
import type { Decision } from "../decision.ts";
import { type Action, may } from "../permissions.ts";
import { type RegionColumns, regionOf } from "../region/policy.ts";
import type { EventKind } from "./kinds.ts";
import type { NewEvent, SubjectType } from "./log.ts";
import { lockRow, lockVisible, requireVersion, transact, type Work } from "./transact.ts";

/** What differs from one kind of subject to the next; everything else every command does alike. */
export interface Instruction<Row extends { id: string; version: number }, Command extends { type: string }, Decided> {
  subject: SubjectType;
  /** `<domain>` of the permission `<domain>.<command>`. */
  domain: string;
  /** Reads the row with what the rule needs, as far as the viewer may see it. */
  find(tx: Tx, id: string, viewer: Viewer): Promise<Row | null>;
  /** Decides and writes: rows, events and timers. */
  carryOut(work: Work, row: Row, command: Command): Promise<void>;
  /** Writes what a rule decided, where a clock brings something about and not a person. */
  write?(work: Work, row: Row, decision: Decided): Promise<unknown>;
}

interface Happened {
  events: readonly object[];
  setTimers?: readonly object[];
}

/**
 * A command to one subject: lock what the viewer may see, check the version, check the permission, decide, write,
 * append.
 *
 * @throws {Refusal} `not-found`, `conflict/stale`, `forbidden`, or the rule's own.
 */
export function instruct<
  Row extends { id: string; version: number },
  Command extends { type: string },
  Decided extends Happened = never,
>(instruction: Instruction<Row, Command, Decided>) {
  const within = async (work: Work, id: string, command: Command, expectedVersion?: number | null) => {
    const row = await lockVisible(work, instruction.subject, id, (tx) => instruction.find(tx, id, work.viewer));
    work.require(`${instruction.domain}.${command.type}` as Action);
    requireVersion(row, expectedVersion);
    await instruction.carryOut(work, row, command);
    return { id };
  };
  return Object.assign(
    (context: HubContext, id: string, command: Command, expectedVersion?: number | null) =>
      transact(context, (work) => within(work, id, command, expectedVersion)),
    // Inside a command that is already at work.
    {
      within,
      /** What a clock brings about: decided by the subject as it is now, and written only where something happened. */
      byClock: async (work: Work, id: string, rule: (row: Row) => Decided | null | Promise<Decided | null>) => {
        await lockRow(work, instruction.subject, id);
        const row = await instruction.find(work.tx, id, hubViewer);
        const decided = row && (await rule(row));
        if (row && decided && decided.events.length + (decided.setTimers?.length ?? 0) > 0)
          await instruction.write?.(work, row, decided);
      },
    },
  );
}

/** Of the commands that a state allows, those that this viewer may give. */
export const permitted = <Type extends string>(viewer: Viewer, domain: string, commands: readonly Type[]): Type[] =>
  commands.filter((command) => may(viewer, `${domain}.${command}` as Action));

/**
 * Says what a decision brought about: its events, and its timers. `row` is the subject as it was before; its version
 * has been raised by one.
 */
export function announce(
  work: Work,
  type: SubjectType,
  row: RegionColumns & { id: string; version: number; complexId?: string | null; companyId?: string | null },
  decision: Omit<Decision<string, EventKind, string, object>, "fields">,
  event: Partial<NewEvent> = {},
) {
  const subject = { type, id: row.id, version: row.version + 1 };
  const { complexId, companyId } = row;
  for (const { kind, facts, occurredAt, heldBack } of decision.events)
    work.record({ subject, region: regionOf(row), complexId, companyId, kind, facts, occurredAt, heldBack, ...event });
  if (decision.cancelTimers.length > 0) work.cancelTimers(row.id, decision.cancelTimers);
  for (const timer of decision.setTimers) work.setTimer({ ...timer, subject });
}
