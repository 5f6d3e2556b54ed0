import type { Work } from "../activity/transact.ts";
import { visibleTo } from "../company/policy.ts";
import { registerCompanies, type Word } from "../company/register.ts";
import { refuse as refuseContract } from "../contract/refusals.ts";
import { may } from "../permissions.ts";
import { refuseGeneral } from "../refusal.ts";
import { refuse } from "./refusals.ts";
import { attempt, type Taken } from "./taken.ts";

/** By code, as far as the importing person knows of them. */
export type Companies = ReadonlyMap<string, { id: string; name: string }>;

/** Registers the companies that rows name and the hub does not know so yet, where the person may. */
export async function takeCompanies(work: Work, rows: readonly Taken[]): Promise<Companies> {
  const { tx, viewer } = work;
  const usccs = [...new Set(rows.flatMap(({ line }) => line.uscc ?? []))];
  const found = await tx.company.findMany({
    where: { AND: [{ uscc: { in: usccs } }, visibleTo(viewer)] },
    select: { id: true, uscc: true, name: true },
  });
  const known = new Map(found.map(({ uscc, ...company }) => [uscc, company]));
  const words = new Map<string, Word>();
  const speakers: Taken[] = [];
  for (const row of rows)
    attempt(row, ["company", "uscc"], () => {
      const { uscc, company: name } = row.line;
      if (uscc === undefined || (name === undefined && known.has(uscc))) return;
      const held = words.get(uscc)?.attributes.name ?? known.get(uscc)?.name;
      if (name !== undefined && name === held) return;
      if (!may(viewer, "company.register")) {
        if (held === undefined) throw refuseContract("contract/company-unknown", ["uscc"]);
        throw refuse("import/company-name-differs", ["company"], { held });
      }
      if (words.has(uscc)) {
        if (name === undefined) return;
        throw refuse("import/company-name-differs", ["company"], { held: held ?? "" });
      }
      if (name === undefined) throw refuseGeneral("invalid/required", ["company"]);
      words.set(uscc, { uscc, attributes: { name } });
      speakers.push(row);
    });
  if (words.size === 0) return known;
  const results = await registerCompanies(work, [...words.values()]);
  for (const row of speakers) if (results.get(row.line.uscc ?? "")?.status !== "unchanged") row.changed.add("company");
  for (const [uscc, { id }] of results) known.set(uscc, { id, name: words.get(uscc)?.attributes.name ?? "" });
  return known;
}
