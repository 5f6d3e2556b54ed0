import type { Evidence } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import type { SubjectType } from "../activity/log.ts";
import { taskVisibleTo } from "../campaign/task-policy.ts";
import { visibleTo as complaintsVisibleTo } from "../complaint/policy.ts";
import type { HubContext } from "../context.ts";
import { visibleTo as exitsVisibleTo } from "../exit/policy.ts";
import { visibleTo as exposuresVisibleTo } from "../exposure/policy.ts";
import { visibleTo as inspectionsVisibleTo } from "../inspection/policy.ts";
import { visibleTo as opinionsVisibleTo } from "../opinion/policy.ts";
import { visibleTo as papersVisibleTo } from "../paper/policy.ts";
import { visibleTo as penaltiesVisibleTo } from "../penalty/policy.ts";
import { visibleTo as policyDocumentsVisibleTo } from "../policy-document/policy.ts";
import { visibleTo as punishmentsVisibleTo } from "../punishment/policy.ts";
import { visibleTo as rectificationsVisibleTo } from "../rectification/policy.ts";
import { visibleTo as mattersVisibleTo } from "../supervision/policy.ts";
import { sentAlongTo, visibleTo as transfersVisibleTo } from "../transfer/policy.ts";

type Sight = (context: HubContext, id: string) => Promise<{ id: string } | null>;

/** A file is seen by whoever sees what it proves. What is not listed here shows its files to nobody. */
const sights: Partial<Record<SubjectType, Sight>> = {
  Complaint: async ({ db, viewer }, id) =>
    (await db.complaint.findFirst({ where: { AND: [{ id }, complaintsVisibleTo(viewer)] }, select: { id: true } })) ??
    db.complaint.findFirst({ where: { id, transfers: { some: sentAlongTo(viewer, true) } }, select: { id: true } }),
  Exit: ({ db, viewer }, id) =>
    db.exit.findFirst({ where: { AND: [{ id }, exitsVisibleTo(viewer)] }, select: { id: true } }),
  ExposureBatch: ({ db, viewer }, id) =>
    db.exposureBatch.findFirst({ where: { AND: [{ id }, exposuresVisibleTo(viewer)] }, select: { id: true } }),
  HandoverItem: ({ db, viewer }, id) =>
    db.handoverItem.findFirst({ where: { id, exit: { is: exitsVisibleTo(viewer) } }, select: { id: true } }),
  OwnersMeeting: ({ db, viewer }, id) =>
    db.ownersMeeting.findFirst({ where: { id, exit: { is: exitsVisibleTo(viewer) } }, select: { id: true } }),
  Inspection: async ({ db, viewer }, id) =>
    (await db.inspection.findFirst({ where: { AND: [{ id }, inspectionsVisibleTo(viewer)] }, select: { id: true } })) ??
    db.inspection.findFirst({
      where: { id, findings: { some: { transfers: { some: { transfer: sentAlongTo(viewer) } } } } },
      select: { id: true },
    }),
  JointPunishment: ({ db, viewer }, id) =>
    db.jointPunishment.findFirst({ where: { AND: [{ id }, punishmentsVisibleTo(viewer)] }, select: { id: true } }),
  OpinionIncident: ({ db, viewer }, id) =>
    db.opinionIncident.findFirst({ where: { AND: [{ id }, opinionsVisibleTo(viewer)] }, select: { id: true } }),
  Paper: ({ db, viewer }, id) =>
    db.paper.findFirst({ where: { AND: [{ id }, papersVisibleTo(viewer)] }, select: { id: true } }),
  PenaltyCase: ({ db, viewer }, id) =>
    db.penaltyCase.findFirst({ where: { AND: [{ id }, penaltiesVisibleTo(viewer)] }, select: { id: true } }),
  PhaseTaskReturn: ({ db, viewer }, id) =>
    db.phaseTaskReturn.findFirst({ where: { AND: [{ id }, taskVisibleTo(viewer)] }, select: { id: true } }),
  PolicyDocument: ({ db, viewer }, id) =>
    db.policyDocument.findFirst({ where: { AND: [{ id }, policyDocumentsVisibleTo(viewer)] }, select: { id: true } }),
  Rectification: ({ db, viewer }, id) =>
    db.rectification.findFirst({ where: { AND: [{ id }, rectificationsVisibleTo(viewer)] }, select: { id: true } }),
  SupervisionMatter: ({ db, viewer }, id) =>
    db.supervisionMatter.findFirst({ where: { AND: [{ id }, mattersVisibleTo(viewer)] }, select: { id: true } }),
  Transfer: ({ db, viewer }, id) =>
    db.transfer.findFirst({ where: { AND: [{ id }, transfersVisibleTo(viewer)] }, select: { id: true } }),
};

/** Whether the viewer may see the file; before a command took it, its author alone. */
export async function maySee(context: HubContext, file: Evidence): Promise<boolean> {
  if (file.erasedAt) return false;
  if (!file.subjectType || !file.subjectId) return isAuthor(context.viewer, file);
  const sight = sights[file.subjectType as SubjectType];
  return sight !== undefined && (await sight(context, file.subjectId)) !== null;
}

const isAuthor = ({ kind, id }: Viewer, { authorKind, authorId }: Evidence) =>
  id !== null && kind === authorKind && id === authorId;
