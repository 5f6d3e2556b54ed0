import type { Hub } from "./hub.ts";

/** Fills a new hub. Returns what a newcomer should read once the hub is up. */
export async function seedOnFirstStart(hub: Hub, say: (line: string) => void): Promise<readonly string[]> {
  void say;
  await hub.refresh();
  return [];
}
