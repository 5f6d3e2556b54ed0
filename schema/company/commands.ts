import { instruct } from "../activity/instruct.ts";
import { transact } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import type { Refusal } from "../refusal.ts";
import { boundNames } from "../source/records.ts";
import { refuse as refuseSource } from "../source/refusals.ts";
import type { SourceRow } from "../source/rules.ts";
import { type PendingRow, type RowOutcome, upsert } from "../source/upsert.ts";
import { visibleTo } from "./policy.ts";
import { refuse } from "./refusals.ts";
import { type Attributes, attributesOf, presencesOf, registerCompanies } from "./register.ts";
import { checkUscc } from "./rules.ts";

type Nullable<Fields> = { [Field in keyof Fields]?: Fields[Field] | null };

/** What somebody says of a company; a field that is left out stays, null clears it. */
export interface CompanyInput extends Nullable<Omit<Attributes, "name">> {
  uscc: string;
  name: string;
}
export type CompanyRow = CompanyInput & SourceRow;

const wordOf = (uscc: string, { name, legalRepresentative, registeredAddress, phone }: CompanyInput) => ({
  uscc,
  attributes: { name: name.trim(), legalRepresentative, registeredAddress, phone },
});

/**
 * Takes in companies from a city's system, keyed by its own names.
 *
 * @throws {Refusal} `forbidden`, `source/client-only`; what is wrong with a row is told at the row.
 */
export const upsertCompanies = (
  context: HubContext,
  rows: readonly CompanyRow[],
  faults?: ReadonlyMap<number, readonly Refusal[]>,
): Promise<RowOutcome[]> =>
  upsert(context, {
    subject: "company",
    action: "company.upsert",
    rows,
    faults,
    write: async (work, pending, clientId) => {
      const identified = await identify(work.tx, pending, clientId);
      const words = [...identified].map(([uscc, { row }]) => wordOf(uscc, row));
      const results = await registerCompanies(work, words);
      for (const [uscc, row] of identified) {
        const { id, status } = results.get(uscc) as { id: string; status: RowOutcome["status"] };
        row.settle(status, id);
      }
    },
  });

/** The code is the identity: a client's name stays with one code, and a code with one of the client's names. */
async function identify(
  tx: Parameters<typeof boundNames>[0],
  pending: readonly PendingRow<CompanyRow>[],
  clientId: string,
) {
  const checked = new Map<PendingRow<CompanyRow>, string>();
  for (const row of pending) {
    const uscc = row.attempt(() => checkUscc(row.row.uscc));
    if (uscc) checked.set(row, uscc);
  }
  const heldIds = pending.flatMap(({ held }) => held?.subjectId ?? []);
  const companies = await tx.company.findMany({
    where: { OR: [{ uscc: { in: [...checked.values()] } }, { id: { in: heldIds } }] },
    select: { id: true, uscc: true },
  });
  const usccOf = new Map(companies.map(({ id, uscc }) => [id, uscc]));
  const idOf = new Map(companies.map(({ id, uscc }) => [uscc, id]));
  const names = await boundNames(tx, clientId, "company", [...idOf.values()]);
  const identified = new Map<string, PendingRow<CompanyRow>>();
  for (const [row, uscc] of checked)
    row.attempt(() => {
      const held = row.held && usccOf.get(row.held.subjectId);
      if (held && held !== uscc) throw refuse("company/uscc-changed", ["uscc"], { uscc: held });
      const bound = names.get(idOf.get(uscc) ?? "") ?? identified.get(uscc)?.row.externalId;
      if (bound !== undefined && bound !== row.row.externalId)
        throw refuseSource("source/external-id-bound", ["externalId"], { externalId: bound });
      identified.set(uscc, row);
    });
  return identified;
}

/**
 * Staff say what their city knows of one company: new to the hub or not.
 *
 * @throws {Refusal} `forbidden`, or what is wrong with the code.
 */
export const registerCompany = (context: HubContext, input: CompanyInput): Promise<{ id: string }> =>
  transact(context, async (work) => {
    work.require("company.register");
    const uscc = checkUscc(input.uscc);
    const results = await registerCompanies(work, [wordOf(uscc, input)]);
    return { id: results.get(uscc)?.id ?? "" };
  });

/**
 * The province decides whose attributes hold.
 *
 * @throws {Refusal} `company/source-unknown`, `company/source-holds`
 */
export const instructCompany = instruct({
  subject: "Company",
  domain: "company",
  find: (tx, id, viewer) =>
    tx.company.findFirst({ where: { id, AND: [visibleTo(viewer)] }, include: { sources: true } }),
  carryOut: async (work, company, { region }: { type: "chooseSource"; region: string }) => {
    const chosen = company.sources.find(({ cityCode }) => cityCode === region);
    if (!chosen) throw refuse("company/source-unknown", ["region"], { region });
    if (chosen.holds) throw refuse("company/source-holds", ["region"]);
    const { tx, now, viewer } = work;
    await tx.companySource.updateMany({ where: { companyId: company.id, holds: true }, data: { holds: false } });
    await tx.companySource.update({ where: { id: chosen.id }, data: { holds: true } });
    await tx.company.update({
      where: { id: company.id },
      data: { ...attributesOf(chosen), updatedAt: now, version: { increment: 1 } },
    });
    const subject = { type: "Company" as const, id: company.id, version: company.version + 1 };
    const about = { subject, companyId: company.id, region: viewer.region };
    const audienceRegions = (await presencesOf(tx, [company.id])).get(company.id) ?? [];
    // Which source it was is for the province; the cities see that the attributes are others now.
    work.record(
      { ...about, kind: "CompanySourceChosen", facts: { source: region } },
      { ...about, kind: "CompanyChanged", audienceRegions },
    );
  },
});
