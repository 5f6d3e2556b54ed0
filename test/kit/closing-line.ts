import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with one plain line that any machine can read: `611 passed, 0 failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]) {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const count = (state: string) => states.filter((one) => one === state).length;
    const broken = modules.filter(
      (module) => module.state() === "failed" && [...module.children.allTests()].length === 0,
    );
    const skipped = count("skipped");
    const line = `${count("passed")} passed, ${count("failed") + broken.length} failed`;
    process.stdout.write(`${line}${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  }
}
