import { randomUUID } from "node:crypto";
import { decodeGlobalID } from "@pothos/plugin-relay";
import type { Viewer } from "./account/viewer.ts";
import type { HubContext } from "./context.ts";
import { Refusal } from "./refusal.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (id: string) => uuid.test(id);

/**
 * An id for a row that SQL of our own inserts, of version 7 as the database client makes them: what is written together
 * lies together in every index, where ids at random would each touch another page.
 */
export function newId(): string {
  const milliseconds = Date.now().toString(16).padStart(12, "0");
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7${randomUUID().slice(15)}`;
}

/** @throws {Refusal} `not-found`: an id that cannot exist is answered like one that does not. */
export function requireUuid(id: string): string {
  if (!uuid.test(id)) throw new Refusal("not-found");
  return id;
}

/** How every node is looked up: by its id and by what the viewer may see, in one `where`. */
export const visibleById =
  <Where>(visibleTo: (viewer: Viewer) => Where) =>
  (id: string, { viewer }: HubContext) => ({ id: uuid.test(id) ? id : nowhere, AND: [visibleTo(viewer)] });

/** The nil UUID: no row has it. */
export const nowhere = "00000000-0000-0000-0000-000000000000";

/** The row's own id within a global id of that type; empty, as no row's is, for anything else. */
export function localId(type: string, globalId: string): string {
  try {
    const { typename, id } = decodeGlobalID(globalId);
    return typename === type ? id : "";
  } catch {
    return "";
  }
}
