import { reactive, ref, shallowRef, watch } from "vue";
import { Declined, LineBroken, send } from "./api.ts";
import { type Attempt, emptyDraft, forgetDraft, keepDraft, keptDraft, saysSomething } from "./draft.ts";
import { type Filed, fileComplaintMutation } from "./operations.ts";
import { type Photo, packPhotos, release, unpackPhotos } from "./photos.ts";
import { prepareProof, usedProof } from "./proof.ts";
import { t } from "./text.ts";

export const fields = ["county", "complex", "place", "kind", "text", "photos", "name", "phone", "address"] as const;
export type Field = (typeof fields)[number];

export type Stage =
  | { at: "writing" | "checking" | "broken" }
  | { at: "sending"; sent: number; total: number }
  | { at: "retrying"; time: number };

export const longestText = 2000;
export const mostPhotos = 6;
/** A line that broke is tried again after so long; then a person decides. */
const retriesAfterMs = [2_000, 5_000];

/** The one complaint that is being written on this page. */
export const draft = reactive(emptyDraft());
export const photos = ref<Photo[]>([]);
export const photosLost = ref(false);
export const problems = reactive<Partial<Record<Field | "form", string>>>({});
export const stage = ref<Stage>({ at: "writing" });
export const trackingCode = shallowRef<string | null>(sessionStorage.getItem("hub.public.filed"));

let attempt: Attempt | null = null;

/** Brings back what was being written before a reload, and keeps it from now on. */
export function resumeDraft(): void {
  const kept = keptDraft();
  if (kept) {
    Object.assign(draft, kept.draft);
    photos.value = unpackPhotos(kept.photos ?? []);
    photosLost.value = kept.photos === null;
    attempt = kept.attempt;
  }
  for (const field of writtenFields)
    watch(
      () => draft[field],
      () => delete problems[field],
    );
  let waiting: ReturnType<typeof setTimeout> | undefined;
  watch([draft, photos], () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void keep(), 400);
  });
}

/** What is put right is no problem any more; for photos their own field says so. */
const writtenFields = fields.filter((field) => field !== "photos");

async function keep(): Promise<void> {
  if (!saysSomething(draft) && photos.value.length === 0) return;
  keepDraft({ draft: { ...draft }, attempt, photos: await packPhotos(photos.value), at: Date.now() });
}

export function startOver(): void {
  Object.assign(draft, emptyDraft());
  photos.value.forEach(release);
  photos.value = [];
  photosLost.value = false;
  for (const field of [...fields, "form" as const]) delete problems[field];
  attempt = null;
  stage.value = { at: "writing" };
  forgetDraft();
}

/** What would be refused anyway is told before anything is sent. */
function check(): boolean {
  for (const field of [...fields, "form" as const]) delete problems[field];
  if (!draft.county) problems.county = t("file.missingCity");
  if (draft.listed && !draft.complex) problems.complex = t("file.missingComplex");
  if (!draft.listed && draft.place.trim() === "") problems.place = t("file.missingComplex");
  if (draft.text.trim() === "") problems.text = t("file.missingStory");
  const digits = draft.phone.normalize("NFKC").replace(/\D/g, "");
  if (!draft.anonymous && draft.phone.trim() !== "" && (digits.length < 7 || digits.length > 15))
    problems.phone = t("file.phoneMalformed");
  return Object.keys(problems).length === 0;
}

/** @returns whether it was filed; what stands in the way is in `problems` and `stage` */
export async function submit(): Promise<boolean> {
  if (!check()) return false;
  try {
    const { trackingCode: code, errors } = await deliver();
    if (code) {
      filed(code);
      return true;
    }
    attempt = null;
    stage.value = { at: "writing" };
    for (const error of errors) problems[fieldOf(error)] ??= error.message;
  } catch (error) {
    if (!(error instanceof LineBroken || error instanceof Declined)) throw error;
    stage.value = { at: error instanceof LineBroken ? "broken" : "writing" };
    problems.form = error instanceof LineBroken ? t("file.offline") : error.message;
  }
  return false;
}

/** A proof that is refused was too old: a fresh one is sent instead, without asking anybody. */
async function deliver() {
  const first = await attemptOnce();
  const stale = first.errors.some(({ path }) => path[0] === "proof");
  if (!stale) return first;
  attempt = null;
  usedProof();
  return attemptOnce();
}

async function attemptOnce(): Promise<Filed> {
  const { key, proof } = await nameAttempt();
  const files = new Map(photos.value.map(({ blob }, index) => [`variables.input.photos.${index}`, blob]));
  // Each file stands at its place only once the hub has put it there.
  const input = { ...content(), photos: photos.value.map(() => null as never), proof };
  for (let time = 1; ; time++) {
    try {
      const { fileComplaint } = await send(
        fileComplaintMutation,
        { input },
        {
          files,
          idempotencyKey: key,
          onProgress: (sent, total) => {
            stage.value = { at: "sending", sent, total };
          },
        },
      );
      return fileComplaint;
    } catch (error) {
      const wait = retriesAfterMs[time - 1];
      if (!(error instanceof LineBroken) || wait === undefined) throw error;
      stage.value = { at: "retrying", time };
      await new Promise((resume) => setTimeout(resume, wait));
    }
  }
}

/** The same content is the same submission, also after a reload: its key and proof stay. */
async function nameAttempt(): Promise<Attempt> {
  const sent = JSON.stringify([content(), photos.value.map(({ blob }) => blob.size)]);
  if (attempt?.content === sent) return attempt;
  stage.value = { at: "checking" };
  const proof = await prepareProof();
  const secret = crypto.getRandomValues(new Uint8Array(16));
  attempt = { key: Array.from(secret, (byte) => byte.toString(16).padStart(2, "0")).join(""), proof, content: sent };
  await keep();
  stage.value = { at: "sending", sent: 0, total: 0 };
  return attempt;
}

function content() {
  const { listed, complex, county, place, kind, text, anonymous, name, phone, address } = draft;
  const told = (words: string) => words.trim() || null;
  const where = listed ? { complexId: complex?.id ?? null } : { county, place: told(place) };
  const contact = anonymous ? {} : { name: told(name), phone: told(phone), address: told(address) };
  return { ...where, kind: kind === "unsure" ? null : kind, text: text.trim(), anonymous, ...contact };
}

function filed(code: string): void {
  usedProof();
  startOver();
  trackingCode.value = code;
  // It is told once: a slip of the finger must not cost the owner the case. Gone with the tab.
  sessionStorage.setItem("hub.public.filed", code);
}

function fieldOf({ path: [first] }: Filed["errors"][number]): Field | "form" {
  if (first === "complexId") return "complex";
  return fields.find((field) => field === first) ?? "form";
}
