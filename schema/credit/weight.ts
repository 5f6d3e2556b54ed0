import type { Tx } from "../../prisma/client.ts";
import { perAnswer } from "../loader.ts";

/** Of these findings and penalty cases, the grounds of discredit that is disclosed: without them it would hang in the air. */
export async function groundsOfDiscredit(tx: Pick<Tx, "creditEvent">, ids: readonly string[]): Promise<Set<string>> {
  const events = await tx.creditEvent.findMany({
    where: { groundId: { in: [...ids] }, state: "recorded" },
    select: { groundId: true },
  });
  return new Set(events.flatMap(({ groundId }) => groundId ?? []));
}

const isGround = perAnswer(async ({ db }, ids: readonly string[]) => {
  const grounds = await groundsOfDiscredit(db, ids);
  return ids.map((id) => grounds.has(id));
});

/** The commands to a finding or a penalty case that the discredit which rests on it leaves. */
export async function leftByDiscredit<Type extends string>(
  context: Parameters<typeof isGround>[0],
  id: string,
  commands: readonly Type[],
): Promise<readonly Type[]> {
  const kept = commands.includes("withdraw" as Type) && (await isGround(context, id));
  return kept ? commands.filter((command) => command !== "withdraw") : commands;
}
