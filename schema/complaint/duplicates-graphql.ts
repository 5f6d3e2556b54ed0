import { builder } from "../builder.ts";
import { currentSettings } from "../campaign/settings-in-force.ts";
import { proposedDuplicates } from "./duplicates.ts";
import { visibleTo } from "./policy.ts";
import { Complaint } from "./types.ts";

const day = 86_400_000;
const mostProposals = 20;

builder.prismaObjectFields(Complaint, (t) => ({
  primary: t.prismaField({
    type: Complaint,
    nullable: true,
    description: "The complaint whose matter it is as well: what is done to that one is done to this one.",
    select: { primaryId: true },
    resolve: (query, { primaryId }, _args, { db, viewer }) =>
      primaryId ? db.complaint.findFirst({ ...query, where: { AND: [{ id: primaryId }, visibleTo(viewer)] } }) : null,
  }),
  duplicates: t.relation("duplicates", {
    description: "Those that follow this one, the oldest first.",
    query: (_args, { viewer }) => ({ where: visibleTo(viewer), orderBy: { filedAt: "asc" }, take: 100 }),
  }),
  proposedDuplicates: t.prismaField({
    type: [Complaint],
    description: "What may be the same matter: the same complex, kind and weeks, the oldest first. A person decides.",
    select: { id: true, complexId: true, kindCode: true, filedAt: true, primaryId: true, closedAt: true },
    resolve: async (query, complaint, _args, context) => {
      const { id, complexId, kindCode, filedAt, primaryId, closedAt } = complaint;
      if (!complexId || !kindCode || primaryId || closedAt) return [];
      const { complaint: settings } = await currentSettings(context);
      const within = settings.duplicateDays * day;
      const near = await context.db.complaint.findMany({
        where: {
          AND: [
            { complexId, kindCode, primaryId: null, closedAt: null, id: { not: id } },
            { filedAt: { gte: new Date(+filedAt - within), lte: new Date(+filedAt + within) } },
            visibleTo(context.viewer),
          ],
        },
        select: { id: true, complexId: true, kindCode: true, filedAt: true },
        orderBy: { filedAt: "asc" },
        take: mostProposals,
      });
      const ids = proposedDuplicates(complaint, near, settings).map((other) => other.id);
      if (ids.length === 0) return [];
      return context.db.complaint.findMany({ ...query, where: { id: { in: ids } }, orderBy: { filedAt: "asc" } });
    },
  }),
}));
