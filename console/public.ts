import "@fontsource-variable/noto-sans-sc";
import "./tokens/tokens.css";
import "./tokens/base.css";
import { createApp } from "vue";
import PublicPage from "./features/public/PublicPage.vue";
import { followTheme } from "./tokens/theme.ts";

followTheme();
createApp(PublicPage).mount("#app");
