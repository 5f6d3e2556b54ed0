import type { Acting } from "./hub.ts";

/** What the counters of a region say of these figures; 0 where nothing was ever counted. */
export async function figuresOf(hub: Pick<Acting, "prisma">, regionCode: string, ...names: string[]) {
  const rows = await hub.prisma.figureTotal.findMany({ where: { regionCode, figure: { in: names } } });
  return names.map((name) => Number(rows.find(({ figure }) => figure === name)?.value ?? 0));
}

export const figureOf = async (hub: Pick<Acting, "prisma">, regionCode: string, name: string) =>
  (await figuresOf(hub, regionCode, name))[0] as number;
