import { nextTick, ref, watch } from "vue";

const views = ["home", "file", "filed", "follow", "cases"] as const;
export type View = (typeof views)[number];

const fromAddress = (): View => views.find((view) => `#/${view}` === location.hash) ?? "home";

/** Which of its pages is shown; in the address, so that the telephone's back button works. */
export const view = ref<View>(fromAddress());
addEventListener("hashchange", () => {
  view.value = fromAddress();
});

export function open(next: View): void {
  location.hash = `#/${next}`;
}

/** Whoever hears the page instead of seeing it is told that it is another one. */
watch(view, async () => {
  await nextTick();
  scrollTo(0, 0);
  document.querySelector<HTMLElement>("main h1")?.focus();
});
