import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "rules", include: ["test/rules/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "hub",
          include: ["test/{api,realtime,console,house}/**/*.test.ts"],
          globalSetup: ["test/kit/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
