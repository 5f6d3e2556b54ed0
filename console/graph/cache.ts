import { cacheExchange, type KeyGenerator } from "@urql/exchange-graphcache";

const byId: KeyGenerator = (data) => (typeof data.id === "string" ? data.id : null);
const withinParent: KeyGenerator = () => null;

/** Their `id` names something else than themselves: one subject stands in many events, each with its own version. */
const embedded = new Set(["ActivitySubject", "ActivityName", "ActivityActor"]);

/**
 * What has an id is kept once and shared by all pages; everything else is a part of what it stands in. By rule and not
 * by list, so that a type that the schema gains tomorrow needs no line here.
 */
const keys = new Proxy<Record<string, KeyGenerator>>(
  {},
  { get: (_, typename) => (embedded.has(String(typename)) ? withinParent : byId) },
);

/**
 * The normalised cache. Lists are not patched by hand: the live line says what has changed, and pages ask again for
 * exactly that (`useNews`), so there is one road by which news comes in.
 */
export const hubCache = () =>
  cacheExchange({
    keys,
    updates: {
      // Nothing has happened that the line could tell of: what one has read is nobody else's news.
      Mutation: { readNotifications: (_result, _args, cache) => cache.invalidate("Query", "unreadNotifications") },
    },
  });
