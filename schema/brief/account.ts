/**
 * The figures of the whole province: what its cities report and the province's own line. A city that has not reported
 * stands in with what the hub computed, marked. Pure.
 */
import { type Account, type AccountPart, countyAccount, type ShownFigure } from "../dispatch/account.ts";
import type { FigureDefinition } from "../dispatch/catalogue.ts";
import type { Difference } from "../dispatch/figures.ts";
import type { Line } from "../dispatch/ledger.ts";

export interface City {
  region: string;
  name: string;
  /** Its report counts with what it says. */
  heard: boolean;
  account: Account;
}

export interface ProvinceAccount {
  figures: readonly ShownFigure[];
  /** Its cities, then its own line. */
  parts: readonly AccountPart[];
  /** Where a city's whole is not the sum of its parts. */
  differences: readonly (Difference & { region: string })[];
}

const asComputed = (figure: ShownFigure): ShownFigure => ({ ...figure, reported: figure.computed, explanation: null });

/** @param own what lies in no city */
export function provinceAccount(
  catalogue: readonly FigureDefinition[],
  province: string,
  cities: readonly City[],
  own: Line | undefined,
): ProvinceAccount {
  const parts: AccountPart[] = [
    ...cities.map(({ region, heard, account: { figures } }) => ({
      region,
      own: false,
      standsIn: !heard,
      figures: heard ? figures : figures.map(asComputed),
    })),
    { region: province, own: true, standsIn: false, figures: countyAccount(catalogue, own, undefined).figures },
  ];
  const sum = (index: number, value: "computed" | "reported" | "toDate") =>
    parts.reduce((total, { figures }) => total + (figures[index]?.[value] ?? 0), 0);
  return {
    // Every account has the figures of the catalogue, in its order.
    figures: catalogue.map((definition, index) => ({
      definition,
      computed: sum(index, "computed"),
      reported: sum(index, "reported"),
      toDate: sum(index, "toDate"),
      explanation: null,
    })),
    parts,
    differences: cities.flatMap(({ name, heard, account }) =>
      heard ? account.differences.map((difference) => ({ ...difference, region: name })) : [],
    ),
  };
}
