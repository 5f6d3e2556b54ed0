import { usePreferredDark, useStorage } from "@vueuse/core";
import { computed, watchEffect } from "vue";

export type ThemeChoice = "system" | "light" | "dark";

/** The same key and attribute as static/theme.js, which sets the theme before the first paint. */
const choice = useStorage<ThemeChoice>("hub.theme", "system");
const prefersDark = usePreferredDark();
const theme = computed(() => (choice.value === "system" ? (prefersDark.value ? "dark" : "light") : choice.value));

/** Keeps the document in step with the choice, also when another tab or the system changes it. */
export function followTheme(): void {
  watchEffect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
}

export function useTheme() {
  return { choice, theme };
}
