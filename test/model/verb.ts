import { globalId } from "../kit/schema-walk.ts";
import type { Actor, Subject, World } from "./world.ts";
import { sees } from "./world.ts";

/** What chance says; the same seed makes the same history. */
export interface Dice {
  /** A number from 0 to below. */
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** Once in so many times. */
  once(times: number): boolean;
}

/** A file that the actor has uploaded, as evidence. */
export type Paper = (actor: Actor) => Promise<string>;

export interface Given {
  input: object;
  /** The code with which it must be refused; undefined: it must be carried out. */
  refused?: string;
  /** Whose version rises. */
  subject?: Subject;
  /** Changes the model once it was carried out. `rows`: what is new in the database; `code`: of a complaint. */
  done?(id: string, rows: readonly Row[], code: string | null): void;
}

/** A row as the database has it. */
export interface Row {
  type: string;
  id: string;
  state: string;
  version: number;
  place: string;
  /** What it came from: the inspection of a finding, the rectification of a debt. */
  parent: string | null;
  kind: string | null;
  overdue: boolean;
}

export interface Verb {
  /** The mutation, and the field of its payload. */
  field: string;
  payload: string;
  /** Who may give it. */
  by: readonly Actor["role"][];
  /** Whether somebody has something that it can be done to; not said: whoever may give it has. */
  ready?(world: World, actor: Actor): boolean;
  /** Null where there is nothing to give it to. */
  prepare(world: World, actor: Actor, dice: Dice, paper: Paper): Promise<Given | null>;
}

export interface Step<S extends Subject> {
  field: string;
  payload: string;
  /** Type of the subject, as its global id names it. */
  type: string;
  /** Before the slash of its refusals. */
  domain: string;
  by: readonly Actor["role"][];
  /** `received>assigned assigned verifying`: from where to where, a single name staying what it is. */
  path: string;
  of(world: World): readonly S[];
  /** With what somebody is refused whatever it is given to. */
  barred?(actor: Actor): string | undefined;
  visible?(actor: Actor, subject: S, world: World): boolean;
  /** Asked before the state. */
  first?(world: World, subject: S, dice: Dice, actor: Actor, input: object): string | undefined;
  /** With what a state is refused that the path does not have, where that is not said as usual. */
  unlisted?: string;
  /** Asked after the state. */
  hindered?(world: World, subject: S, actor: Actor): string | undefined;
  input?(world: World, subject: S, actor: Actor, dice: Dice, paper: Paper): Promise<object>;
  /** A text that must not be blank: asked at the door, before anything else. */
  text?: string;
  /** What in the input is wrong: asked last. */
  wrong?(input: Readonly<Record<string, unknown>>, world: World, subject: S, actor: Actor): string | undefined;
  /** What else changes: the state is changed already. `before` is the state it had. */
  done?(world: World, subject: S, before: string, rows: readonly Row[], input: object, actor: Actor): void;
}

/** A command to one subject. What is refused first is what domain 15 hides, then what the role may not, then the rest. */
export function step<S extends Subject>(one: Step<S>): Verb {
  const next = new Map(one.path.split(" ").map((part) => [from(part), to(part)]));
  const visible = one.visible ?? sees;
  return {
    field: one.field,
    payload: one.payload,
    by: one.by,
    ready: (world, actor) => one.of(world).some((subject) => next.has(subject.state) && visible(actor, subject, world)),
    async prepare(world, actor, dice, paper) {
      const all = one.of(world);
      // Mostly something that can be done to something of one's own.
      const own = all.filter((subject) => visible(actor, subject, world));
      const fit = own.filter(({ state }) => next.has(state));
      const subjects = fit.length > 0 && !dice.once(4) ? fit : own.length > 0 && !dice.once(3) ? own : all;
      if (subjects.length === 0) return null;
      const subject = dice.pick(subjects);
      const blank = one.text !== undefined && dice.once(12);
      const stale = dice.once(15);
      const input = {
        id: globalId(one.type, subject.id),
        ...(one.text && { [one.text]: blank ? " " : "演示" }),
        ...(stale ? { expectedVersion: subject.version + 1 } : dice.once(2) && { expectedVersion: subject.version }),
        ...(await one.input?.(world, subject, actor, dice, paper)),
      };
      const refusal = (): string | undefined => {
        if (blank) return "invalid/required";
        const barred = one.barred?.(actor);
        if (barred) return barred;
        if (!visible(actor, subject, world)) return "not-found";
        if (!one.by.includes(actor.role)) return "forbidden";
        if (stale) return "conflict/stale";
        const early = one.first?.(world, subject, dice, actor, input);
        if (early) return early;
        if (!next.has(subject.state)) return one.unlisted ?? `${one.domain}/not-in-this-state`;
        return one.hindered?.(world, subject, actor) ?? one.wrong?.(input, world, subject, actor);
      };
      return {
        input,
        refused: refusal(),
        subject,
        done: (_, rows) => {
          const before = subject.state;
          subject.state = next.get(before) ?? before;
          one.done?.(world, subject, before, rows, input, actor);
        },
      };
    },
  };
}

export const from = (part: string): string => part.split(">")[0] as string;
export const to = (part: string): string => part.split(">").at(-1) as string;
