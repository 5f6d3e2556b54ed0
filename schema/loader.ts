import DataLoader from "dataloader";
import type { HubContext } from "./context.ts";

/**
 * What the rows of an answer ask for one by one, read for all of them together. Batches only: a mutation's answer must
 * not be given what was read before it, and what a subscription's context kept would grow old with it.
 *
 * @param read answers in the order of the keys, which may repeat
 */
export function perAnswer<Key, Value>(read: (context: HubContext, keys: readonly Key[]) => Promise<readonly Value[]>) {
  const loaders = new WeakMap<HubContext, DataLoader<Key, Value>>();
  return (context: HubContext, key: Key): Promise<Value> => {
    const loader = loaders.get(context) ?? new DataLoader<Key, Value>((keys) => read(context, keys), { cache: false });
    loaders.set(context, loader);
    return loader.load(key);
  };
}
