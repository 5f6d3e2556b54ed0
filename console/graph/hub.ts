import type { Client } from "@urql/core";
import { type InjectionKey, inject, provide } from "vue";
import type { Sending } from "./command.ts";
import type { Live } from "./live.ts";
import type { Uploading } from "./upload.ts";

/** What a page needs of the hub. Queries go through `useLiveQuery` and `useLiveList`, commands through `send`. */
export interface Hub extends Sending, Uploading {
  readonly client: Client;
  readonly live: Live;
}

const key: InjectionKey<Hub> = Symbol("hub");

export const provideHub = (hub: Hub): void => provide(key, hub);

export function useHub(): Hub {
  const hub = inject(key, undefined);
  if (!hub) throw new Error("No hub is provided: this stands outside of the desk of somebody who is signed in.");
  return hub;
}
