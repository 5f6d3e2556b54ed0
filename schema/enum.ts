import { builder } from "./builder.ts";
import type { Transitions } from "./decision.ts";

/** HOTLINE_12345 for hotline12345, KEY_SUPERVISION for keySupervision: names of enum values in GraphQL. */
export const graphqlName = (value: string) => value.replace(/([a-z])([A-Z0-9])/g, "$1_$2").toUpperCase();

/** A native enum of the database, or a list of names, as a GraphQL enum. */
export function enumOf<const Value extends string>(
  name: string,
  values: Readonly<Record<string, Value>> | readonly Value[],
  description: string,
  descriptions: Partial<Record<NoInfer<Value>, string>> = {},
) {
  return builder.enumType(name, {
    description,
    values: Object.fromEntries(
      Object.values<Value>(values).map((value) => [
        graphqlName(value),
        { value, ...(descriptions[value] && { description: descriptions[value] }) },
      ]),
    ) as Record<string, { value: Value; description?: string }>,
  });
}

/** The commands that a state table knows, as a GraphQL enum for `allowedCommands`. */
export function commandEnum<Command extends string>(
  name: string,
  transitions: Transitions<string, Command>,
  description: string,
) {
  const commands = new Set(Object.values(transitions).flatMap((next) => Object.keys(next) as Command[]));
  return enumOf(name, [...commands], description);
}
