import { createRouter, createWebHistory } from "vue-router";
import { loadSession } from "./features/sign-in/session.ts";
import { routes } from "./routes.ts";

export const router = createRouter({ history: createWebHistory(), routes });

router.beforeEach(async (to) => {
  if (to.meta.bare) return true;
  const session = await loadSession();
  // undefined: the hub cannot be reached. The frame says so; signing in would fail just the same.
  return session === null ? { name: "signIn", query: to.fullPath === "/" ? {} : { to: to.fullPath } } : true;
});
