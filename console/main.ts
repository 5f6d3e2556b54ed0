import "@fontsource-variable/noto-sans-sc";
import "./tokens/tokens.css";
import "./tokens/base.css";
import { createApp } from "vue";
import App from "./App.vue";
import { router } from "./router.ts";
import { i18n, rememberedLanguage, speak } from "./text/text.ts";
import { followTheme } from "./tokens/theme.ts";

followTheme();
await speak(rememberedLanguage());
createApp(App).use(i18n).use(router).mount("#app");
