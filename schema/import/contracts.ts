import type { ServiceContract } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import { entryOf } from "../contract/commands.ts";
import { type Entry, writeContracts } from "../contract/record.ts";
import { contractsOf } from "../contract/serve.ts";
import { may } from "../permissions.ts";
import { Refusal, refuseGeneral } from "../refusal.ts";
import type { Companies } from "./companies.ts";
import { attempt, type Taken } from "./taken.ts";

const columns = ["contractKind", "contractStartsOn", "contractEndsOn", "uscc"] as const;

/** Records what rows say of contracts: one complex's contract is the one that starts on that day. */
export async function takeContracts(work: Work, rows: readonly Taken[], companies: Companies): Promise<void> {
  const saying = rows.filter(({ line, refusal }) => !refusal && Object.keys(line.contract).length > 0);
  if (saying.length === 0) return;
  const held = await contractsOf(
    work.tx,
    saying.flatMap(({ complexId }) => complexId ?? []),
  );
  const ids = new Map([...companies].map(([uscc, { id }]) => [uscc, id]));
  const entries = saying.flatMap((row) => {
    const entry = attempt(row, columns, () => entryFor(row, held.get(row.complexId ?? "") ?? [], ids));
    return entry ? [{ row, entry }] : [];
  });
  const written = await writeContracts(
    work,
    entries.map(({ entry }) => entry),
  );
  for (const [index, { row, entry }] of entries.entries())
    attempt(row, columns, () => {
      const outcome = written[index];
      if (!outcome || outcome instanceof Refusal) throw outcome ?? new Refusal("internal");
      if (outcome.status === "unchanged") return;
      if (!may(work.viewer, entry.id ? "contract.change" : "contract.record"))
        throw refuseGeneral("forbidden", ["startsOn"]);
      row.changed.add("contractStartsOn");
    });
}

function entryFor(
  { line, complexId }: Taken,
  held: readonly ServiceContract[],
  companies: ReadonlyMap<string, string>,
): Entry {
  const { startsOn, endsOn } = line.contract;
  if (startsOn === undefined) throw refuseGeneral("invalid/required", ["startsOn"]);
  if (line.uscc === undefined) throw refuseGeneral("invalid/required", ["uscc"]);
  const same = held.find((contract) => contract.startsOn.getTime() === startsOn.getTime());
  const kind = line.contract.kind ?? same?.kind;
  if (kind === undefined) throw refuseGeneral("invalid/required", ["kind"]);
  return entryOf(companies, same?.id ?? null, complexId as string, { uscc: line.uscc, kind, startsOn, endsOn });
}
