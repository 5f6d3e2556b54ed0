import type { Department } from "../../prisma/generated/enums.ts";
import { lockVisible, requireVersion, transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { requireMay } from "../permissions.ts";
import { covers } from "../region/policy.ts";
import { refuse as refuseRegion } from "../region/refusals.ts";
import { hashOf, newPassword } from "./password.ts";
import { visibleTo } from "./policy.ts";
import { refuseAccount } from "./refusals.ts";
import { checkPassword, checkPosition, checkUsername, type PersonRole, type Position } from "./rules.ts";

export interface NewAccount extends Position {
  username: string;
  name: string;
  /** Unset: one is made. */
  password?: string | null;
}

/** Makes an account. The password is given back once, also where it was chosen. */
export async function createAccount(context: HubContext, account: NewAccount) {
  requireMay(context.viewer, "account.manage");
  checkUsername(account.username);
  if (account.password != null) checkPassword(account.password);
  const password = account.password ?? newPassword();
  const hash = await hashOf(password);
  return transact(context, async (work) => {
    const { id } = await addAccount(work, account, hash);
    return { id, result: { password } };
  });
}

/** The same inside a command that is at work, and for a password that was hashed before. */
export async function addAccount(work: Work, account: NewAccount, hash: string): Promise<{ id: string }> {
  work.require("account.manage");
  checkUsername(account.username);
  const { username, name, role, region, department } = account;
  requireRegion(work.context, region);
  checkPosition(account);
  if (await work.tx.user.findUnique({ where: { username }, select: { id: true } })) {
    throw refuseAccount("account/username-taken", ["username"], { username });
  }
  const { id } = await work.tx.user.create({
    data: {
      username,
      displayUsername: username,
      name,
      role,
      department,
      regionCode: region,
      email: emailOf(username),
    },
  });
  await work.tx.account.create({ data: { userId: id, accountId: id, providerId: "credential", password: hash } });
  work.record({ kind: "AccountCreated", subject: { type: "User", id, version: 1 }, region, facts: { role } });
  return { id };
}

/** better-auth wants one for each account; the hub sends no mail to it. */
export const emailOf = (username: string) => `${username}@accounts.hub.invalid`;

export interface AccountChange {
  name?: string | null;
  role?: PersonRole | null;
  region?: string | null;
  department?: Department | null;
  disabled?: boolean | null;
}

/** Changes an account; open connections whose rights it changes are cut off by the watch over them. */
export const changeAccount = (
  context: HubContext,
  id: string,
  change: AccountChange,
  expectedVersion?: number | null,
) =>
  transact(context, async (work) => {
    const user = await lockAccount(work, id);
    requireVersion(user, expectedVersion);
    const role = change.role ?? (user.role as PersonRole);
    const region = change.region ?? user.regionCode;
    const keepsDepartment = role === "department" ? user.department : null;
    const department = change.department === undefined ? keepsDepartment : change.department;
    requireRegion(context, region);
    checkPosition({ role, region, department });
    const moves = role !== user.role || region !== user.regionCode || department !== user.department;
    const disables = change.disabled === true && !user.disabledAt;
    const enables = change.disabled === false && user.disabledAt !== null;
    if ((moves || disables) && id === work.viewer.id) throw refuseAccount("account/own");
    await work.tx.user.update({
      where: { id },
      data: {
        name: change.name ?? undefined,
        role,
        regionCode: region,
        department,
        ...(disables && { disabledAt: new Date() }),
        ...(enables && { disabledAt: null }),
        version: { increment: 1 },
      },
    });
    if (disables) await work.tx.session.deleteMany({ where: { userId: id } });
    const subject = { type: "User" as const, id, version: user.version + 1 };
    if (disables) work.record({ kind: "AccountDisabled", subject, region });
    else work.record({ kind: "AccountChanged", subject, region, facts: { role } });
    return { id };
  });

/** Gives the account a new password, which is shown once, and ends its sessions. */
export async function resetPassword(context: HubContext, id: string) {
  requireMay(context.viewer, "account.manage");
  const password = newPassword();
  const hash = await hashOf(password);
  return transact(context, async (work) => {
    const user = await lockAccount(work, id);
    await work.tx.account.updateMany({
      where: { userId: id, providerId: "credential" },
      data: { password: hash, updatedAt: new Date() },
    });
    await work.tx.session.deleteMany({ where: { userId: id } });
    await work.tx.signInFailure.deleteMany({ where: { username: user.username } });
    const { version } = await work.tx.user.update({ where: { id }, data: { version: { increment: 1 } } });
    const subject = { type: "User" as const, id, version };
    work.record({ kind: "AccountChanged", subject, region: user.regionCode, facts: { change: "password" } });
    return { id, result: { password } };
  });
}

async function lockAccount(work: Work, id: string) {
  work.require("account.manage");
  const where = { AND: [{ id }, visibleTo(work.viewer)] };
  return lockVisible(work, "User", id, (tx) => tx.user.findFirst({ where }));
}

function requireRegion({ regions, viewer }: HubContext, code: string) {
  if (!regions.get(code)) throw refuseRegion("region/unknown", ["region"], { code });
  if (!covers(viewer.region, code)) throw refuseRegion("region/outside", ["region"], { code });
}
