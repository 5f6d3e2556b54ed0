import { type ComputedRef, computed, onScopeDispose, shallowRef, watch } from "vue";
import type { ListStatus } from "../ui/list.ts";
import type { VariablesOf } from "./graphql.ts";
import { type Happening, isHappening } from "./happening.ts";
import { useHub } from "./hub.ts";
import { Activity_Query } from "./operations.ts";

export type ActivityWanted = VariablesOf<typeof Activity_Query>["filter"];

const pageSize = 40;
/** What is held of a stream that runs for weeks; what falls off the end is read again when somebody scrolls there. */
const mostHeld = 400;

/** Whether an event is among those that are wanted, as the hub itself would say. */
export function isWanted(event: Happening, wanted: ActivityWanted): boolean {
  const { region, topics, kinds, subject, complex, company } = wanted;
  return (
    (!region || (event.region?.code.startsWith(region) ?? false)) &&
    (!topics || (event.topic !== null && topics.includes(event.topic))) &&
    (!kinds || kinds.includes(event.kind)) &&
    (!subject || event.subject.id === subject) &&
    (!complex || event.complex?.id === complex) &&
    (!company || event.company?.id === company)
  );
}

export interface ActivityStream {
  /** Newest first, each once. */
  items: ComputedRef<readonly Happening[]>;
  status: ComputedRef<ListStatus>;
  hasMore: ComputedRef<boolean>;
  more: () => Promise<void>;
  reload: () => Promise<void>;
}

/** What has happened and what happens: the log from now backwards, with the live line on top. */
export function useActivity(wanted: () => ActivityWanted): ActivityStream {
  const { client, live } = useHub();
  const items = shallowRef<readonly Happening[]>([]);
  const end = shallowRef<string | null>(null);
  const state = shallowRef<ListStatus>("loading");
  let question = "";
  let loading = false;

  async function read(after: string | null): Promise<readonly Happening[] | undefined> {
    const asked = question;
    const variables = { filter: wanted(), first: pageSize, after };
    const { data } = await client.query(Activity_Query, variables, { requestPolicy: "network-only" }).toPromise();
    if (asked !== question || !data) return undefined;
    const { edges, pageInfo } = data.activities;
    end.value = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    return edges.map(({ node }) => node).filter(isHappening);
  }

  /** The newer ones first; an event that both have is shown once. */
  function join(newer: readonly Happening[], older: readonly Happening[]): void {
    const known = new Set(newer.map(({ cursor }) => cursor));
    items.value = [...newer, ...older.filter(({ cursor }) => !known.has(cursor))];
  }

  async function reload(): Promise<void> {
    const found = await read(null);
    if (found) {
      // What the line has brought since the question was asked stays on top.
      const first = found[0]?.cursor;
      const at = items.value.findIndex(({ cursor }) => cursor === first);
      join(at > 0 ? items.value.slice(0, at) : [], found);
    }
    state.value = found || items.value.length ? "ready" : "failed";
  }

  async function more(): Promise<void> {
    if (loading || end.value === null) return;
    loading = true;
    const found = await read(end.value);
    loading = false;
    if (found) join(items.value, found);
  }

  function hear(events: readonly Happening[]): void {
    const filter = wanted();
    const news = events.filter((event) => isWanted(event, filter));
    if (!news.length) return;
    join(news.toReversed(), items.value);
    if (items.value.length > mostHeld) {
      items.value = items.value.slice(0, mostHeld);
      end.value = items.value.at(-1)?.cursor ?? null;
    }
  }

  watch(
    () => JSON.stringify(wanted()),
    (next) => {
      question = next;
      loading = false;
      items.value = [];
      end.value = null;
      state.value = "loading";
      void reload();
    },
    { immediate: true },
  );
  const ends = [live.onEvents(hear), live.onSnapshot(() => void reload())];
  onScopeDispose(() => {
    for (const stop of ends) stop();
  });

  return {
    items: computed(() => items.value),
    status: computed(() => state.value),
    hasMore: computed(() => end.value !== null),
    more,
    reload,
  };
}
