/** A hub with two cities, two counties each, and everybody who has to do with their cases. */

import { carriedOut } from "../kit/commands.ts";
import { storedFile } from "../kit/evidence.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { uscc } from "../kit/ledger.ts";
import type { Paper } from "./verb.ts";
import { type Actor, emptyWorld, type World } from "./world.ts";

export interface Stage {
  hub: TestHub;
  world: World;
  actors: readonly Actor[];
  paper: Paper;
}

const cities = { "1401": ["140105", "140106"], "1402": ["140212", "140213"] };
/** Of each city, the best first. */
export const grades = [180, 140, 100].map((chargeFen, index) => ({
  name: `${index + 1}级`,
  chargeFen,
  standard: "演示",
}));
export const start = new Date("2024-07-01T09:00:00+08:00");
/** Until here no holiday is met. */
export const end = new Date("2024-09-12T18:00:00+08:00");

export async function setStage(): Promise<Stage> {
  const hub = await createTestHub(start.toISOString());
  const world = emptyWorld(start);
  const actors: Actor[] = [
    await hub.person("office", "14"),
    await hub.person("leader", "14"),
    await hub.person("display", "14"),
    await hub.person("administrator", "14"),
  ];
  const handlers: Actor[] = [];
  for (const [index, [city, counties]] of Object.entries(cities).entries()) {
    const bureau = await hub.person("city", city);
    const company = { uscc: uscc(index + 1), name: `演示物业〔${city}〕` };
    const companyId = await carriedOut(hub, bureau, "registerCompany", "company", company);
    const fire = await hub.person("department", city, { department: "fireRescue" });
    const reform = await hub.person("department", city, { department: "developmentReform" });
    await hub.ask(
      bureau,
      "mutation ($input: SetServiceGradesInput!) { setServiceGrades(input: $input) { errors { code } } }",
      { input: { grades } },
    );
    // Bureaus act more often than the others.
    actors.push(bureau, bureau, fire, reform, await hub.client(city));
    handlers.push(bureau);
    for (const county of counties) {
      const staff = await hub.person("county", county);
      actors.push(staff, staff);
      handlers.push(staff);
      for (const number of [1, 2]) {
        const place = { name: `演示${number}苑〔${county}〕`, county, households: 4000 };
        const complexId = await carriedOut(hub, staff, "registerComplex", "complex", place);
        const contract = {
          complexId,
          uscc: uscc(index + 1),
          kind: "OWNERS",
          startsOn: "2023-01-01",
          endsOn: "2026-12-31",
        };
        await carriedOut(hub, bureau, "recordServiceContract", "serviceContract", contract);
        world.complexes.push({
          id: idOf(complexId),
          place: county,
          state: "",
          version: 1,
          companyId: idOf(companyId),
          grade: 0,
        });
      }
    }
  }
  const paper: Paper = (author) => storedFile(hub, author, "paper.pdf");
  return { hub, world: Object.assign(world, { handlers }), actors, paper };
}

export const idOf = (global: string) => atob(global).split(":")[1] as string;
