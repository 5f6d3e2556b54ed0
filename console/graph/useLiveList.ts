import type { AnyVariables, CombinedError, TypedDocumentNode } from "@urql/core";
import { type ComputedRef, computed, onScopeDispose, type Ref, ref, shallowRef, watch } from "vue";
import type { ListStatus } from "../ui/list.ts";
import { coalesce } from "./coalesce.ts";
import { isUnreachable, told } from "./failure.ts";
import type { Happening } from "./happening.ts";
import { useHub } from "./hub.ts";
import { type Connection, type Page, pagesAt, replacePage, rowsOf } from "./pages.ts";

/** The most rows that the hub gives at once, how many are asked for, and how many more when a page may have grown. */
const mostRows = 100;
const pageSize = 50;
const slack = 20;
/** How long a row stays lit, in milliseconds. */
const litFor = 4_000;

export interface LiveList<Node> {
  rows: ComputedRef<readonly Node[]>;
  /** Of all rows that match. */
  total: Readonly<Ref<number | undefined>>;
  /** All that a `DataList` is given and asks for, but for the rows. */
  bound: ComputedRef<BoundList>;
  /** Filter and order as they are asked now. */
  asked: ComputedRef<object>;
  /** From the top again. */
  reload: () => Promise<void>;
  /** Reads again what is in sight, after a command for one. */
  refresh: () => void;
}

export interface BoundList {
  total: number | undefined;
  status: ListStatus;
  failure: string | undefined;
  hasMore: boolean;
  /** New rows above what is in sight. */
  waiting: number;
  /** Rows that have just come or changed. */
  lit: ReadonlySet<string>;
  /** The next page. */
  onMore: () => Promise<void>;
  onRetry: () => Promise<void>;
  /** Which rows are in sight, by their index. */
  onSight: (first: number, last: number) => void;
}

export interface LiveListOptions<Data, Variables extends AnyVariables, Node> {
  query: TypedDocumentNode<Data, Variables>;
  /** Filter and order. */
  variables: () => Omit<Variables, "first" | "after">;
  read: (data: Data) => Connection<Node>;
  /** Whether an event may have brought, changed or removed a row. */
  concerns: (event: Happening) => boolean;
}

/**
 * A list by pages that stays true while it is looked at. News mark every loaded page; those in sight are read again at
 * once, the others when they come into sight, so that a list of ten thousand rows costs no more than one of a hundred.
 */
