import { encodeGlobalID } from "@pothos/plugin-relay";
import type { Role } from "../../prisma/generated/enums.ts";
import { builder } from "../builder.ts";
import { DepartmentEnum } from "../complaint/types.ts";
import { type Action, may, permissions } from "../permissions.ts";
import { Region } from "../region/graphql.ts";
import { RoleEnum } from "./person.ts";
import type { Viewer } from "./viewer.ts";

const ViewerKindEnum = builder.enumType("ViewerKind", {
  description: "How somebody was let in.",
  values: {
    USER: { value: "user", description: "With a password." },
    CLIENT: { value: "client", description: "A city's system, with an API key." },
  },
});

const actions = Object.keys(permissions) as Action[];

const PermissionEnum = builder.enumType("Permission", {
  description: "What a role may do at all; whether it may be done to this or that is told by `allowedCommands`.",
  values: Object.fromEntries(
    actions.map((action) => [
      action
        .replace(/([a-z])([A-Z])/g, "$1_$2")
        .replace(".", "_")
        .toUpperCase(),
      { value: action },
    ]),
  ) as Record<string, { value: Action }>,
});

const ViewerType = builder.objectRef<Viewer>("Viewer").implement({
  description: "Who asks.",
  fields: (t) => ({
    id: t.id({
      description: "Of the account or API client.",
      resolve: ({ kind, id }) => encodeGlobalID(kind === "client" ? "ApiClient" : "Person", id ?? ""),
    }),
    kind: t.field({ type: ViewerKindEnum, resolve: ({ kind }) => (kind === "client" ? "client" : "user") }),
    name: t.exposeString("name"),
    role: t.field({ type: RoleEnum, resolve: ({ role }) => role as Role }),
    region: t.field({ type: Region, resolve: ({ region }) => ({ code: region }) }),
    department: t.expose("department", { type: DepartmentEnum, nullable: true }),
    permissions: t.field({
      type: [PermissionEnum],
      resolve: (viewer) => actions.filter((action) => may(viewer, action)),
    }),
  }),
});

builder.queryField("viewer", (t) =>
  t.field({
    type: ViewerType,
    nullable: true,
    description: "Who asks: null for somebody who is not signed in and holds no key.",
    resolve: (_root, _args, { viewer }) => (viewer.kind === "user" || viewer.kind === "client" ? viewer : null),
  }),
);
