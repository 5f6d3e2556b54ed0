/** Regions as people write them. */
import type { RegionBook } from "../region/book.ts";
import { covers } from "../region/policy.ts";
import { ancestorsOf } from "../region/rules.ts";
import { refuse } from "./refusals.ts";
import type { SheetCell } from "./sheet-cell.ts";
import { textOf } from "./sheet-cell.ts";

export interface NamedPlace {
  county: string;
  subdistrict?: string;
}

/** Looks up a region by code, or by its name from the province, from the reader's own region, or alone where no other has it. */
export class Places {
  readonly #regions: RegionBook;
  readonly #own: string;
  /** Null: more than one is called that. */
  readonly #byName = new Map<string, string | null>();

  /** Those of a reader's region are made once: every batch of an import asks for them. */
  static readonly #made = new WeakMap<RegionBook, Map<string, Places>>();
  static of(regions: RegionBook, own: string): Places {
    const made = Places.#made.get(regions) ?? new Map<string, Places>();
    Places.#made.set(regions, made);
    const known = made.get(own) ?? new Places(regions, own);
    made.set(own, known);
    return known;
  }

  private constructor(regions: RegionBook, own: string) {
    this.#regions = regions;
    this.#own = own;
    // Names below one's own region come first: every city has a 城区 or a 矿区.
    const all = [...regions.all()].filter(({ level }) => level !== "province");
    for (const inside of [true, false]) {
      const found = new Map<string, string | null>();
      for (const { code } of all.filter((region) => covers(own, region.code) === inside))
        for (const name of this.#namesOf(code)) found.set(name, found.has(name) ? null : code);
      for (const [name, code] of found) if (!this.#byName.has(name)) this.#byName.set(name, code);
    }
  }

  /** 山西省太原市小店区坞城街道, 太原市小店区坞城街道, 小店区坞城街道, 坞城街道. */
  #namesOf(code: string): string[] {
    const names = [...ancestorsOf(code), code].map((one) => this.#regions.require(one).name);
    return names.map((_, index) => names.slice(index).join(""));
  }

  /** @throws {Refusal} `import/region-unknown`, `import/region-too-wide` */
  find(cell: SheetCell | undefined): NamedPlace | undefined {
    const name = textOf(cell ?? null)
      .normalize("NFKC")
      .replace(/[\s\p{Cf}/·、,-]/gu, "");
    if (name === "") return this.#own.length === 6 ? { county: this.#own } : undefined;
    const code = this.#regions.get(name) ? name : this.#byName.get(name);
    if (!code) throw refuse("import/region-unknown");
    if (code.length < 6) throw refuse("import/region-too-wide", [], { name });
    return code.length > 6 ? { county: code.slice(0, 6), subdistrict: code } : { county: code };
  }
}
