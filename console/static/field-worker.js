// Gives the field page, and what it is made of, from the device when the hub does not answer (features/field/keep.ts puts
// it aside). Nothing else of the console, and no data, ever comes from here.
const shelf = "hub-field";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const isPage = request.mode === "navigate" && /^\/field(\/|$)/.test(pathname);
  const isPart = /^\/(assets\/|\w+\.(svg|js)$)/.test(pathname);
  if (!isPage && !isPart) return;
  event.respondWith(
    fetch(request).catch(async () => {
      const kept = await caches.open(shelf);
      return (await kept.match(isPage ? "/field" : pathname)) ?? Response.error();
    }),
  );
});
