/** Every row as the database has it, against the model. */
import { running } from "./acts.ts";
import { isHandoverOverdue } from "./handovers.ts";
import { isOverdue } from "./rectifications.ts";
import type { Stage } from "./stage.ts";
import type { Row } from "./verb.ts";
import type { Subject, World } from "./world.ts";

const ofSpotCheck = { id: `"spotCheckId" || ' ' || "complexId"`, version: "1" };
interface Table {
  id?: string;
  state?: string;
  version?: string;
  parent?: string;
  kind?: string;
  overdue?: string;
}
const tables: Record<string, Table> = {
  Complaint: { overdue: `cardinality("lapsed") > 0` },
  Inspection: {},
  Finding: { parent: `"inspectionId"` },
  Rectification: { overdue: `"overdueAt" is not null and "settledAt" is null` },
  FollowUp: {
    parent: `"rectificationId"`,
    kind: `"kind"::text`,
    overdue: `"overdueAt" is not null and "state" = 'owed'`,
  },
  Transfer: { overdue: `"overdueAt" is not null` },
  CreditEvent: {},
  GradeReview: {},
  PenaltyCase: { overdue: `"overdueAt" is not null` },
  JointPunishment: {},
  Exit: { overdue: `"handoverOverdueAt" is not null and "handedOverOn" is null` },
  SpotCheck: { overdue: `"overdueAt" is not null and "settledAt" is null` },
  // Neither has an id or a version of its own.
  SpotCheckItem: { ...ofSpotCheck, kind: `"complexId"::text` },
  SpotCheckFrameEntry: { ...ofSpotCheck, state: `"weight"::text` },
};
const statement = Object.entries(tables)
  .map(
    ([
      table,
      {
        id = `"id"::text`,
        state = `"state"::text`,
        version = `"version"`,
        parent = "null::uuid",
        kind = "null",
        overdue = "false",
      },
    ]) =>
      `select '${table}' as "type", ${id} as "id", ${state} as "state", ${version} as "version", ${parent} as "parent", ${kind} as "kind", ${overdue} as "overdue" from "${table}"`,
  )
  .join(" union all ");

export async function rowsOf({ hub }: Stage): Promise<Row[]> {
  const { rows } = await hub.pool.query<Row>(statement);
  return rows;
}

export const fingerprint = (rows: readonly Row[]) =>
  rows
    .map(({ id, state, version }) => `${id} ${state} ${version}`)
    .sort()
    .join();

/** Every subject stands where the model says, and what is overdue is. */
export async function compare(stage: Stage) {
  const rows = await rowsOf(stage);
  const { world } = stage;
  const overdue = (late: boolean) => (late ? " overdue" : "");
  const expected = new Map<string, string>();
  const put = (type: string, subjects: readonly Subject[], late: (one: never) => boolean = () => false) => {
    for (const one of subjects) expected.set(`${type} ${one.id}`, one.state + overdue(late(one as never)));
  };
  put("Complaint", world.complaints, (one: World["complaints"][number]) =>
    running(one).some((due) => due <= world.now),
  );
  put("Inspection", world.inspections);
  put("Finding", world.findings);
  put("Rectification", world.rectifications, (one: World["rectifications"][number]) => isOverdue(world, one));
  const late = ({ dueAt }: { dueAt: Date | null }) => dueAt !== null && dueAt <= world.now;
  put("Transfer", world.transfers, late);
  put("CreditEvent", world.creditEvents);
  put("GradeReview", world.gradeReviews);
  put("PenaltyCase", world.penalties, late);
  put("JointPunishment", world.punishments);
  put("Exit", world.exits, (one: World["exits"][number]) => isHandoverOverdue(world, one));
  put("SpotCheck", world.spotChecks, (one: World["spotChecks"][number]) => one.state === "drawn" && late(one));
  for (const { id, drawn, frame } of world.spotChecks) {
    for (const { complexId, state } of drawn) expected.set(`SpotCheckItem ${id} ${complexId}`, state);
    for (const [complexId, weight] of frame) expected.set(`SpotCheckFrameEntry ${id} ${complexId}`, `${weight}`);
  }
  for (const one of world.followUps)
    expected.set(`FollowUp ${one.rectificationId} ${one.kind}`, one.state + overdue(one.state === "owed" && late(one)));
  const byId = new Map(subjectsOf(world).map((one) => [one.id, one]));
  for (const { type, id, state, version, parent, kind, overdue: late } of rows) {
    const key = type === "FollowUp" ? `FollowUp ${parent} ${kind}` : `${type} ${id}`;
    const said = expected.get(key);
    if (said !== state + overdue(late))
      throw new Error(`${key} is ${state}${overdue(late)}, by the model ${said ?? "nothing"}`);
    expected.delete(key);
    const debt =
      type === "FollowUp" && world.followUps.find((one) => one.rectificationId === parent && one.kind === kind);
    const known = debt ? Object.assign(debt, { id }) : byId.get(id);
    if (known && version < known.version) throw new Error(`${key} has gone back to version ${version}`);
    if (known) known.version = version;
  }
  const [missing] = expected.keys();
  if (missing) throw new Error(`${missing} is by the model ${expected.get(missing)}, and there is none`);
}

export const subjectsOf = (world: World): readonly Subject[] => [
  ...world.complexes,
  ...world.complaints,
  ...world.inspections,
  ...world.findings,
  ...world.rectifications,
  ...world.followUps,
  ...world.transfers,
  ...world.creditEvents,
  ...world.punishments,
  ...world.exits,
  ...world.spotChecks,
  ...world.gradeReviews,
  ...world.penalties,
];
