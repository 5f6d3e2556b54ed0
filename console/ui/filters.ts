import { type ComputedRef, computed } from "vue";
import { type LocationQuery, useRoute, useRouter } from "vue-router";

export interface FilterOption {
  value: string;
  label: string;
}

/** One filter of a list; `key` is its name in the address. */
export type FilterField =
  | { kind: "search"; key: string; label: string }
  | { kind: "one" | "many"; key: string; label: string; options: readonly FilterOption[] }
  | { kind: "flag"; key: string; label: string }
  | { kind: "days"; key: string; label: string };

export interface Filters {
  /** The values that are set, by key. */
  values: ComputedRef<Readonly<Record<string, readonly string[]>>>;
  /** Whether any of them is set. */
  any: ComputedRef<boolean>;
  all: (key: string) => readonly string[];
  /** What is chosen of several; not asked where nothing is. */
  some: <Value extends string>(key: string) => Value[] | undefined;
  one: (key: string) => string | undefined;
  /** A flag that is set; else not asked. */
  on: (key: string) => true | undefined;
  /** Yes, no, or not asked: a flag that a door may also set to no. */
  either: (key: string) => boolean | undefined;
  /** What a door from another page has set, as a field by which it can be taken away; none where nothing is set. */
  only: (key: string, label: string, name: string | null | undefined) => FilterField[];
  /** A choice of one; none where there is nothing to choose. */
  among: (key: string, label: string, options: readonly FilterOption[]) => FilterField[];
  set: (key: string, value: readonly string[]) => void;
  clear: () => void;
}

function read(query: LocationQuery, key: string): readonly string[] {
  const value = query[key];
  const text = Array.isArray(value) ? value.join(",") : (value ?? "");
  return text ? text.split(",") : [];
}

/**
 * Filters that live in the address: a link to a list shows the same rows to whoever may see them, and going back
 * goes back. `keys` names the filters of the page; other parts of the query are left alone.
 */
export function useFilters(keys: readonly string[]): Filters {
  const route = useRoute();
  const router = useRouter();
  const values = computed(() => Object.fromEntries(keys.map((key) => [key, read(route.query, key)] as const)));

  function write(changes: Readonly<Record<string, readonly string[]>>): void {
    const query: LocationQuery = { ...route.query };
    for (const [key, value] of Object.entries(changes)) {
      if (value.length) query[key] = value.join(",");
      else delete query[key];
    }
    void router.replace({ query });
  }

  const all = (key: string) => values.value[key] ?? [];
  const one = (key: string) => values.value[key]?.[0];
  return {
    values,
    any: computed(() => Object.values(values.value).some((value) => value.length > 0)),
    all,
    some: <Value extends string>(key: string) => (all(key).length > 0 ? ([...all(key)] as Value[]) : undefined),
    one,
    on: (key) => one(key) === "yes" || undefined,
    either: (key) => ({ yes: true, no: false })[one(key) ?? ""],
    only: (key, label, name) => {
      const value = one(key);
      return value ? [{ kind: "one", key, label, options: [{ value, label: name ?? "…" }] }] : [];
    },
    among: (key, label, options) => (options.length > 0 ? [{ kind: "one", key, label, options }] : []),
    set: (key, value) => write({ [key]: value }),
    clear: () => write(Object.fromEntries(keys.map((key) => [key, []]))),
  };
}
