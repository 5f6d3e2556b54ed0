/** The name that `static/field-worker.js` looks under. */
const shelf = "hub-field";

/**
 * Lets the page open without a line from now on: what it is made of is put aside, and the worker gives it when the hub
 * does not answer. Browsers have neither on pages without TLS, but for this machine's own.
 */
export async function keepPage(): Promise<void> {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  await navigator.serviceWorker.register("/field-worker.js", { scope: "/field" });
  const kept = await caches.open(shelf);
  const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const parts = loaded.filter(
    ({ origin, pathname }) => origin === location.origin && /^\/(assets\/|\w+\.(svg|js)$)/.test(pathname),
  );
  const wanted = new Set(["/field", ...parts.map(({ pathname }) => pathname)]);
  const held = new Set((await kept.keys()).map(({ url }) => new URL(url).pathname));
  // What carries a hash in its name never changes.
  await kept.addAll([...wanted].filter((path) => !held.has(path) || !path.startsWith("/assets/")));
  // Of an earlier version nothing is asked for any more.
  await Promise.all([...held].filter((path) => !wanted.has(path)).map((path) => kept.delete(path)));
}
