import type { Department, Role } from "../../prisma/generated/enums.ts";
import { levelOf, type RegionLevel } from "../region/rules.ts";
import { refuseAccount } from "./refusals.ts";

/** City systems are API clients, not accounts. */
export type PersonRole = Exclude<Role, "system">;

/** At which levels there is such a role (domain 15). */
const levelsOf: Readonly<Record<PersonRole, readonly RegionLevel[]>> = {
  leader: ["province"],
  office: ["province"],
  city: ["city"],
  county: ["county"],
  subdistrict: ["subdistrict"],
  department: ["province", "city"],
  discipline: ["province", "city", "county"],
  display: ["province", "city", "county"],
  administrator: ["province"],
};

export interface Position {
  role: PersonRole;
  region: string;
  department: Department | null;
}

/** @throws {Refusal} where role, region and department do not belong together. */
export function checkPosition({ role, region, department }: Position): void {
  if (!levelsOf[role].includes(levelOf(region)))
    throw refuseAccount("account/role-elsewhere", ["region"], { code: region });
  if (role === "department" && !department) throw refuseAccount("account/department-missing", ["department"]);
  if (role !== "department" && department) throw refuseAccount("account/department-superfluous", ["department"]);
}

/** @throws {Refusal} `account/username-malformed` */
export function checkUsername(username: string): void {
  if (!/^[a-z0-9][a-z0-9._-]{2,63}$/.test(username)) throw refuseAccount("account/username-malformed", ["username"]);
}

const passwordLength = { min: 8, max: 128 };

/** @throws {Refusal} `account/password-weak` */
export function checkPassword(password: string): void {
  const { length } = password;
  if (length < passwordLength.min || length > passwordLength.max) {
    throw refuseAccount("account/password-weak", ["password"], passwordLength);
  }
}
