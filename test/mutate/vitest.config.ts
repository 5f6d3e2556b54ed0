import { defineConfig } from "vitest/config";

// One domain's rules, again and again: no database, no browser, and of the other domains their tables alone.
export default defineConfig({
  test: { include: [`test/rules/{${process.env.HUB_MUTATED_DOMAIN}{,-*},every-pair}.test.ts`], isolate: false },
});
