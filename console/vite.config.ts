import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const api = process.env.HUB_API ?? "http://127.0.0.1:4000";

/** The policy the hub serves the console with: the built console is previewed under it, so that a breach is seen here first. */
const contentSecurityPolicy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

export default defineConfig({
  root: here("."),
  publicDir: "static",
  cacheDir: here("../node_modules/.cache/vite-console"),
  plugins: [vue()],
  // Found at the start: discovered later, in a dialog, they would reload the page under somebody's hands.
  optimizeDeps: { include: ["element-plus", "element-plus/es/locale/lang/en", "element-plus/es/locale/lang/zh-cn"] },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // Small assets stay files: the policy above allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    rolldownOptions: { input: { console: here("./index.html"), public: here("./public.html") } },
  },
  server: {
    host: "127.0.0.1",
    // The host stays as the browser wrote it: the hub compares it with the origin.
    proxy: {
      "/graphql": { target: api, ws: true },
      "/api": { target: api },
      "/files": { target: api },
      "/uploads": { target: api },
    },
  },
  preview: { host: "127.0.0.1", headers: { "content-security-policy": contentSecurityPolicy }, proxy: {} },
});
