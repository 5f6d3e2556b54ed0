import { shallowRef } from "vue";
import type { Tone } from "./tone.ts";

export interface Toast {
  id: number;
  tone: Tone;
  text: string;
}

/** How long a message stays, in milliseconds: long enough to be read twice. */
const stay = 6000;

const toasts = shallowRef<readonly Toast[]>([]);
let last = 0;

/** Says something in passing, for what succeeded out of sight. What failed belongs where it failed. */
export function say(text: string, tone: Tone = "ok"): void {
  const toast: Toast = { id: ++last, tone, text };
  toasts.value = [...toasts.value.slice(-3), toast];
  setTimeout(() => dismiss(toast.id), stay);
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

export function useToasts() {
  return { toasts };
}
