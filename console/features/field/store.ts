import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { CatalogueKind, Draft, Drawn, Photo, Place } from "./draft.ts";

/** What a person needs on the spot, as it was when there last was a line. */
export interface Pack {
  person: string;
  name: string;
  role: string;
  mayRecord: boolean;
  /** How far the hub's clock is ahead of this device's, in milliseconds. */
  ahead: number;
  catalogue: readonly CatalogueKind[];
  /** Of the person's region; `whole` where it is all of them. */
  places: readonly Place[];
  whole: boolean;
  /** Where the person's own body has drawn them. */
  drawn?: readonly Drawn[];
  /** By this device's clock. */
  at: number;
}

interface FieldDatabase extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { person: string } };
  photos: { key: string; value: Photo; indexes: { draft: string } };
  packs: { key: string; value: Pack };
}

let opened: Promise<IDBPDatabase<FieldDatabase>> | undefined;

/** On this device: outlives the page, the browser and the battery. */
const database = () => {
  opened ??= openDB<FieldDatabase>("hub-field", 1, {
    upgrade(made) {
      made.createObjectStore("drafts", { keyPath: "id" }).createIndex("person", "person");
      made.createObjectStore("photos", { keyPath: "id" }).createIndex("draft", "draft");
      made.createObjectStore("packs", { keyPath: "person" });
    },
  });
  return opened;
};

export const draftsOf = async (person: string) => (await database()).getAllFromIndex("drafts", "person", person);
export const photosOf = async (draft: string) => (await database()).getAllFromIndex("photos", "draft", draft);
export const keepDraft = async (draft: Draft) => void (await (await database()).put("drafts", draft));
export const keepPhoto = async (photo: Photo) => void (await (await database()).put("photos", photo));
export const removePhoto = async (id: string) => (await database()).delete("photos", id);

/** With its photos, or not at all. */
export async function removeDraft(id: string): Promise<void> {
  const change = (await database()).transaction(["drafts", "photos"], "readwrite");
  const photos = change.objectStore("photos");
  const keys = await photos.index("draft").getAllKeys(id);
  await Promise.all([change.objectStore("drafts").delete(id), ...keys.map((key) => photos.delete(key)), change.done]);
}

export const packOf = async (person: string) => (await database()).get("packs", person);
export const keepPack = async (pack: Pack) => void (await (await database()).put("packs", pack));
