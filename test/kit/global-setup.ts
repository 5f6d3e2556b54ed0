import type { TestProject } from "vitest/node";
import { type RunningTestCluster, startTestCluster, type TestCluster } from "./cluster.ts";
import { removeDemonstration } from "./demonstration-keys.ts";

declare module "vitest" {
  export interface ProvidedContext {
    cluster: TestCluster;
  }
}

let running: RunningTestCluster | undefined;

/** One server for the whole run. */
export async function setup(project: TestProject): Promise<void> {
  running = await startTestCluster();
  const { stop: _, ...cluster } = running;
  project.provide("cluster", cluster);
}

export async function teardown(): Promise<void> {
  if (running) await removeDemonstration(running.superuserUrl);
  await running?.stop();
}
