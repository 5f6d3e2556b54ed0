/** What other bodies are told of an exit: 将相关情况同步推送至信用信息共享平台，并报告市场监管部门 (plan 三(二)). */
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import { dateOfColumn } from "../calendar/rules.ts";
import { queueDeliveries } from "../delivery/queue.ts";
import type { LoadedExit } from "./commands.ts";
import type { Command } from "./states.ts";

/**
 * Refusal is reported to market regulation, while the credit platform has its credit event; each stage of the suit goes
 * to both.
 */
export async function report(
  work: Work,
  exit: LoadedExit,
  command: Extract<Command, { type: "determineRefusal" | "advanceSuit" }>,
): Promise<void> {
  const refused = command.type === "determineRefusal";
  const delivery = {
    companyId: exit.companyId,
    place: exit,
    subject: { type: "Exit" as const, id: exit.id, version: exit.version + 1 },
    kind: refused ? ("HandoverRefused" as const) : ("SuitAdvanced" as const),
    content: {
      exit: exit.number,
      company: exit.company,
      complex: exit.complex.name,
      county: exit.countyCode,
      contractEndsOn: exit.contractEndsOn && day(exit.contractEndsOn),
      ...(refused ? refusalOf(command) : suitOf(command)),
    },
  };
  await queueDeliveries(work, ...(refused ? [] : [{ ...delivery, receiver: "creditPlatform" as const }]), {
    ...delivery,
    receiver: "marketRegulation",
  });
}

const day = (column: Date) => dateOfColumn(column).toString();

const refusalOf = ({
  refusal,
  description,
  documentNumber,
  determinedOn,
}: Extract<Command, { type: "determineRefusal" }>): Prisma.InputJsonObject => ({
  refusal,
  description,
  documentNumber,
  determinedOn: day(determinedOn),
});

const suitOf = ({
  stage,
  court,
  caseNumber,
  happenedOn,
  hearingAt,
  result,
}: Extract<Command, { type: "advanceSuit" }>): Prisma.InputJsonObject => ({
  stage,
  court,
  caseNumber,
  happenedOn: day(happenedOn),
  hearingAt: hearingAt?.toISOString() ?? null,
  result,
});
