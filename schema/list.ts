import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { queryFromInfo } from "@pothos/plugin-prisma";
import { type GraphQLInputObjectType, type GraphQLResolveInfo, getNullableType } from "graphql";
import type PrismaTypes from "../prisma/generated/pothos.ts";
import type { Viewer } from "./account/viewer.ts";
import { builder } from "./builder.ts";
import { unbounded } from "./command.ts";
import type { HubContext } from "./context.ts";
import { type Order, readCursor, readOn, writeCursor } from "./keyset.ts";
import { refuseGeneral, requireWithin } from "./refusal.ts";
import type { Row } from "./row-reader.ts";
import { delegateName } from "./visible-rows.ts";

type Model = keyof PrismaTypes & string;
type WhereOf<Name extends Model> = PrismaTypes[Name]["Where"];

export interface List<Name extends Model, Filter extends InputFieldMap, Orders extends Record<string, Order>> {
  /** Prisma model. */
  model: Name;
  /** Of the node type, where that is another one than the model's. */
  name?: string;
  /** The node type that `builder.prismaNode` gave. */
  ref: object;
  description: string;
  visibleTo(viewer: Viewer): WhereOf<Name>;
  filter(t: Parameters<Parameters<typeof builder.inputType>[1]["fields"]>[0]): Filter;
  where(filter: InputShapeFromFields<Filter>, context: HubContext): WhereOf<Name> | Promise<WhereOf<Name>>;
  orders: Orders;
}

/** What a command to all that match a filter needs to know of a list; `rowsBehind` says which they are. */
export interface Listed {
  field: string;
  model: Model;
  /** Its input type. */
  filter: object;
}

export const mostRows = 100;

type Wheres = (filter: object, context: HubContext) => Promise<object[]>;
const lists = new Map<string, { model: Model; wheres: Wheres }>();

/**
 * The rows that a list shows a viewer under a filter (values as the resolvers are given them), for whatever counts them:
 * a figure and the list behind it cannot differ then.
 */
export async function rowsBehind(field: string, filter: object, context: HubContext) {
  const list = lists.get(field);
  if (!list) throw new Error(`there is no list ${field}`);
  return { model: list.model, where: { AND: await list.wheres(filter, context) } };
}

/** Text that occurs anywhere, in any case: what a trigram index answers. Wildcards are taken as written. */
export const containing = (text: string) => ({
  contains: text.trim().replace(/[\\%_]/g, "\\$&"),
  mode: "insensitive" as const,
});

/** Text that stands at the beginning. Wildcards are taken as written here too. */
export const beginning = (text: string) => ({ startsWith: text.replace(/[\\%_]/g, "\\$&") });

interface Rows {
  findMany(query: object): Promise<Row[]>;
  count(query: object): Promise<number>;
}

/**
 * A root connection: what the viewer may see, filtered, ordered, in keyset pages of at most 100 rows. The count is asked
 * of the database only when somebody selects it.
 */
export function listField<Name extends Model, Filter extends InputFieldMap, Orders extends Record<string, Order>>(
  field: string,
  list: List<Name, Filter, Orders>,
): Listed {
  const { model, name = model } = list;
  const FilterInput = builder.inputType(`${name}Filter`, {
    description: `Every condition given must hold.`,
    fields: list.filter as never,
  });
  const OrderEnum = builder.enumType(`${name}Order` as string, {
    values: Object.fromEntries(
      Object.entries(list.orders).map(([name, { description }]) => [name, { value: name, description }]),
    ) as Record<string, { value: string; description: string }>,
  });
  const firstOrder = Object.keys(list.orders)[0] as string;
  const wheres: Wheres = async (filter, context) => [
    list.visibleTo(context.viewer),
    await list.where(filter as never, context),
  ];
  lists.set(field, { model, wheres });
  builder.queryField(
    field,
    (t) =>
      t.connection(
        {
          type: list.ref as never,
          description: list.description,
          args: {
            filter: t.arg({ type: FilterInput }),
            orderBy: t.arg({ type: OrderEnum, required: true, defaultValue: firstOrder }),
          },
          resolve: async (_root: unknown, args: never, context: HubContext, info: GraphQLResolveInfo) => {
            const { filter, orderBy, first, after, last, before } = args as Args;
            if (last != null || before != null)
              throw refuseGeneral("invalid/format", ["last"], { expected: "first/after" });
            const take = first ?? 50;
            requireWithin(["first"], take, { min: 0, max: mostRows });
            const fault = filter && unbounded(filter, filterTypeOf(info), ["filter"])[0];
            if (fault) throw fault;
            const order = list.orders[orderBy] as Order;
            const where = await wheres(filter ?? {}, context);
            const rows = context.db[delegateName(model)] as unknown as Rows;
            const selection = queryFromInfo({
              context,
              info,
              path: ["edges", "node"],
              typeName: name,
              select: { id: true, [order.column]: true } as never,
            });
            const source = { pool: context.pool, model, findMany: (query: object) => rows.findMany(query) };
            const from = after ? readCursor(after, orderBy, model, order) : null;
            const found = await readOn(source, selection, where, order, from, take + 1);
            const page = found.slice(0, take);
            const [top, end] = [page[0], page.at(-1)];
            return {
              edges: page.map((node) => new Edge(orderBy, order, node)),
              pageInfo: {
                hasNextPage: found.length > take,
                hasPreviousPage: after != null,
                startCursor: top ? writeCursor(orderBy, order, top) : null,
                endCursor: end ? writeCursor(orderBy, order, end) : null,
              },
              count: () => rows.count({ where: { AND: where } }),
            };
          },
        } as never,
        {
          name: `${name}Connection`,
          fields: (f: typeof t) => ({
            totalCount: f.int({
              description: "How many rows there are for this viewer and filter.",
              resolve: (connection: unknown) => (connection as { count(): Promise<number> }).count(),
            }),
          }),
        } as never,
        { name: `${name}Edge` } as never,
      ) as never,
  );
  return { field, model, filter: FilterInput };
}

/** Its cursor is written when somebody selects it. */
class Edge {
  readonly #name: string;
  readonly #order: Order;
  readonly node: Row;

  constructor(name: string, order: Order, node: Row) {
    this.#name = name;
    this.#order = order;
    this.node = node;
  }

  get cursor(): string {
    return writeCursor(this.#name, this.#order, this.node);
  }
}

interface Args {
  filter?: object | null;
  orderBy: string;
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

const filterTypeOf = ({ parentType, fieldName }: GraphQLResolveInfo) =>
  getNullableType(
    parentType.getFields()[fieldName]?.args.find(({ name }) => name === "filter")?.type,
  ) as GraphQLInputObjectType;
