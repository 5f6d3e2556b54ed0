import { JointPunishmentState } from "../../prisma/generated/enums.ts";
import { requireReader } from "../account/reader.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { DepartmentEnum } from "../complaint/types.ts";
import { deliveriesField, deliveriesOf } from "../delivery/types.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { evidenceOf } from "../evidence/graphql.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { ruled } from "./commands.ts";
import { actingDepartment, visibleTo } from "./policy.ts";
import { allowedPunishmentCommands, transitions } from "./rules.ts";

export const JointPunishmentStateEnum = enumOf("JointPunishmentState", JointPunishmentState, "Where it stands.", {
  opened: "Waits for departments to confirm.",
  confirmed: "Every department has confirmed; its term has not begun.",
});
const JointPunishmentCommand = commandEnum("JointPunishmentCommand", transitions, "A command to a joint punishment.");

export const PunishmentMeasure = builder.prismaObject("PunishmentMeasure", {
  description: "What a department may do in a joint punishment.",
  fields: (t) => ({
    code: t.exposeString("code"),
    department: t.expose("department", { type: DepartmentEnum }),
    title: t.string({ resolve: ({ title, titleEn }, _, { locale }) => (locale === "en" ? titleEn : title) }),
  }),
});

builder.queryField("punishmentMeasures", (t) =>
  t.prismaField({
    type: [PunishmentMeasure],
    description: "The catalogue of measures.",
    resolve: (query, _root, _args, { db, viewer }) => {
      requireReader(viewer);
      return db.punishmentMeasure.findMany({ ...query, orderBy: [{ department: "asc" }, { position: "asc" }] });
    },
  }),
);

const PunishmentDepartment = builder.prismaObject("PunishmentDepartment", {
  description: "A department that is asked to act, and what it did.",
  fields: (t) => ({
    department: t.expose("department", { type: DepartmentEnum }),
    measures: t.exposeStringList("measures", { description: "Codes of measures." }),
    confirmedAt: t.expose("confirmedAt", { type: "DateTime", nullable: true }),
    done: t.exposeString("done", { nullable: true }),
    reportedAt: t.expose("reportedAt", { type: "DateTime", nullable: true }),
  }),
});

export const JointPunishment = builder.prismaNode("JointPunishment", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  description:
    "Measures of several departments against one company; in force from its first day once every department has confirmed.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    company: t.relation("company"),
    creditEvent: t.relation("creditEvent"),
    city: t.field({ type: Region, resolve: ({ cityCode }) => ({ code: cityCode }) }),
    reason: t.exposeString("reason"),
    startsOn: t.expose("startsOn", { type: "Date" }),
    endsOn: t.expose("endsOn", { type: "Date" }),
    state: t.expose("state", { type: JointPunishmentStateEnum }),
    openedAt: t.expose("openedAt", { type: "DateTime" }),
    liftedAt: t.expose("liftedAt", { type: "DateTime", nullable: true }),
    liftReason: t.exposeString("liftReason", { nullable: true }),
    departments: t.field({
      type: [PunishmentDepartment],
      select: { departments: { orderBy: { department: "asc" } } },
      resolve: ({ departments }) => departments,
    }),
    deliveries: t.prismaField({
      ...deliveriesField,
      select: { id: true },
      resolve: (query, { id }, _, context) => deliveriesOf(context, query, id),
    }),
    evidence: t.field(evidenceOf("JointPunishment")),
    allowedCommands: t.field({
      type: [JointPunishmentCommand],
      select: { departments: true, creditEvent: { select: { state: true } } },
      resolve: (punishment, _, { viewer, clock }) => {
        const acting = [null, actingDepartment(viewer)];
        const allowed = acting.flatMap((department) =>
          allowedPunishmentCommands(ruled(punishment), clock.now(), department),
        );
        return permitted(viewer, "punishment", [...new Set(allowed)]);
      },
    }),
  }),
});
