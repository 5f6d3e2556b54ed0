import { builder } from "../builder.ts";
import { commandField, subjectPayload } from "../command.ts";
import { DepartmentEnum } from "../complaint/types.ts";
import { containing, listField } from "../list.ts";
import { requireUuid, visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { changeAccount, createAccount, resetPassword } from "./commands.ts";
import { RoleEnum } from "./person.ts";
import { visibleTo } from "./policy.ts";
import { refuseAccount } from "./refusals.ts";
import type { PersonRole } from "./rules.ts";

export const Account = builder.prismaNode("User", {
  variant: "Account",
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  nullable: true,
  description: "An account with which somebody signs in, as the administrator sees it.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    username: t.exposeString("username"),
    name: t.exposeString("name"),
    role: t.expose("role", { type: RoleEnum }),
    region: t.field({ type: Region, resolve: ({ regionCode }) => ({ code: regionCode }) }),
    department: t.expose("department", { type: DepartmentEnum, nullable: true }),
    createdAt: t.expose("createdAt", { type: "DateTime" }),
    disabledAt: t.expose("disabledAt", { type: "DateTime", nullable: true }),
    lockedUntil: t.field({
      type: "DateTime",
      nullable: true,
      description: "After too many wrong passwords.",
      resolve: async ({ username }, _args, { db }) =>
        (await db.signInFailure.findUnique({ where: { username } }))?.lockedUntil ?? null,
    }),
  }),
});

listField("accounts", {
  model: "User",
  name: "Account",
  ref: Account,
  description: "Accounts, for the administrator.",
  visibleTo,
  filter: (t) => ({
    search: t.string({ description: "Part of the name or user name." }),
    role: t.field({ type: RoleEnum }),
    region: t.string({ description: "Code of a region, with all below it." }),
    disabled: t.boolean(),
  }),
  where: ({ search, role, region, disabled }) => ({
    AND: [
      search ? { OR: [{ name: containing(search) }, { username: containing(search) }] } : {},
      role ? { role } : {},
      region ? { regionCode: { startsWith: region } } : {},
      disabled == null ? {} : { disabledAt: disabled ? { not: null } : null },
    ],
  }),
  orders: {
    USERNAME: { column: "username", direction: "asc", description: "By user name." },
    CREATED: { column: "createdAt", direction: "desc", description: "The newest first." },
  },
});

const AccountPayload = subjectPayload("User", "account", Account, visibleTo, {
  name: "AccountPayload",
  fields: () => ({}),
});

const PasswordPayload = subjectPayload("User", "account", Account, visibleTo, {
  name: "AccountPasswordPayload",
  fields: (t) => ({
    password: t.string({
      nullable: true,
      description: "With which to sign in: shown once.",
      resolve: ({ result }) => (result as { password: string } | undefined)?.password ?? null,
    }),
  }),
});

commandField("createAccount", {
  description: "Makes an account; without a password one is made. Administrator. Emits AccountCreated.",
  payload: PasswordPayload,
  input: (t) => ({
    username: t.string({ required: true, description: "Lower-case letters, digits, `.`, `_`, `-`." }),
    name: t.string({ required: true }),
    role: t.field({ type: RoleEnum, required: true }),
    region: t.string({ required: true, description: "Code of a region." }),
    department: t.field({ type: DepartmentEnum, description: "For the role DEPARTMENT, and only for it." }),
    password: t.string(),
  }),
  run: (context, { username, name, role, region, department, password }) =>
    createAccount(context, {
      username,
      name: name.trim(),
      role: personRole(role, region),
      region,
      department: department ?? null,
      password,
    }),
});

commandField("changeAccount", {
  description: "Changes what is given. Open connections end when rights change. Administrator. Emits AccountChanged.",
  payload: AccountPayload,
  input: (t) => ({
    id: t.globalID({ required: true, for: [Account] }),
    expectedVersion: t.int({ description: "Refused with `conflict/stale` when it is not the current one." }),
    name: t.string(),
    role: t.field({ type: RoleEnum }),
    region: t.string({ description: "Code of a region." }),
    department: t.field({ type: DepartmentEnum }),
    disabled: t.boolean({ description: "False lets a disabled account in again." }),
  }),
  run: (context, { id, expectedVersion, role, region, ...change }) =>
    changeAccount(
      context,
      requireUuid(id.id),
      { ...change, region, role: role && personRole(role, region ?? "") },
      expectedVersion,
    ),
});

commandField("disableAccount", {
  description: "Ends the account's sessions and lets it in no more. Administrator. Emits AccountDisabled.",
  payload: AccountPayload,
  input: (t) => ({ id: t.globalID({ required: true, for: [Account] }), expectedVersion: t.int() }),
  run: (context, { id, expectedVersion }) =>
    changeAccount(context, requireUuid(id.id), { disabled: true }, expectedVersion),
});

commandField("resetPassword", {
  description:
    "Gives the account a new password, shown once, and ends its sessions. Administrator. Emits AccountChanged.",
  payload: PasswordPayload,
  input: (t) => ({ id: t.globalID({ required: true, for: [Account] }) }),
  run: (context, { id }) => resetPassword(context, requireUuid(id.id)),
});

/** City systems have keys, not passwords: see `createApiClient`. */
function personRole(role: PersonRole | "system", region: string): PersonRole {
  if (role === "system") throw refuseAccount("account/role-elsewhere", ["role"], { code: region });
  return role;
}
