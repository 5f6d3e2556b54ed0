import { cursorBefore, largeLists, type Plan, planOf } from "../kit/plans.ts";
import type { Figure } from "./figure.ts";
import { onProvince } from "./province-hub.ts";

const [complaints, complexes, page] = [100_000, 20_000, 50] as const;
const rounds = 7;

/** Every list of a full province as its office asks for it, on the first page and on the 200th. */
export const lists = (): Promise<Figure[]> =>
  onProvince({ complaints, complexes }, async (hub) => {
    const office = await hub.person("office", "14");
    const read: { list: string; order: string; first: number; late: number }[] = [];
    for (const { list, orders } of largeLists.filter(({ list }) => list !== "companies"))
      for (const order of orders) {
        const document = `query ($after: String) { ${list}(first: ${page}, orderBy: ${order}, after: $after) {
          edges { node { id } } pageInfo { endCursor } } }`;
        const ask = async (after: string | null) => planOf(hub, office, document, { after });
        const after = await cursorBefore(hub, office, list, order, 199 * page);
        read.push({ list, order, first: await quickest(() => ask(null)), late: await quickest(() => ask(after)) });
      }
    const slowest = read.reduce((a, b) => (Math.max(a.first, a.late) > Math.max(b.first, b.late) ? a : b));
    const steepest = read.reduce((a, b) => (a.late / a.first > b.late / b.first ? a : b));
    const told = ({ list, order, first, late }: typeof slowest) =>
      `${list} by ${order}: ${first.toFixed(2)} ms, page 200 ${late.toFixed(2)} ms`;
    return [
      {
        name: "slowest list, milliseconds in the database",
        measured: Math.max(slowest.first, slowest.late),
        bar: { atMost: 50 },
        detail: told(slowest),
      },
      {
        name: "page 200 against page 1, at most",
        measured: steepest.late / steepest.first,
        bar: { atMost: 1.5 },
        detail: told(steepest),
      },
    ];
  });

/** The machine's other work makes a reading slower, never quicker. */
async function quickest(ask: () => Promise<Plan>): Promise<number> {
  const ms: number[] = [];
  for (let round = 0; round < rounds; round++) ms.push((await ask()).ms);
  return Math.min(...ms);
}
