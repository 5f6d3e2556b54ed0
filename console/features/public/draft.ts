import type { ComplexName } from "./operations.ts";

/** What somebody has written so far. */
export interface Draft {
  city: string;
  county: string;
  complex: ComplexName | null;
  /** The complex is in the directory; else its name and place are written out. */
  listed: boolean;
  place: string;
  kind: string | null;
  text: string;
  anonymous: boolean;
  name: string;
  phone: string;
  address: string;
}

/** A submission on its way: sent again as it is, it is the same one. */
export interface Attempt {
  key: string;
  proof: string;
  /** Of what was sent: anything else is another submission. */
  content: string;
}

export interface Kept {
  draft: Draft;
  attempt: Attempt | null;
  /** Null: there were some, but they did not fit. */
  photos: string[] | null;
  at: number;
}

const place = "hub.public.draft";
/** A telephone may be handed on, and what is written here is nobody else's business. */
const keptForMs = 24 * 3_600_000;

export const emptyDraft = (): Draft => ({
  city: "",
  county: "",
  complex: null,
  listed: true,
  place: "",
  kind: null,
  text: "",
  anonymous: false,
  name: "",
  phone: "",
  address: "",
});

/** Whether anything was said that would be a pity to lose. */
export const saysSomething = ({ complex, place, text, name, phone }: Draft): boolean =>
  complex !== null || [place, text, name, phone].some((words) => words.trim() !== "");

export function keptDraft(): Kept | null {
  try {
    const kept: Kept | null = JSON.parse(localStorage.getItem(place) ?? "null");
    if (kept && Date.now() - kept.at < keptForMs) return { ...kept, draft: { ...emptyDraft(), ...kept.draft } };
    forgetDraft();
  } catch {
    // A browser that keeps nothing, or something else under our name: one begins anew.
  }
  return null;
}

/** @returns whether the photos were kept too */
export function keepDraft(kept: Kept): boolean {
  for (const photos of [kept.photos, null]) {
    try {
      localStorage.setItem(place, JSON.stringify({ ...kept, photos }));
      return photos !== null;
    } catch {
      // Too much for this browser: once more without the photos.
    }
  }
  return false;
}

export function forgetDraft(): void {
  try {
    localStorage.removeItem(place);
  } catch {
    // Then there is none.
  }
}
