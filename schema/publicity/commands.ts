import type { PublicityItem } from "../../prisma/generated/client.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { transact, type Work } from "../activity/transact.ts";
import { columnOf, dateOf, dateOfColumn } from "../calendar/rules.ts";
import { requireCompany } from "../company/named.ts";
import type { HubContext } from "../context.ts";
import { nextNumber } from "../number.ts";
import { bodyColumns } from "../region/policy.ts";
import { visibleTo } from "./policy.ts";
import { type Command, decide, type Publication, type PublicityDecision, recordPublicity } from "./rules.ts";

/** @throws {Refusal} `forbidden`, `publicity/…`, `not-found` for the company */
export const recordPublicityItem = (context: HubContext, publication: Publication) =>
  transact(context, async (work) => {
    work.require("publicity.record");
    const { tx, now, viewer } = work;
    const decision = recordPublicity(publication, { today: dateOf(now) });
    await requireCompany(work, publication.companyId);
    const row = await tx.publicityItem.create({
      data: {
        ...columnsOf({ ...publication, ...decision.fields }),
        ...bodyColumns(viewer.region),
        number: await nextNumber(tx, now, viewer.region, "XC"),
        recordedAt: now,
      },
    });
    tell(work, { ...row, version: 0 }, decision);
    return { id: row.id };
  });

export const instructPublicity = instruct<PublicityItem, Command>({
  subject: "PublicityItem",
  domain: "publicity",
  find: (tx, id, viewer) => tx.publicityItem.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] } }),
  carryOut: async (work, row, command) => {
    const { tx, now, viewer } = work;
    const before = publicationOf(row);
    const decision = decide({ ...before, state: row.state, bodyCode: row.bodyCode }, command, {
      today: dateOf(now),
      body: viewer.region,
    });
    if (command.type === "correct") {
      await requireCompany(work, command.to.companyId);
      await tx.publicityRevision.create({
        data: { itemId: row.id, version: row.version, before: asJson(before), reason: command.reason, at: now },
      });
    }
    await tx.publicityItem.update({
      where: { id: row.id },
      data: {
        ...(command.type === "correct"
          ? columnsOf({ ...before, ...decision.fields })
          : { withdrawnAt: now, reason: command.reason }),
        state: decision.state,
        version: { increment: 1 },
      },
    });
    tell(work, row, decision);
  },
});

const tell = (work: Work, row: PublicityItem, decision: PublicityDecision) =>
  announce(work, "PublicityItem", { ...row, cityCode: row.bodyCode }, decision);

const publicationOf = (row: PublicityItem): Publication => {
  const { medium, outlet, title, link, about, companyId } = row;
  return { medium, outlet, title, link, about, companyId, publishedOn: dateOfColumn(row.publishedOn) };
};
const columnsOf = (publication: Publication) => ({ ...publication, publishedOn: columnOf(publication.publishedOn) });
const asJson = (publication: Publication) => ({ ...publication, publishedOn: publication.publishedOn.toString() });
