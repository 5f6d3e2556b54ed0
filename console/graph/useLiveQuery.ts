import type { AnyVariables, CombinedError, TypedDocumentNode } from "@urql/core";
import {
  type ComputedRef,
  computed,
  type MaybeRefOrGetter,
  type ShallowRef,
  shallowReadonly,
  shallowRef,
  toValue,
  watch,
} from "vue";
import type { ListStatus } from "../ui/list.ts";
import { isUnreachable, told } from "./failure.ts";
import type { Happening } from "./happening.ts";
import { useHub } from "./hub.ts";
import { useNews } from "./useNews.ts";

export interface LiveQuery<Data> {
  /** What is known; it stays while it is asked for again. */
  data: Readonly<ShallowRef<Data | undefined>>;
  /** `failed` only where nothing can be shown: what is on the screen stays, and the line says how old it is. */
  status: ComputedRef<ListStatus>;
  /** What the hub said against it, if it said something. */
  failure: ComputedRef<string | undefined>;
  /** Asks again; throws when no answer comes. */
  refresh: () => Promise<void>;
}

export interface LiveQueryOptions<Data, Variables extends AnyVariables> {
  query: TypedDocumentNode<Data, Variables>;
  variables: () => Variables;
  /** Whether an event may have changed the answer. */
  concerns: (event: Happening, data: Data) => boolean;
  /** Nothing is asked while it is true. */
  pause?: MaybeRefOrGetter<boolean>;
}

/** One question of a page, kept true by the live line and by whatever commands write into the cache. */
export function useLiveQuery<Data, Variables extends AnyVariables>({
  query,
  variables,
  concerns,
  pause = false,
}: LiveQueryOptions<Data, Variables>): LiveQuery<Data> {
  const { client } = useHub();
  const data = shallowRef<Data>();
  const error = shallowRef<CombinedError>();
  /** As text, so that a new object that asks the same is no new question. */
  const question = computed(() => (toValue(pause) ? undefined : JSON.stringify(variables())));

  watch(
    question,
    (asked, _, onCleanup) => {
      data.value = undefined;
      error.value = undefined;
      if (asked === undefined) return;
      const { unsubscribe } = client.query(query, variables()).subscribe((result) => {
        if (result.data) data.value = result.data;
        error.value = result.error;
      });
      onCleanup(unsubscribe);
    },
    { immediate: true },
  );

  const refresh = async () => {
    if (toValue(pause)) return;
    const { error: now } = await client.query(query, variables(), { requestPolicy: "network-only" }).toPromise();
    if (now && isUnreachable(now)) throw now;
  };
  useNews((event) => data.value !== undefined && concerns(event, data.value), refresh);

  return {
    data: shallowReadonly(data),
    status: computed(() => (data.value !== undefined ? "ready" : error.value ? "failed" : "loading")),
    failure: computed(() => told(error.value)),
    refresh,
  };
}
