import {
  type ComputedRef,
  computed,
  type MaybeRefOrGetter,
  onScopeDispose,
  ref,
  type ShallowRef,
  shallowRef,
  toValue,
  watch,
} from "vue";

/** How long a new entry stays lit, in milliseconds: as long as its animation. */
const litFor = 4000;

export interface Arrivals<Item> {
  /** What is on the screen. */
  shown: ComputedRef<readonly Item[]>;
  /** How many entries wait above, because somebody is reading. */
  waiting: ComputedRef<number>;
  /** Entries that have just come on the screen; each is lit once, whatever is reloaded afterwards. */
  lit: Readonly<ShallowRef<ReadonlySet<string>>>;
  release: () => void;
}

/**
 * Newest-first entries that never move what a person is reading: while `reading` holds, new ones wait until they are
 * asked for. `topic` names what is shown (a filter): another topic starts afresh, without anything being new.
 */
export function useArrivals<Item extends { id: string }>(
  items: MaybeRefOrGetter<readonly Item[]>,
  reading: MaybeRefOrGetter<boolean>,
  topic: MaybeRefOrGetter<string>,
): Arrivals<Item> {
  const held = shallowRef<ReadonlySet<string>>(new Set());
  const lit = shallowRef<ReadonlySet<string>>(new Set());
  const seen = ref<string | undefined>(toValue(items)[0]?.id);
  const timers = new Set<ReturnType<typeof setTimeout>>();

  function light(ids: readonly string[]): void {
    lit.value = new Set([...lit.value, ...ids]);
    const timer = setTimeout(() => {
      timers.delete(timer);
      lit.value = new Set([...lit.value].filter((id) => !ids.includes(id)));
    }, litFor);
    timers.add(timer);
  }

  function release(): void {
    const ids = [...held.value];
    held.value = new Set();
    if (ids.length) light(ids);
  }

  watch(
    () => [toValue(items), toValue(topic)] as const,
    ([next, nextTopic], [, lastTopic]) => {
      const known = next.findIndex(({ id }) => id === seen.value);
      const arrived = nextTopic === lastTopic && known > 0 ? next.slice(0, known).map(({ id }) => id) : [];
      seen.value = next[0]?.id;
      if (nextTopic !== lastTopic) held.value = new Set();
      else if (arrived.length && toValue(reading)) held.value = new Set([...arrived, ...held.value]);
      else if (arrived.length) light(arrived);
    },
  );
  watch(
    () => toValue(reading),
    (now) => {
      if (!now) release();
    },
  );
  onScopeDispose(() => {
    for (const timer of timers) clearTimeout(timer);
  });

  return {
    shown: computed(() => toValue(items).filter(({ id }) => !held.value.has(id))),
    waiting: computed(() => toValue(items).filter(({ id }) => held.value.has(id)).length),
    lit,
    release,
  };
}
