/** Every table of states, and how it is walked. The larger domains keep their walk beside their examples. */
import { Temporal } from "temporal-polyfill";
import { allowedCreditCommands, transitions as credit, decideCreditEvent } from "../../schema/credit/rules.ts";
import { allowedDeliveryCommands, decideDelivery, transitions as delivery } from "../../schema/delivery/rules.ts";
import { decideReport, transitions as dispatch } from "../../schema/dispatch/rules.ts";
import { decideFinding, type FindingCommand, findingTransitions } from "../../schema/finding/rules.ts";
import { allowedImportCommands, decideImport, transitions as ledgerImport } from "../../schema/import/states.ts";
import {
  allowedInspectionCommands,
  decideInspection,
  type InspectionCommand,
  type InspectionState,
  inspectionTransitions,
} from "../../schema/inspection/rules.ts";
import { allowedLetterCommands, decideLetter, transitions as letter } from "../../schema/letter/rules.ts";
import { allowedMailCommands, decideMail } from "../../schema/mailbox/rules.ts";
import { transitions as mailbox } from "../../schema/mailbox/states.ts";
import { decideFollowUp, type FollowUpCommand, followUpTransitions } from "../../schema/rectification/follow-up.ts";
import { allowedWebhookCommands, decideWebhook, transitions as webhook } from "../../schema/webhook/rules.ts";
import { briefWalk } from "./briefs.ts";
import { complaintWalk } from "./complaints.ts";
import { exitWalk } from "./exits.ts";
import { exposureWalk } from "./exposures.ts";
import { gradeWalk } from "./grades.ts";
import { at } from "./moments.ts";
import { opinionWalk } from "./opinions.ts";
import { paperWalk } from "./papers.ts";
import { penaltyWalk } from "./penalties.ts";
import { policyDocumentWalk } from "./policy-documents.ts";
import { publicityWalk } from "./publications.ts";
import { punishmentWalk } from "./punishments.ts";
import { rectificationWalk } from "./rectifications.ts";
import { drawnComplexWalk, spotCheckWalk } from "./spot-checks.ts";
import { supervisionWalk } from "./supervision.ts";
import { transferWalk } from "./transfers.ts";
import { notInThisState, walk } from "./walk.ts";

const noon = at("2024-08-15 12:00");
const reason = "a mistake";
const inspection = (state: InspectionState) =>
  ({ state, kind: "screening", complaintId: null, standingFindings: 0, proves: 0 }) as const;
const report = {
  dueAt: at("2024-08-15 18:00"),
  submittedAt: null,
  lateAt: null,
  acceptedAt: null,
  returnReason: null,
  revisions: 0,
};
const repairable = { severity: "general" as const, repairableFrom: Temporal.PlainDate.from("2024-08-15") };

/** By the file below `schema/` and the table's name there. */
export const walks = {
  "brief/rules.ts transitions": briefWalk,
  "complaint/states.ts transitions": complaintWalk,
  "credit/rules.ts transitions": walk(credit, {
    commands: {
      withdraw: { type: "withdraw", reason },
      repair: { type: "repair", dutiesPerformed: true, commitmentPublished: true },
    } as const,
    give: (state, command) => decideCreditEvent({ state, ...repairable }, command, noon).state,
    offered: (state) => allowedCreditCommands({ state, ...repairable }, noon),
    refusal: notInThisState("credit"),
  }),
  "letter/rules.ts transitions": walk(letter, {
    commands: { retry: "retry" } as const,
    give: (state, type) => decideLetter(state, false, type),
    offered: (state) => allowedLetterCommands(state, false),
    refusal: notInThisState("letter"),
  }),
  "webhook/rules.ts transitions": walk(webhook, {
    commands: {
      change: "change",
      pause: "pause",
      resume: "resume",
      rotate: "rotate",
      replay: "replay",
      test: "test",
      remove: "remove",
    } as const,
    give: (state, type) => decideWebhook(state, true, type),
    offered: (state) => allowedWebhookCommands(state, true),
    refusal: notInThisState("webhook"),
  }),
  "delivery/rules.ts transitions": walk(delivery, {
    commands: { retry: "retry", replay: "replay" } as const,
    give: decideDelivery,
    offered: allowedDeliveryCommands,
    refusal: notInThisState("delivery"),
  }),
  "dispatch/rules.ts transitions": walk(dispatch, {
    commands: {
      submit: { type: "submit" },
      return: { type: "return", reason },
      accept: { type: "accept" },
      lock: { type: "lock" },
    } as const,
    give: (state, command) => decideReport({ ...report, state }, command, noon).state,
    refusal: notInThisState("dispatch"),
  }),
  "exit/states.ts transitions": exitWalk,
  "exposure/states.ts transitions": exposureWalk,
  "finding/rules.ts findingTransitions": walk(findingTransitions, {
    commands: {
      order: { type: "order" },
      rectify: { type: "rectify" },
      fail: { type: "fail" },
      withdraw: { type: "withdraw", reason },
    } satisfies Record<string, FindingCommand>,
    give: (state, command: FindingCommand) => decideFinding(state, command),
    refusal: notInThisState("finding"),
  }),
  "grade/states.ts transitions": gradeWalk,
  "import/states.ts transitions": walk(ledgerImport, {
    commands: { apply: "apply", cancel: "cancel" } as const,
    give: decideImport,
    offered: allowedImportCommands,
    refusal: notInThisState("import"),
  }),
  "inspection/rules.ts inspectionTransitions": walk(inspectionTransitions, {
    commands: {
      carryOut: { type: "carryOut", carriedOutAt: noon, result: "problems", evidence: 1 },
      withdraw: { type: "withdraw", reason },
    } satisfies Record<string, InspectionCommand>,
    give: (state, command: InspectionCommand) => decideInspection(inspection(state), command, noon).state,
    offered: (state) => allowedInspectionCommands(inspection(state)),
    refusal: notInThisState("inspection"),
  }),
  "mailbox/states.ts transitions": walk(mailbox, {
    commands: { file: "file", dismiss: "dismiss" } as const,
    give: decideMail,
    offered: allowedMailCommands,
    refusal: notInThisState("mailbox"),
  }),
  "opinion/states.ts transitions": opinionWalk,
  "paper/rules.ts transitions": paperWalk,
  "penalty/states.ts transitions": penaltyWalk,
  "policy-document/states.ts transitions": policyDocumentWalk,
  "publicity/rules.ts transitions": publicityWalk,
  "punishment/rules.ts transitions": punishmentWalk,
  "rectification/follow-up.ts followUpTransitions": walk(followUpTransitions, {
    commands: {
      open: { type: "open" },
      reopen: { type: "reopen" },
      waive: { type: "waive", reason },
    } satisfies Record<string, FollowUpCommand>,
    give: (state, command: FollowUpCommand) => decideFollowUp(state, command).state,
    refusal: (state) => (state === "owed" ? "follow-up/owed-still" : "follow-up/settled-already"),
  }),
  "rectification/states.ts transitions": rectificationWalk,
  "spot-check/states.ts itemTransitions": drawnComplexWalk,
  "spot-check/states.ts transitions": spotCheckWalk,
  "supervision/states.ts transitions": supervisionWalk,
  "transfer/states.ts transitions": transferWalk,
};
