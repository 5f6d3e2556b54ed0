import { computed, type Ref } from "vue";
import { createI18n } from "vue-i18n";
import { chinese } from "./chinese.ts";
import { type Language, languageKey } from "./language.ts";

type Messages = typeof chinese;

/** The same tree with any words at its leaves: what a second language must be, neither more nor less. */
export type Translated<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Translated<Tree[Key]>;
};

export type Path<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Path<Tree[Key]>}`;
}[keyof Tree & string];

/** Every message there is, as a dotted path: a misspelt one does not compile. */
export type MessageKey = Path<Messages>;

/** Words for a key. `n` in the values also chooses the plural form in languages that have one. */
export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

export const i18n = createI18n({
  legacy: false,
  locale: "zh-CN",
  fallbackLocale: "zh-CN",
  messages: { "zh-CN": chinese } as Record<string, Messages>,
});

const locale = i18n.global.locale as unknown as Ref<Language>;

const t: Translate = (key, values = {}) =>
  typeof values.n === "number" ? i18n.global.t(key, values.n, { named: values }) : i18n.global.t(key, { ...values });

/** Switches the language, loading the second one when it is first asked for, and remembers the choice. */
export async function speak(language: Language): Promise<void> {
  if (language === "en" && !i18n.global.availableLocales.includes("en")) {
    const { english } = await import("./english.ts");
    i18n.global.setLocaleMessage("en", english);
  }
  locale.value = language;
  document.documentElement.lang = language;
  try {
    localStorage.setItem(languageKey, language);
  } catch {
    // A browser that keeps nothing still speaks the language until it is closed.
  }
}

/** The language of the last visit: static/theme.js has already put it on the document. */
export function rememberedLanguage(): Language {
  return document.documentElement.lang === "en" ? "en" : "zh-CN";
}

export function useText() {
  return { t, language: computed(() => locale.value) };
}
