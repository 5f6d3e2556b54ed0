import type { Transitions } from "../../schema/decision.ts";
import type { Refusal } from "../../schema/refusal.ts";

/** How the pairs of a table are walked: an example in each state, and every command with what it needs. */
interface Steps<State extends string, Type extends string, Command> {
  commands: Readonly<Record<Type, Command>>;
  /** The state that follows. @throws {Refusal} */
  give(state: State, command: Command): string;
  /** What a page offers in that state, where it offers anything. */
  offered?(state: State, type: Type): readonly string[];
  /** With what a pair is refused that the table does not list: `code`, `code at field` or `code in state`. */
  refusal: (state: State) => string;
  /** Pairs that it lists and these examples hinder. */
  hindered?: Partial<Record<State, Partial<Record<Type, string>>>>;
}

/** One pair, what must come of it, and what came: a state or a refusal. */
export interface Pair {
  name: string;
  expected: string;
  came(): string;
  /** Undefined where the rules of the domain offer nothing. */
  offered(): boolean | undefined;
}

/** `code at field in state`, as far as there is a field, and the refusal tells the state. */
function toldBy(act: () => string): string {
  try {
    return act();
  } catch (error) {
    const { code, field, facts } = error as Refusal;
    const place = field.length > 0 ? ` at ${field.join(".")}` : "";
    return `${code}${place}${code.endsWith("/not-in-this-state") ? ` in ${facts.state}` : ""}`;
  }
}

/** A table with all its pairs of state and command. */
export function walk<State extends string, Type extends string, Command>(
  table: Transitions<State, Type>,
  { commands, give, offered, refusal, hindered }: Steps<State, Type, Command>,
): { table: object; pairs: readonly Pair[] } {
  const pairs = (Object.keys(table) as State[]).flatMap((state) =>
    (Object.keys(commands) as Type[]).map((type) => ({
      name: `${state} + ${type}`,
      expected: table[state][type] ? (hindered?.[state]?.[type] ?? table[state][type]) : refusal(state),
      came: () => toldBy(() => give(state, commands[type])),
      offered: () => offered?.(state, type).includes(type),
    })),
  );
  return { table, pairs };
}

/** As most domains refuse what their table does not list. */
export const notInThisState = (domain: string) => (state: string) => `${domain}/not-in-this-state in ${state}`;
