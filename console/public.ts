import "./tokens/tokens.css";
import "./tokens/base.css";
import "./features/public/public.css";
import { createApp } from "vue";
import PublicPage from "./features/public/PublicPage.vue";
import { speak } from "./features/public/text.ts";
import { followTheme } from "./tokens/theme.ts";

followTheme();
// static/theme.js has already put the language of the last visit on the document.
if (document.documentElement.lang === "en") await speak("en");
createApp(PublicPage).mount("#app");
// After the page, not before it: most telephones never need a letter of it.
void import("@fontsource-variable/noto-sans-sc");
