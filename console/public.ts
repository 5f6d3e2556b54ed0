import "./tokens/tokens.css";
import "./tokens/base.css";
import "./features/public/public.css";
import { createApp } from "vue";
import { hasChineseLetters } from "./features/public/letters.ts";
import PublicPage from "./features/public/PublicPage.vue";
import { speak } from "./features/public/text.ts";
import { followTheme } from "./tokens/theme.ts";

followTheme();
// Most telephones never need a letter of ours; where they are needed, the page is not shown without them.
if (!hasChineseLetters()) {
  await import("@fontsource-variable/noto-sans-sc");
  document.documentElement.dataset.letters = "ours";
}
// static/theme.js has already put the language of the last visit on the document.
if (document.documentElement.lang === "en") await speak("en");
createApp(PublicPage).mount("#app");
