import { type InjectionKey, inject, provide } from "vue";
import type { ResultOf } from "../../graph/graphql.ts";
import type { Desk_Query } from "./operations.ts";

/** Who is signed in, as the hub knows them. */
export type Viewer = NonNullable<ResultOf<typeof Desk_Query>["viewer"]>;

const key: InjectionKey<Viewer> = Symbol("viewer");

export const provideViewer = (viewer: Viewer): void => provide(key, viewer);

/** What a role may do at all, for buttons that stand on no case; on a case `allowedCommands` decides. */
export function useViewer() {
  const viewer = inject(key, undefined);
  if (!viewer) throw new Error("Nobody is signed in here: this stands outside of the desk.");
  return { viewer, may: (permission: Viewer["permissions"][number]) => viewer.permissions.includes(permission) };
}
