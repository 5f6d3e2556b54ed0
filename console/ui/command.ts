import type { Component } from "vue";
import type { RouteLocationRaw } from "vue-router";
import type { Field, FieldValues, ValuesOf } from "./fields.ts";

/** Why the hub refused, in the reader's language. `path` leads to the field that caused it. */
export interface CommandRefusal {
  code: string;
  message: string;
  path?: readonly string[] | null;
}

/** Something that is shown this once: a code, a key, a password. */
export interface ShownOnce {
  label: string;
  value: string;
  hint: string;
}

/** `said` is told in passing after success, `shown` stays until it is closed, `to` is where it leads then. */
export type CommandOutcome =
  | { done: true; said?: string; shown?: ShownOnce; to?: RouteLocationRaw }
  | { done: false; errors: readonly CommandRefusal[] };

/** Told while something is under way: how much of it is done, 0 to 1. */
export type Progress = (share: number) => void;

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
  /** For forms with parts side by side. */
  wide?: boolean;
  fields: readonly Field[];
  run: (values: FieldValues, onProgress: Progress) => Promise<CommandOutcome>;
}

/** Describes a command; `run` gets its values typed by the fields. */
export function describeCommand<const Fields extends readonly Field[]>(
  command: Omit<Command, "fields" | "run"> & {
    fields: Fields;
    run: (values: ValuesOf<Fields>, onProgress: Progress) => Promise<CommandOutcome>;
  },
): Command {
  return { ...command, run: (values, onProgress) => command.run(values as ValuesOf<Fields>, onProgress) };
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
