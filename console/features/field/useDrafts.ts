import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { useEventListener, useIntervalFn } from "@vueuse/core";
import { computed, reactive, shallowRef, watch } from "vue";
import { newKey } from "../../graph/command.ts";
import { type Draft, type Drawn, emptyItem, type Item, type Photo } from "./draft.ts";
import { sendDraft } from "./sender.ts";
import { draftsOf, keepDraft, keepPhoto, photosOf, removeDraft, removePhoto } from "./store.ts";
import type { FieldDesk } from "./useFieldDesk.ts";

/** How often what waits for a line is tried. */
const everyMs = 15_000;

/** What is on the hub now, for as long as the page is open. */
export interface SentDraft {
  id: string;
  name: string;
  inspection: string;
  place?: string;
}

/** The drafts of whoever stands in the field: kept with every change, sent when wanted and there is a line. */
export function useDrafts({ pack, send, language, line, now, leave }: FieldDesk) {
  const drafts = shallowRef<readonly Draft[]>([]);
  const photos = shallowRef<ReadonlyMap<string, readonly Photo[]>>(new Map());
  const sent = shallowRef<readonly SentDraft[]>([]);
  /** Photos that have arrived, of how many, by the draft that is being sent. */
  const sending = reactive(new Map<string, { done: number; all: number }>());

  const person = computed(() => pack.value?.person);
  async function load(): Promise<void> {
    const whose = person.value;
    const found = whose ? await draftsOf(whose) : [];
    const shown = await Promise.all(found.map(async ({ id }) => [id, await photosOf(id)] as const));
    if (whose !== person.value) return;
    drafts.value = found.sort((one, other) => other.changedAt - one.changedAt);
    photos.value = new Map(shown);
  }

  async function put(draft: Draft): Promise<Draft> {
    drafts.value = [draft, ...drafts.value.filter(({ id }) => id !== draft.id)];
    await keepDraft(draft);
    return draft;
  }

  async function begin(more: Pick<Draft, "kind" | "place" | "complaint" | "drawn">): Promise<Draft> {
    const at = now();
    const state = { is: "open" } as const;
    const whose = person.value ?? "";
    // A browser that runs short of room asks before it forgets what a page keeps.
    await navigator.storage?.persist?.();
    return put({ id: newKey(), person: whose, carriedOutAt: at, notes: "", items: {}, state, changedAt: at, ...more });
  }

  /** Who comes back to a complex that was drawn goes on with what was begun there. */
  async function visit({ place, ...drawn }: Drawn): Promise<Draft> {
    await loaded;
    const begun = drafts.value.find((draft) => draft.drawn?.id === drawn.id && draft.place?.id === place.id);
    return begun ?? begin({ kind: "SPOT_CHECK", place, complaint: null, drawn });
  }
  /** Those of what was drawn that wait for a visit still. */
  const toVisit = computed(() =>
    (pack.value?.drawn ?? []).filter(
      ({ id, place }) =>
        !drafts.value.some((draft) => draft.drawn?.id === id && draft.place?.id === place.id) &&
        !sent.value.some((one) => one.place === place.id),
    ),
  );

  /**
   * Whoever changes it is not done with it: it waits to be sent again. What was refused stands beside what it is about
   * until then.
   */
  const change = (draft: Draft, part: Partial<Draft>) =>
    put({ ...draft, ...(draft.state.is === "wanted" && { state: { is: "open" } }), ...part, changedAt: now() });
  const answer = (draft: Draft, act: string, part: Partial<Item>) =>
    change(draft, { items: { ...draft.items, [act]: { ...(draft.items[act] ?? emptyItem), ...part } } });

  async function addPhotos(draft: Draft, act: string | null, files: readonly File[]): Promise<void> {
    for (const file of files) {
      const hash = bytesToHex(sha256(new Uint8Array(await file.arrayBuffer())));
      const takenAt = Math.min(file.lastModified, Date.now()) + (pack.value?.ahead ?? 0);
      await keepPhoto({ id: newKey(), draft: draft.id, act, file, name: file.name, sha256: hash, takenAt });
    }
    await rephotographed(draft);
  }
  async function dropPhoto(draft: Draft, { id }: Photo): Promise<void> {
    await removePhoto(id);
    await rephotographed(draft);
  }
  async function rephotographed(draft: Draft): Promise<void> {
    photos.value = new Map([...photos.value, [draft.id, await photosOf(draft.id)]]);
    // What was written meanwhile stays.
    await change(drafts.value.find(({ id }) => id === draft.id) ?? draft, {});
  }

  async function remove({ id }: Draft): Promise<void> {
    await removeDraft(id);
    drafts.value = drafts.value.filter((other) => other.id !== id);
  }

  async function deliver(draft: Draft): Promise<void> {
    if (sending.has(draft.id)) return;
    sending.set(draft.id, { done: 0, all: photos.value.get(draft.id)?.length ?? 0 });
    const onPhotos = (done: number, all: number) => void sending.set(draft.id, { done, all });
    const outcome = await sendDraft(draft, { send, language: language.value, onPhotos }).finally(() =>
      sending.delete(draft.id),
    );
    if (outcome.is === "sent") {
      const { id, place } = draft;
      const one = { id, name: place?.name ?? "", place: place?.id, inspection: outcome.inspection };
      sent.value = [one, ...sent.value];
      await remove(draft);
    } else if (outcome.is === "line") await load();
    else if (outcome.errors.some(({ code }) => code === "unauthenticated")) leave();
    else await put({ ...draft, state: outcome });
  }

  /** From now on it goes as soon as it can. */
  async function want(draft: Draft): Promise<void> {
    const wanted = draft.state.is === "unanswered" ? draft : await put({ ...draft, state: { is: "wanted" } });
    if (line.value) await deliver(wanted);
  }

  async function deliverAll(): Promise<void> {
    if (!line.value) return;
    for (const draft of drafts.value)
      if (draft.state.is === "wanted" || draft.state.is === "unanswered") await deliver(draft);
  }

  let loaded = Promise.resolve();
  function reload(): void {
    loaded = load();
    void loaded.then(deliverAll);
  }
  watch(person, reload, { immediate: true });
  watch(line, () => void deliverAll());
  useIntervalFn(() => void deliverAll(), everyMs);
  // Another tab of the same person may have changed or sent one.
  useEventListener(document, "visibilitychange", () => void (document.hidden || load()));

  return { drafts, photos, sent, sending, toVisit, begin, visit, change, answer, addPhotos, dropPhoto, remove, want };
}

export type Drafts = ReturnType<typeof useDrafts>;
