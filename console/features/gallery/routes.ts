import type { RouteRecordRaw } from "vue-router";

/** For those who build the console: every component and page with fixtures. Never part of the production bundle. */
export const galleryRoutes: RouteRecordRaw = {
  path: "/gallery",
  component: () => import("./GalleryFrame.vue"),
  meta: { title: "shell.brand", bare: true },
  children: [
    {
      path: "overview",
      component: () => import("./GalleryOverview.vue"),
      meta: { title: "overview.title", page: "overview" },
    },
  ],
};
