/** Regions as people write them. */
import type { RegionBook } from "../region/book.ts";
import { covers } from "../region/policy.ts";
import { ancestorsOf } from "../region/rules.ts";
import { refuse } from "./refusals.ts";
import { type SheetCell, textOf } from "./sheet-cell.ts";

export interface NamedPlace {
  county: string;
  subdistrict?: string;
}

/** Of every book once: every batch of every import asks for them. */
const known = new WeakMap<RegionBook, ReadonlyMap<string, readonly string[]>>();

/** 山西省太原市小店区坞城街道, 太原市小店区坞城街道, 小店区坞城街道, 坞城街道: what may be called so, by code. */
function codesByName(regions: RegionBook): ReadonlyMap<string, readonly string[]> {
  const made = new Map<string, string[]>();
  for (const { code } of [...regions.all()].filter(({ level }) => level !== "province")) {
    const names = [...ancestorsOf(code), code].map((one) => regions.require(one).name);
    for (const index of names.keys()) {
      const name = names.slice(index).join("");
      made.set(name, [...(made.get(name) ?? []), code]);
    }
  }
  known.set(regions, made);
  return made;
}

/** Looks up a region by code, or by its name from the province, from the reader's own region, or alone where no other has it. */
export class Places {
  readonly #regions: RegionBook;
  readonly #own: string;
  readonly #byName: ReadonlyMap<string, readonly string[]>;

  constructor(regions: RegionBook, own: string) {
    this.#regions = regions;
    this.#own = own;
    this.#byName = known.get(regions) ?? codesByName(regions);
  }

  /** @throws {Refusal} `import/region-unknown`, `import/region-too-wide` */
  find(cell: SheetCell | undefined): NamedPlace | undefined {
    const name = textOf(cell ?? null)
      .normalize("NFKC")
      .replace(/[\s\p{Cf}/·、,-]/gu, "");
    if (name === "") return this.#own.length === 6 ? { county: this.#own } : undefined;
    const code = this.#codeOf(name);
    if (!code) throw refuse("import/region-unknown");
    if (code.length < 6) throw refuse("import/region-too-wide", [], { name });
    return code.length > 6 ? { county: code.slice(0, 6), subdistrict: code } : { county: code };
  }

  #codeOf(name: string): string | undefined {
    if (this.#regions.get(name)) return name;
    const all = this.#byName.get(name) ?? [];
    // Those below one's own region come first: every city has a 城区 or a 矿区.
    const inside = all.filter((code) => covers(this.#own, code));
    const [code, another] = inside.length > 0 ? inside : all;
    return another === undefined ? code : undefined;
  }
}
