import type { Viewer } from "../../schema/account/viewer.ts";
import type { TestHub } from "../kit/hub.ts";
import { type Plan, planOf } from "../kit/plans.ts";
import type { Figure } from "./figure.ts";
import { onProvince } from "./province-hub.ts";

const [few, many] = [10_000, 1_000_000] as const;
const rounds = 15;
const document = "{ overview { figures { key value of trend weekly door { list filter } } } }";

/** The overview of the province from its counters: with ten thousand complaints and with a million. */
export async function counters(): Promise<Figure[]> {
  const [small, large] = [await measure(few), await measure(many)];
  return [
    {
      name: "statements for the overview",
      measured: large.statements,
      bar: { atMost: 1 },
      detail: `with ${many.toLocaleString("en")} complaints`,
    },
    {
      name: "overview with 1,000,000 complaints, against 10,000",
      measured: large.ms / small.ms,
      bar: { atMost: 1.5 },
      detail: `${large.ms.toFixed(2)} of ${small.ms.toFixed(2)} ms in the database`,
    },
  ];
}

const measure = (complaints: number) =>
  onProvince({ complaints, complexes: 11_800 }, async (hub) => {
    const office = await hub.person("office", "14");
    await compare(hub, office);
    let best: Plan | undefined;
    for (let round = 0; round < rounds; round++) {
      const plan = await planOf(hub, office, document, {});
      if (!best || plan.ms < best.ms) best = plan;
    }
    return best as Plan;
  });

const nodes: Record<string, string> = {
  COMPLEXES: "Complex",
  COMPLAINTS: "Complaint",
  FINDINGS: "Finding",
  RECTIFICATIONS: "Rectification",
};

interface Overview {
  overview: { figures: { key: string; value: number; door: { list: string; filter: object } }[] };
}

/** Every figure is the number of the rows behind its door. */
async function compare(hub: TestHub, office: Viewer): Promise<void> {
  const { overview } = await hub.ask<Overview>(office, document);
  for (const { key, value, door } of overview.figures) {
    const counted = `query ($filter: ${nodes[door.list]}Filter) { list: ${door.list.toLowerCase()}(first: 1, filter: $filter) { totalCount } }`;
    const { list: rows } = await hub.ask<{ list: { totalCount: number } }>(office, counted, { filter: door.filter });
    if (rows.totalCount !== value) throw new Error(`${key}: ${value} is not the ${rows.totalCount} rows behind it`);
  }
}
