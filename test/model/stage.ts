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
/** A contract in its term, one that ends in it, one that has run out, one without term. */
const terms = ["2026-12-31", "2024-09-30", "2024-06-30", null];
export const start = new Date("2024-07-01T09:00:00+08:00");
/** So late that no period that begins here ends where `days.ts` knows no calendar. */
export const end = new Date("2024-10-20T18:00:00+08:00");

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
    const register = (number: number) =>
      carriedOut(hub, bureau, "registerCompany", "company", {
        uscc: uscc(number),
        name: `演示${number}物业〔${city}〕`,
      });
    // The other one waits for a complex to become free.
    const companies = [await register(index * 2 + 1), await register(index * 2 + 2)].map(idOf);
    world.companies.push(...companies.map((id) => ({ id, city })));
    const fire = await hub.person("department", city, { department: "fireRescue" });
    const reform = await hub.person("department", city, { department: "developmentReform" });
    const market = await hub.person("department", city, { department: "marketRegulation" });
    await hub.ask(
      bureau,
      "mutation ($input: SetServiceGradesInput!) { setServiceGrades(input: $input) { errors { code } } }",
      { input: { grades } },
    );
    // Bureaus act more often than the others.
    actors.push(bureau, bureau, fire, reform, market, await hub.client(city));
    handlers.push(bureau);
    for (const county of counties) {
      const staff = await hub.person("county", county);
      actors.push(staff, staff);
      handlers.push(staff);
      for (const number of [1, 2]) {
        // Of a small one three complainants are a strong protest, of a large one five.
        const households = number === 1 ? 4000 : 60;
        const place = { name: `演示${number}苑〔${county}〕`, county, households };
        const complexId = await carriedOut(hub, staff, "registerComplex", "complex", place);
        const contract = {
          complexId,
          uscc: uscc(index * 2 + 1),
          kind: "OWNERS",
          startsOn: "2023-01-01",
          endsOn: terms[world.complexes.length % terms.length],
        };
        await carriedOut(hub, bureau, "recordServiceContract", "serviceContract", contract);
        world.complexes.push({
          id: idOf(complexId),
          place: county,
          state: "",
          version: 1,
          households,
          companyId: companies[0] as string,
          endsOn: contract.endsOn ?? null,
          grade: 0,
        });
      }
    }
  }
  const paper: Paper = (author) => storedFile(hub, author, "paper.pdf");
  return { hub, world: Object.assign(world, { handlers }), actors, paper };
}

export const idOf = (global: string) => atob(global).split(":")[1] as string;
