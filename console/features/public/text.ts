import { computed, type Ref } from "vue";
import { createI18n } from "vue-i18n";
import { campaignZone, type Language, languageKey } from "../../text/language.ts";
import type { Path } from "../../text/text.ts";
import { chinese } from "./text/chinese.ts";

// Words of its own: a telephone on a bad line is not sent those of the whole console.
type Messages = typeof chinese;
export type MessageKey = Path<Messages>;
export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

const i18n = createI18n({
  legacy: false,
  locale: "zh-CN",
  fallbackLocale: "zh-CN",
  messages: { "zh-CN": chinese } as Record<string, Messages>,
});
const locale = i18n.global.locale as unknown as Ref<Language>;

export const t: Translate = (key, values = {}) =>
  typeof values.n === "number" ? i18n.global.t(key, values.n, { named: values }) : i18n.global.t(key, { ...values });

export const language = computed(() => locale.value);

/** Switches the language, and remembers the choice for this page and the console alike. */
export async function speak(next: Language): Promise<void> {
  if (next === "en" && !i18n.global.availableLocales.includes("en")) {
    const { english } = await import("./text/english.ts");
    i18n.global.setLocaleMessage("en", english);
  }
  locale.value = next;
  document.documentElement.lang = next;
  document.title = t("page.documentTitle");
  try {
    localStorage.setItem(languageKey, next);
  } catch {
    // A browser that keeps nothing still speaks the language until it is closed.
  }
}

/** 8月19日, 19 August: in the campaign's zone, wherever the telephone is. */
export const day = (instant: string): string =>
  new Intl.DateTimeFormat(locale.value === "en" ? "en-GB" : "zh-CN", {
    timeZone: campaignZone,
    month: "long",
    day: "numeric",
  }).format(new Date(instant));

/** 2024年8月, August 2024; of a month by any of its days. */
export const month = (date: string): string =>
  new Intl.DateTimeFormat(locale.value === "en" ? "en-GB" : "zh-CN", {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
  }).format(new Date(date));

/** 8月19日 09:42 */
export const minute = (instant: string): string =>
  new Intl.DateTimeFormat(locale.value === "en" ? "en-GB" : "zh-CN", {
    timeZone: campaignZone,
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(instant));

export const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;
