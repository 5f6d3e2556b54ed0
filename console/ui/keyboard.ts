import { type MaybeRefOrGetter, onMounted, onUnmounted, toValue } from "vue";

/** A key or two keys one after the other ("g o"), as `KeyboardEvent.key` names them. */
export type Shortcut = string;

interface Binding {
  keys: readonly string[];
  run: (event: KeyboardEvent) => void;
  active: MaybeRefOrGetter<boolean>;
}

/** How long the second key of a pair may be waited for, in milliseconds. */
const patience = 1200;

const bindings = new Set<Binding>();
let first: { key: string; at: number } | undefined;

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, [contenteditable], [role=combobox]") !== null
  );
}

function handle(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target) || document.querySelector("[aria-modal=true], dialog[open]")) return;
  const before = first && event.timeStamp - first.at < patience ? first.key : undefined;
  first = undefined;
  const live = [...bindings].filter((binding) => toValue(binding.active)).reverse();
  const match =
    live.find(({ keys }) => keys.length === 2 && keys[0] === before && keys[1] === event.key) ??
    live.find(({ keys }) => keys.length === 1 && keys[0] === event.key);
  if (match) {
    event.preventDefault();
    match.run(event);
  } else if (live.some(({ keys }) => keys.length === 2 && keys[0] === event.key)) {
    first = { key: event.key, at: event.timeStamp };
  }
}

/**
 * Runs while the component is mounted, never while somebody types or a dialog is open.
 * Of two bindings of the same keys the one mounted last wins: a list inside a page before the page.
 */
export function useShortcut(shortcut: Shortcut, run: Binding["run"], active: Binding["active"] = true): void {
  const binding: Binding = { keys: shortcut.split(" "), run, active };
  onMounted(() => {
    if (bindings.size === 0) window.addEventListener("keydown", handle);
    bindings.add(binding);
  });
  onUnmounted(() => {
    bindings.delete(binding);
    if (bindings.size === 0) window.removeEventListener("keydown", handle);
  });
}
