import type { Viewer } from "../../schema/account/viewer.ts";
import type { TestHub } from "./hub.ts";
import { timeless, told } from "./questions.ts";
import { sumsOf } from "./rows.ts";
import { globalId } from "./schema-walk.ts";
import { refusalsOf, sheetsOf } from "./trial.ts";

export const complexesOf = (hub: TestHub) =>
  hub.prisma.complex.findMany({ where: { countyCode: "140105" }, orderBy: { name: "asc" } });

/** What lies beneath whatever could be told: every row that is no draw's, nor news for the province itself, and every counter. */
async function beneath({ pool }: TestHub): Promise<unknown> {
  const personal = ["Notification", "NotificationCount"];
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not like 'SpotCheck%' and table_name not in ('Timer', 'NumberSeries', 'ActivityEvent')`,
  );
  const names = rows.map(({ name }) => name).filter((name) => !personal.includes(name));
  const ofOthers = `"userId" in (select "id" from "User" where "regionCode" <> '14')`;
  return [await sumsOf(pool, names), await sumsOf(pool, personal, ofOthers)];
}

/** Whatever is asked of one complex. */
const about = `query ($id: ID!) {
  complex(id: $id) { version updatedAt openFindings screeningState allowedCommands }
  node(id: $id) { id }
  complexes(filter: { search: "苑" }, orderBy: UPDATED) { totalCount edges { cursor node { id version } } }
  searchComplexNames(county: "140105", text: "苑") { id name }
  inspections(filter: { complexId: $id }) { totalCount edges { cursor } }
  activities(first: 100, filter: { complex: $id }) { edges { cursor node { kind cursor } } pageInfo { hasNextPage endCursor } }
}`;

/** All that those below a draw of the province are told, in every way there is. */
export async function everything(
  hub: TestHub,
  { county, city, below }: { county: Viewer; city: Viewer; below: readonly Viewer[] },
  questions: ReadonlyMap<string, string>,
): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>([["rows", await beneath(hub)]]);
  for (const who of [county, city]) {
    for (const [question, said] of await told(hub, who, questions))
      found.set(`${who.role}: ${question}`, timeless(said));
    found.set(`${who.role}: exports`, await sheetsOf(hub, who));
  }
  const complexes = await complexesOf(hub);
  for (const who of below)
    for (const { id, name } of complexes)
      found.set(`${who.role}: ${name}`, await hub.ask(who, about, { id: globalId("Complex", id) }));
  const [plain, chain] = complexes.filter(({ name }) => !name.startsWith("乙"));
  for (const [who, complex] of [
    [city, plain],
    [county, plain],
    [county, chain],
  ] as const)
    found.set(`${who.role}: commands on ${complex?.name}`, await refusalsOf(hub, who, complex?.id ?? ""));
  return found;
}
