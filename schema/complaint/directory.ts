import type { Work } from "../activity/transact.ts";
import { inLedger } from "../complex/policy.ts";
import { covers, regionColumns, regionOf } from "../region/policy.ts";
import { refuse } from "./refusals.ts";

/** What a complaint may name: a complex, or where it is not in the ledger a county; and a kind of violation. */
export interface Named {
  complexId?: string | null;
  countyCode?: string | null;
  /** Where nobody has said yet in which of its counties. */
  cityCode?: string | null;
  kindCode?: string | null;
}

export interface Place {
  complexId: string | null;
  companyId: string | null;
  cityCode: string;
  countyCode: string | null;
  subdistrictCode: string | null;
}

export interface Directory {
  /** @throws {Refusal} `complaint/complex-unknown`, `complaint/place-missing` */
  placeOf(named: Named): Place;
  /** @throws {Refusal} `complaint/kind-unknown` */
  requireKind(code: string | null | undefined): void;
}

/** Looks up what any number of complaints name, in as many statements for one as for a thousand. */
export async function directoryFor({ tx, viewer, context }: Work, named: readonly Named[]): Promise<Directory> {
  const ids = named.flatMap(({ complexId }) => complexId ?? []);
  const select = { id: true, cityCode: true, countyCode: true, subdistrictCode: true, companyId: true } as const;
  // One that was merged is meant as the one that was kept: an owner's page or a system may know it by its old id.
  const merged = { where: { id: { in: ids } }, select: { id: true } };
  const complexes =
    ids.length > 0
      ? await tx.complex.findMany({
          where: { ...inLedger, OR: [{ id: { in: ids } }, { merged: { some: { id: { in: ids } } } }] },
          select: { ...select, merged },
        })
      : [];
  const byId = new Map(
    complexes.flatMap(({ id, merged: before, ...place }) =>
      [id, ...before.map((one) => one.id)].map((name) => [name, { complexId: id, ...place }] as const),
    ),
  );
  const codes = named.flatMap(({ kindCode }) => kindCode ?? []);
  const kinds = codes.length > 0 ? await tx.violationKind.findMany({ where: { code: { in: codes } } }) : [];
  const known = new Set(kinds.map(({ code }) => code));
  // The public and those who see the region alike may name a complex; staff only one of their own region.
  const own = (code: string) => viewer.kind === "public" || covers(viewer.region, code);
  return {
    placeOf({ complexId, countyCode, cityCode }) {
      if (complexId) {
        const complex = byId.get(complexId);
        if (!complex || !own(regionOf(complex))) throw refuse("complaint/complex-unknown", ["complexId"]);
        return complex;
      }
      const code = countyCode ?? cityCode ?? "";
      const wanted = countyCode || !cityCode ? "county" : "city";
      if (context.regions.get(code)?.level !== wanted || !own(code))
        throw refuse("complaint/place-missing", ["county"]);
      return { complexId: null, companyId: null, ...regionColumns(code) };
    },
    requireKind(code) {
      if (code && !known.has(code)) throw refuse("complaint/kind-unknown", ["kind"]);
    },
  };
}
