import type { Component } from "vue";
import type { CommandRefusal } from "./command.ts";

export interface FieldOption {
  value: string;
  label: string;
  /** A second line: where a person works, when a report is due. */
  hint?: string;
}

interface FieldBase<Name extends string> {
  name: Name;
  label: string;
  required?: boolean;
  hint?: string;
  /** Asked only while this holds of what has been filled in. */
  when?: (values: FieldValues) => boolean;
}

/** Options of a field: known beforehand, or looked up as somebody types, if need be by what else has been filled in. */
export type FieldOptions =
  | readonly FieldOption[]
  | ((typed: string, values: FieldValues) => Promise<readonly FieldOption[]>);

/** One field of a command's form, as data. Limits here only help while typing: the hub judges. */
export type Field<Name extends string = string> =
  | (FieldBase<Name> & { kind: "text" | "textarea"; maxLength?: number; initial?: string; placeholder?: string })
  | (FieldBase<Name> & { kind: "number"; unit?: string; min?: number; max?: number; initial?: string })
  /** A civil date, "2024-08-15". `earliest` and `latest` likewise. */
  | (FieldBase<Name> & { kind: "date"; earliest?: string; latest?: string; initial?: string })
  /** An instant with zone; `initial` is asked when the form is first opened. */
  | (FieldBase<Name> & { kind: "datetime"; earliest?: string; latest?: string; initial?: () => string })
  | (FieldBase<Name> & { kind: "select"; options: FieldOptions; initial?: string })
  | (FieldBase<Name> & { kind: "multiSelect"; options: FieldOptions; initial?: readonly string[] })
  /** A person by name: somebody who is known, or somebody written in. */
  | (FieldBase<Name> & { kind: "person"; options: FieldOptions; initial?: string })
  | (FieldBase<Name> & { kind: "files"; accept?: string; most?: number; mostBytes?: number })
  | (FieldBase<Name> & { kind: "check"; initial?: boolean })
  /** A control of the domain's own: gets `modelValue` and `refusals`, those below its name. */
  | (FieldBase<Name> & { kind: "own"; component: Component; initial: readonly object[] });

/** Why something is done that has to be accounted for. */
export const reasonField = (label: string) =>
  ({ kind: "textarea", name: "reason", label, required: true, maxLength: 5000 }) as const;

/** What a control of the domain's own is given beside its value. */
export interface OwnControl {
  id: string;
  refusals: readonly CommandRefusal[];
}

export type FieldValue = string | readonly string[] | readonly File[] | readonly object[] | boolean | null;
export type FieldValues = Record<string, FieldValue>;

type ValueOf<F extends Field> = F extends { kind: "own"; initial: infer Value }
  ? Value
  : F extends { kind: "multiSelect" }
    ? readonly string[]
    : F extends { kind: "files" }
      ? readonly File[]
      : F extends { kind: "check" }
        ? boolean
        : F extends { required: true }
          ? string
          : string | null;

/** What a form hands over, by the names and kinds of its fields. */
export type ValuesOf<Fields extends readonly Field[]> = { [F in Fields[number] as F["name"]]: ValueOf<F> };

export function emptyValue(field: Field): FieldValue {
  switch (field.kind) {
    case "own":
      return field.initial;
    case "datetime":
      return field.initial?.() ?? null;
    case "multiSelect":
      return field.initial ?? [];
    case "files":
      return [];
    case "check":
      return field.initial ?? false;
    default:
      return field.initial ?? null;
  }
}

export function isMissing(field: Field, value: FieldValue | undefined): boolean {
  if (!field.required) return false;
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === undefined || value === false || (typeof value === "string" && !value.trim());
}