export function useLiveList<Data, Variables extends AnyVariables, Node extends { id: string }>({
  query,
  variables,
  read,
  concerns,
}: LiveListOptions<Data, Variables, Node>): LiveList<Node> {
  const { client, live } = useHub();
  const pages = shallowRef<readonly Page<Node>[]>([]);
  const total = ref<number>();
  const error = shallowRef<CombinedError>();
  const lit = shallowRef<ReadonlySet<string>>(new Set());
  /** Rows that came while the list was open and have not been in sight yet. */
  const arrived = shallowRef<ReadonlySet<string>>(new Set());
  const touched = new Set<string>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let sight: readonly [number, number] = [0, pageSize];
  let question = "";
  let loading = false;

  const rows = computed(() => rowsOf(pages.value));
  const firstSeen = ref(0);

  async function ask(after: string | null, first: number): Promise<Connection<Node> | undefined> {
    const asked = question;
    const given = { ...variables(), first, after } as unknown as Variables;
    const result = await client.query(query, given, { requestPolicy: "network-only" }).toPromise();
    if (asked !== question) return undefined;
    error.value = result.error;
    if (result.error && isUnreachable(result.error)) throw result.error;
    const connection = result.data && read(result.data);
    if (connection?.totalCount !== undefined) total.value = connection.totalCount;
    return connection;
  }

  function light(ids: readonly string[]): void {
    if (!ids.length) return;
    lit.value = new Set([...lit.value, ...ids]);
    const timer = setTimeout(() => {
      timers.delete(timer);
      lit.value = new Set([...lit.value].filter((id) => !ids.includes(id)));
    }, litFor);
    timers.add(timer);
  }

  /** Puts a page in place and tells what of it is news: rows that an event has named since it was last read. */
  function place(next: readonly Page<Node>[]): void {
    const before = new Set(rows.value.map(({ id }) => id));
    pages.value = next;
    const news = rows.value.flatMap(({ id }) => (touched.delete(id) ? [id] : []));
    light(news);
    const came = news.filter((id) => !before.has(id));
    if (came.length) arrived.value = new Set([...arrived.value, ...came]);
  }

  async function readAgain(at: number): Promise<void> {
    const page = pages.value[at];
    if (!page) return;
    const connection = await ask(page.after, Math.min(mostRows, Math.max(pageSize, page.edges.length + slack)));
    const now = pages.value.indexOf(page);
    if (connection && now >= 0) place(replacePage(pages.value, now, connection));
  }

  async function readDirty(): Promise<void> {
    // The first page brings the count and what is new at the top, so it is read whenever anything is.
    const wanted = new Set([0, ...pagesAt(pages.value, ...sight)]);
    for (let at = 0; at < pages.value.length; at++) {
      if (wanted.has(at) && pages.value[at]?.dirty) await readAgain(at);
    }
  }
  const freshen = coalesce(readDirty);
  const refresh = () => {
    pages.value = pages.value.map((page) => ({ ...page, dirty: true }));
    freshen();
  };

  async function reload(): Promise<void> {
    error.value = undefined;
    const connection = await ask(null, pageSize).catch(() => undefined);
    if (!connection) return;
    const { hasNextPage, endCursor } = connection.pageInfo;
    pages.value = [{ after: null, edges: connection.edges, hasNext: hasNextPage, end: endCursor, dirty: false }];
  }

  async function more(): Promise<void> {
    const last = pages.value.at(-1);
    if (loading || !last?.hasNext) return;
    loading = true;
    const connection = await ask(last.end, pageSize).catch(() => undefined);
    loading = false;
    if (!connection || pages.value.at(-1)?.end !== last.end) return;
    const { hasNextPage, endCursor } = connection.pageInfo;
    const page = { after: last.end, edges: connection.edges, hasNext: hasNextPage, end: endCursor, dirty: false };
    pages.value = [...pages.value, page];
  }

  watch(
    () => JSON.stringify(variables()),
    (next) => {
      question = next;
      loading = false;
      pages.value = [];
      total.value = undefined;
      arrived.value = new Set();
      touched.clear();
      void reload();
    },
    { immediate: true },
  );

  function hear(events: readonly Happening[]): void {
    const news = events.filter(concerns);
    if (!news.length) return;
    // Bounded: rows that nobody scrolls to are not lit when they are found much later.
    if (touched.size > 1_000) touched.clear();
    for (const { subject } of news) touched.add(subject.id);
    refresh();
  }
  const ends = [live.onEvents(hear), live.onSnapshot(refresh)];
  onScopeDispose(() => {
    freshen.stop();
    for (const end of ends) end();
    for (const timer of timers) clearTimeout(timer);
  });

  function see(first: number, last: number): void {
    sight = [first, last];
    firstSeen.value = first;
    const seen = rows.value.slice(first, last + 1).filter(({ id }) => arrived.value.has(id));
    if (seen.length) arrived.value = new Set([...arrived.value].filter((id) => !seen.some((row) => row.id === id)));
    if (pagesAt(pages.value, first, last).some((at) => pages.value[at]?.dirty)) freshen();
  }
  const waiting = computed(() =>
    arrived.value.size ? rows.value.slice(0, firstSeen.value).filter(({ id }) => arrived.value.has(id)).length : 0,
  );

  return {
    rows,
    total,
    asked: computed(variables),
    bound: computed(() => ({
      total: total.value,
      status: pages.value.length ? "ready" : error.value ? "failed" : "loading",
      failure: told(error.value),
      hasMore: pages.value.at(-1)?.hasNext ?? false,
      waiting: waiting.value,
      lit: lit.value,
      onMore: more,
      onRetry: reload,
      onSight: see,
    })),
    reload,
    refresh,
  };
}
