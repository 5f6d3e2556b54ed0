import type { Tx } from "../../prisma/client.ts";

/** Whether discredit that is disclosed rests on the case: without it that would hang in the air. */
export const isGround = async (tx: Pick<Tx, "creditEvent">, id: string): Promise<boolean> =>
  (await tx.creditEvent.count({ where: { ground: "penalty", groundId: id, state: "recorded" } })) > 0;
