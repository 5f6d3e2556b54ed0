import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/kit/longest-first.ts";

export default defineConfig({
  // Vite would take graphql's ES build for the tests while Pothos, left to Node, takes the other one: two libraries.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    // Every file makes a hub of its own: the modules they share keep nothing, and are loaded once for each worker.
    isolate: false,
    // Generous: a busy machine is no fault of the hub's.
    testTimeout: 120_000,
    // What a test does is half waiting for a browser, a server or a clock.
    maxWorkers: availableParallelism() * 2,
    sequence: { sequencer: LongestFirst },
    // npm run coverage: no branch of a rule that no test has taken.
    coverage: {
      include: ["schema/**/{rules,states}.ts"],
      reporter: ["text"],
      thresholds: { branches: 100, functions: 100, perFile: true },
    },
    reporters: ["default", "./test/kit/closing-line.ts"],
    projects: [
      { extends: true, test: { name: "rules", include: ["test/rules/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "hub",
          include: ["test/{api,realtime,console,house}/**/*.test.ts"],
          globalSetup: ["test/kit/global-setup.ts"],
          hookTimeout: 180_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
