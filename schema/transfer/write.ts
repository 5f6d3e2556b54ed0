import type { Prisma } from "../../prisma/generated/client.ts";
import { personIn } from "../account/viewer.ts";
import { announce } from "../activity/instruct.ts";
import type { Work } from "../activity/transact.ts";
import { settlePenaltyDebts } from "../rectification/debts.ts";
import { audienceOf } from "./policy.ts";
import { decide } from "./rules.ts";
import type { Circumstances, Command, TransferDecision } from "./states.ts";

export const include = {
  complaint: { select: { confirmed: true } },
  findings: { select: { findingId: true } },
} satisfies Prisma.TransferInclude;

export type Loaded = Prisma.TransferGetPayload<{ include: typeof include }>;

export async function circumstancesOf(work: Work): Promise<Circumstances> {
  const { complaint: settings } = await work.settings();
  return { now: work.now, settings };
}

/** Writes what a rule decided, says it, and settles what the findings under it owe. `transfer` is as it was before. */
export async function write(work: Work, transfer: Loaded, decision: TransferDecision, command?: Command) {
  const by = personIn(work.viewer);
  await work.tx.transfer.update({
    where: { id: transfer.id },
    data: {
      ...decision.fields,
      ...(command && wordsOf(transfer, command)),
      ...(command?.type === "accept" && { acceptedById: by }),
      ...(decision.fields.settledAt && { settledById: by }),
      state: decision.state,
      version: { increment: 1 },
    },
  });
  tell(work, transfer, decision);
  if (decision.state !== transfer.state)
    await settlePenaltyDebts(
      work,
      transfer.findings.map(({ findingId }) => findingId),
    );
}

/** What is written about a complaint stands among its notes, under its key. */
function wordsOf({ complaintId }: Loaded, command: Command): { answer?: string; closingReason?: string } {
  if (complaintId) return {};
  if (command.type === "answer") return { answer: command.answer };
  return "reason" in command ? { closingReason: command.reason } : {};
}

/** Of a complaint that counts nowhere, neither do its transfers (domain 5). */
export function tell(work: Work, transfer: Loaded, decision: TransferDecision) {
  const unconfirmed = transfer.complaint?.confirmed === false && { confirmed: false };
  const events = decision.events.map((event) => ({ ...event, facts: { ...event.facts, ...unconfirmed } }));
  announce(work, "Transfer", transfer, { ...decision, events }, audienceOf(transfer));
}

/** A complaint was withdrawn while a department held it. Its own note says why. */
export async function withdrawTransferOf(work: Work, complaintId: string): Promise<void> {
  await work.tx.$queryRaw`
    select 1 from "Transfer" where "complaintId" = ${complaintId}::uuid and "settledAt" is null for update`;
  const held = await work.tx.transfer.findFirst({ where: { complaintId, settledAt: null }, include });
  const command = { type: "withdraw", reason: complaintId } as const;
  if (held) await write(work, held, decide(held, command, await circumstancesOf(work)), command);
}
