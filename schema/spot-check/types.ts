import { encodeGlobalID } from "@pothos/plugin-relay";
import { SpotCheckItemState, SpotCheckState } from "../../prisma/generated/enums.ts";
import { permitted } from "../activity/instruct.ts";
import { builder } from "../builder.ts";
import { isOverdue } from "../decision.ts";
import { commandEnum, enumOf } from "../enum.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import type { Round } from "./draw.ts";
import { visibleTo } from "./policy.ts";
import { allowedCommands, type Repetition, repeatDraw } from "./rules.ts";
import { transitions } from "./states.ts";

export const SpotCheckStateEnum = enumOf("SpotCheckState", SpotCheckState, "Where a spot check stands.", {
  drawn: "The lot has fallen; what is outstanding is sealed.",
  completed: "Every complex was checked or left out.",
  abandoned: "Given up; it stays on record.",
});
const SpotCheckItemStateEnum = enumOf("SpotCheckItemState", SpotCheckItemState, "Where a drawn complex stands.");
const SpotCheckCommand = commandEnum("SpotCheckCommand", transitions, "A command to a spot check.");

const idOfComplex = ({ complexId }: { complexId: string }) => encodeGlobalID("Complex", complexId);

builder.prismaObject("SpotCheckFrameEntry", {
  description: "A complex that could have been drawn, with what its weight was made of.",
  fields: (t) => ({
    position: t.exposeInt("position", { description: "In the frame, from 1." }),
    complexId: t.id({ select: { complexId: true }, resolve: idOfComplex }),
    complexName: t.exposeString("complexName", { description: "As it was called then." }),
    complaints: t.exposeInt("complaints", { description: "Confirmed ones, of the days that count." }),
    overdueRectifications: t.exposeInt("overdueRectifications"),
    weight: t.exposeInt("weight"),
  }),
});

builder.prismaObject("SpotCheckItem", {
  description: "A complex that was drawn.",
  fields: (t) => ({
    round: t.exposeInt("round", { description: "In which it was drawn, from 1." }),
    complexId: t.id({ select: { complexId: true }, resolve: idOfComplex }),
    complexName: t.exposeString("complexName", { description: "As it was called then." }),
    region: t.field({
      type: Region,
      description: "Deepest division that it lay in.",
      select: { regionCode: true },
      resolve: ({ regionCode }) => ({ code: regionCode }),
    }),
    state: t.expose("state", { type: SpotCheckItemStateEnum }),
    inspection: t.relation("inspection", { nullable: true, description: "By which it was carried out." }),
    reason: t.exposeString("reason", { nullable: true, description: "Why it was left out." }),
    settledAt: t.expose("settledAt", { type: "DateTime", nullable: true }),
  }),
});

const SpotCheckRound = builder.objectRef<Round & { complexName: string }>("SpotCheckRound").implement({
  description: "How one complex is drawn, step by step.",
  fields: (t) => ({
    round: t.exposeInt("round"),
    digest: t.exposeString("digest", { description: "SHA-256 of `<seed>:<round>`." }),
    total: t.exposeInt("total", { description: "Sum of the weights that are left in the frame." }),
    remainder: t.exposeInt("remainder", { description: "Of the digest, as a number, divided by the total." }),
    position: t.exposeInt("position", { description: "Of the complex in the frame." }),
    complexName: t.exposeString("complexName"),
  }),
});

const SpotCheckRepetition = builder
  .objectRef<Omit<Repetition, "rounds"> & { rounds: (Round & { complexName: string })[] }>("SpotCheckRepetition")
  .implement({
    description: "The draw, made again from the stored seed and frame.",
    fields: (t) => ({
      equal: t.exposeBoolean("equal", {
        description: "The same list came out, from seed and frame as they were when the lot fell.",
      }),
      fingerprint: t.exposeString("fingerprint", { description: "Of seed, frame and list as they came out now." }),
      rounds: t.field({ type: [SpotCheckRound], resolve: ({ rounds }) => rounds }),
    }),
  });

