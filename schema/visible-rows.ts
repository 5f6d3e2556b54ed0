import type PrismaTypes from "../prisma/generated/pothos.ts";
import type { Viewer } from "./account/viewer.ts";
import type { HubContext } from "./context.ts";
import { perAnswer } from "./loader.ts";

type Model = keyof PrismaTypes & string;
type RowOf<Name extends Model> = PrismaTypes[Name]["Shape"];

/** What reads a model's rows is called so in the client; typed as one of them, for they are all alike. */
export const delegateName = (model: Model) => (model.charAt(0).toLowerCase() + model.slice(1)) as "complaint";

/**
 * The rows that others lead to by a column, as far as the viewer may see them: for a relation that Prisma cannot follow,
 * because a policy stands before a single row or the column leads to several tables. One statement for the rows of a
 * whole answer.
 *
 * @param query what Pothos wants selected
 */
export function visibleRows<Name extends Model>(
  model: Name,
  by: string,
  visibleTo: (viewer: Viewer) => PrismaTypes[Name]["Where"],
  orderBy: Readonly<Record<string, "asc">> = { id: "asc" },
) {
  const load = perAnswer(async ({ db, viewer }, asked: readonly { query: Selection; key: string }[]) => {
    const rows = db[delegateName(model)] as unknown as Rows;
    const found = new Map<string, Map<unknown, object[]>>();
    for (const [selection, same] of Map.groupBy(asked, selectionOf)) {
      const query = same[0]?.query as Selection;
      const where = { AND: [{ [by]: { in: [...new Set(same.map(({ key }) => key))] } }, visibleTo(viewer)] };
      const select = query.select && { ...query.select, [by]: true };
      found.set(
        selection,
        Map.groupBy(await rows.findMany({ ...query, ...(select && { select }), where, orderBy }), (row) => row[by]),
      );
    }
    return asked.map((one) => (found.get(selectionOf(one))?.get(one.key) ?? []) as RowOf<Name>[]);
  });
  return (context: HubContext, query: object, key: string) => load(context, { query, key });
}

/** The same of single rows by their id; null where there is none, or none to see. */
export function visibleRow<Name extends Model>(model: Name, visibleTo: (viewer: Viewer) => PrismaTypes[Name]["Where"]) {
  const load = visibleRows(model, "id", visibleTo);
  return async (context: HubContext, query: object, id: string | null) =>
    (id ? (await load(context, query, id))[0] : null) ?? null;
}

interface Selection {
  select?: object;
}

const selectionOf = ({ query }: { query: Selection }) => JSON.stringify(query);

interface Rows {
  findMany(query: object): Promise<Record<string, unknown>[]>;
}
