import type { Component } from "vue";
import type { Field, FieldValues, ValuesOf } from "./fields.ts";

/** Why the hub refused, in the reader's language. `path` leads to the field that caused it. */
export interface CommandRefusal {
  code: string;
  message: string;
  path?: readonly string[] | null;
}

/** `said` is told in passing after success. */
export type CommandOutcome = { done: true; said?: string } | { done: false; errors: readonly CommandRefusal[] };

/** Something that may be done to a case, with the form it needs. Whether it may be done now is for the hub to say. */
export interface Command {
  /** The name the hub uses in `allowedCommands`. */
  name: string;
  label: string;
  tone?: "primary" | "danger";
  icon?: Component;
  /** Told above the form: what follows from it. */
  intro?: string;
  /** Asked once more before a dangerous command is sent. */
  confirm?: string;
  fields: readonly Field[];
  run: (values: FieldValues) => Promise<CommandOutcome>;
}

/** Describes a command; `run` gets its values typed by the fields. */
export function describeCommand<const Fields extends readonly Field[]>(
  command: Omit<Command, "fields" | "run"> & {
    fields: Fields;
    run: (values: ValuesOf<Fields>) => Promise<CommandOutcome>;
  },
): Command {
  return { ...command, run: (values) => command.run(values as ValuesOf<Fields>) };
}

/** Sorts refusals to the fields that caused them; what belongs to none is for the head of the form. */
export function placeRefusals(
  errors: readonly CommandRefusal[],
  fields: readonly Field[],
): { byField: Map<string, string>; general: readonly CommandRefusal[] } {
  const byField = new Map<string, string>();
  const general: CommandRefusal[] = [];
  for (const error of errors) {
    const name = error.path?.findLast((part) => fields.some((field) => field.name === part));
    if (name && !byField.has(name)) byField.set(name, error.message);
    else general.push(error);
  }
  return { byField, general };
}
