import type { Db } from "../../prisma/client.ts";
import type { Region } from "../../prisma/generated/client.ts";

/** The divisions, in memory: reference data of some 1,500 rows that every answer needs. */
export class RegionBook {
  readonly #byCode: ReadonlyMap<string, Region>;
  readonly #children: ReadonlyMap<string | null, readonly Region[]>;

  constructor(regions: readonly Region[]) {
    this.#byCode = new Map(regions.map((region) => [region.code, region]));
    this.#children = Map.groupBy(
      [...regions].sort((a, b) => a.position - b.position),
      (region) => region.parentCode,
    );
  }

  static async load(db: Db): Promise<RegionBook> {
    return new RegionBook(await db.region.findMany());
  }

  get(code: string): Region | undefined {
    return this.#byCode.get(code);
  }

  /** @throws when a row names a region that is not in the table: a broken foreign key, never a user's mistake. */
  require(code: string): Region {
    const region = this.#byCode.get(code);
    if (!region) throw new Error(`no region ${code}`);
    return region;
  }

  /** In the order of the plan's annex. */
  children(code: string): readonly Region[] {
    return this.#children.get(code) ?? [];
  }

  all(): Iterable<Region> {
    return this.#byCode.values();
  }

  /** 太原市小店区, without the province. */
  path(code: string): string {
    const region = this.require(code);
    return (region.parentCode && region.level !== "city" ? this.path(region.parentCode) : "") + region.name;
  }
}