export const SpotCheck = builder.prismaNode("SpotCheck", {
  id: { field: "id" },
  select: { id: true },
  findUnique: visibleById(visibleTo),
  description:
    "Complexes of one county that were drawn to be checked without notice (四不两直), and how far that has gone. Known to the body that drew and to those above it; what was carried out of it is an inspection like any other.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    number: t.exposeString("number", { description: "Of a series of the body's own." }),
    state: t.expose("state", { type: SpotCheckStateEnum }),
    body: t.field({
      type: Region,
      description: "Province or city that drew.",
      select: { bodyCode: true },
      resolve: ({ bodyCode }) => ({ code: bodyCode }),
    }),
    county: t.field({
      type: Region,
      description: "Its complexes are the frame.",
      select: { countyCode: true },
      resolve: ({ countyCode }) => ({ code: countyCode }),
    }),
    inspectors: t.exposeStringList("inspectors", { description: "Who goes there." }),
    startsOn: t.expose("startsOn", { type: "Date", description: "First day of the period." }),
    endsOn: t.expose("endsOn", { type: "Date", description: "Last day of the period." }),
    drawnAt: t.expose("drawnAt", { type: "DateTime" }),
    drawnBy: t.string({
      nullable: true,
      select: { drawnBy: { select: { name: true } } },
      resolve: ({ drawnBy }) => drawnBy?.name ?? null,
    }),
    size: t.exposeInt("size", { description: "Complexes drawn." }),
    carriedOut: t.exposeInt("carriedOut", { description: "Of these, checked." }),
    leftOut: t.exposeInt("leftOut", { description: "Of these, left out with a reason." }),
    dueAt: t.expose("dueAt", {
      type: "DateTime",
      nullable: true,
      description: "When the period is over; null once it is completed or abandoned.",
    }),
    overdue: t.boolean({
      description: "The period is over and something is outstanding.",
      select: { dueAt: true },
      resolve: (check, _, { clock }) => isOverdue(check, clock.now()),
    }),
    settledAt: t.expose("settledAt", { type: "DateTime", nullable: true }),
    abandonReason: t.exposeString("abandonReason", { nullable: true }),
    seed: t.exposeString("seed", { description: "64 hexadecimal digits that the hub made for this draw." }),
    fingerprint: t.exposeString("fingerprint", {
      description: "SHA-256 of seed, frame and list when the lot fell; the log has it as well.",
    }),
    baseWeight: t.exposeInt("baseWeight", { description: "Of every complex, when the lot fell." }),
    perComplaint: t.exposeInt("perComplaint"),
    complaintDays: t.exposeInt("complaintDays", { description: "Complaints of so many days before it count." }),
    perOverdueRectification: t.exposeInt("perOverdueRectification"),
    frameSize: t.exposeInt("frameSize"),
    totalWeight: t.exposeInt("totalWeight"),
    frame: t.relation("frame", { query: { orderBy: { position: "asc" } } }),
    items: t.relation("items", { query: { orderBy: { round: "asc" } } }),
    repetition: t.field({
      type: SpotCheckRepetition,
      description: "Draws again, now.",
      select: {
        seed: true,
        fingerprint: true,
        baseWeight: true,
        perComplaint: true,
        perOverdueRectification: true,
        frame: { orderBy: { position: "asc" } },
        items: { select: { round: true, complexId: true }, orderBy: { round: "asc" } },
      },
      resolve: ({ seed, fingerprint, frame, items, ...weights }) => {
        const { rounds, ...repetition } = repeatDraw({ seed, fingerprint, weights, frame, drawn: items });
        const nameOf = (position: number) => frame[position - 1]?.complexName ?? "";
        return { ...repetition, rounds: rounds.map((round) => ({ ...round, complexName: nameOf(round.position) })) };
      },
    }),
    allowedCommands: t.field({
      type: [SpotCheckCommand],
      description: "What this viewer may do with it now; anything else is refused.",
      select: { state: true, bodyCode: true },
      resolve: (check, _, { viewer }) => permitted(viewer, "spotCheck", allowedCommands(check, viewer.region)),
    }),
  }),
});
