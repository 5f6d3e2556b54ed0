import type { RouteRecordRaw } from "vue-router";

const meta = { title: "shell.brand" } as const;

/** For those who build the console: every component and page with fixtures. Never part of the production bundle. */
export const galleryRoutes: RouteRecordRaw = {
  path: "/gallery",
  component: () => import("./GalleryFrame.vue"),
  meta: { ...meta, bare: true },
  children: [
    { path: "", redirect: "/gallery/components" },
    { path: "overview", component: () => import("./GalleryOverview.vue"), meta: { ...meta, page: "overview" } },
    { path: "components", component: () => import("./GalleryComponents.vue"), meta },
    { path: "list", component: () => import("./GalleryList.vue"), meta: { ...meta, page: "rectifications" } },
    { path: "case", component: () => import("./GalleryCase.vue"), meta: { ...meta, page: "rectifications" } },
    { path: "forms", component: () => import("./GalleryForms.vue"), meta },
  ],
};
