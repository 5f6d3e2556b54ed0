// npm run bench [-- NAME ...]: each figure is one line with its ratio, the bar it must pass and ok or short.
import { type Figure, isShort, line } from "./figure.ts";

const scenarios: Record<string, () => Promise<Figure[]>> = {
  reads: async () => (await import("./reads.ts")).reads(),
  fanout: async () => (await import("./fanout.ts")).fanout(),
  latency: async () => (await import("./latency.ts")).latency(),
  lists: async () => (await import("./lists.ts")).lists(),
  counters: async () => (await import("./counters.ts")).counters(),
  import: async () => (await import("./import.ts")).importing(),
  week: async () => (await import("./week.ts")).week(),
  season: async () => (await import("./season.ts")).season(),
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !scenarios[name]);
if (unknown.length > 0) {
  process.stderr.write(`No scenario ${unknown.join(", ")}; there are: ${Object.keys(scenarios).join(", ")}\n`);
  process.exit(2);
}
let short = false;
for (const name of names.length > 0 ? names : Object.keys(scenarios)) {
  for (const figure of (await scenarios[name]?.()) ?? []) {
    short ||= isShort(figure);
    process.stdout.write(`${name}: ${line(figure)}\n`);
  }
}
process.exit(short ? 1 : 0);
