/**
 * Every kind of event. The figures are written with the event and never computed again, so a week recomputed years later
 * gives the same numbers whatever these tables say then.
 */
import { accountEvents } from "../account/events.ts";
import { briefEvents } from "../brief/events.ts";
import { campaignEvents } from "../campaign/events.ts";
import { clientEvents } from "../client/events.ts";
import { companyEvents } from "../company/events.ts";
import { complaintEvents } from "../complaint/events.ts";
import { complexEvents } from "../complex/events.ts";
import { contractEvents } from "../contract/events.ts";
import { creditEvents } from "../credit/events.ts";
import { deliveryEvents } from "../delivery/events.ts";
import { dispatchEvents } from "../dispatch/events.ts";
import { exitEvents } from "../exit/events.ts";
import { exportEvents } from "../export/events.ts";
import { exposureEvents } from "../exposure/events.ts";
import { findingEvents } from "../finding/events.ts";
import { gradeEvents } from "../grade/events.ts";
import { importEvents } from "../import/events.ts";
import { inspectionEvents } from "../inspection/events.ts";
import { letterEvents } from "../letter/events.ts";
import { mailboxEvents } from "../mailbox/events.ts";
import { opinionEvents } from "../opinion/events.ts";
import { paperEvents } from "../paper/events.ts";
import { penaltyEvents } from "../penalty/events.ts";
import { policyDocumentEvents } from "../policy-document/events.ts";
import { publicityEvents } from "../publicity/events.ts";
import { punishmentEvents } from "../punishment/events.ts";
import { rectificationEvents } from "../rectification/events.ts";
import { spotCheckEvents } from "../spot-check/events.ts";
import { supervisionEvents } from "../supervision/events.ts";
import { timerEvents } from "../timer/events.ts";
import { transferEvents } from "../transfer/events.ts";
import { webhookEvents } from "../webhook/events.ts";
import type { EventTable } from "./event-kind.ts";

export const eventKinds = {
  ...accountEvents,
  ...briefEvents,
  ...campaignEvents,
  ...clientEvents,
  ...companyEvents,
  ...complaintEvents,
  ...complexEvents,
  ...contractEvents,
  ...creditEvents,
  ...deliveryEvents,
  ...dispatchEvents,
  ...exitEvents,
  ...exportEvents,
  ...exposureEvents,
  ...findingEvents,
  ...gradeEvents,
  ...importEvents,
  ...inspectionEvents,
  ...letterEvents,
  ...mailboxEvents,
  ...opinionEvents,
  ...paperEvents,
  ...penaltyEvents,
  ...policyDocumentEvents,
  ...publicityEvents,
  ...punishmentEvents,
  ...rectificationEvents,
  ...spotCheckEvents,
  ...supervisionEvents,
  ...timerEvents,
  ...transferEvents,
  ...webhookEvents,
} as const satisfies EventTable;

export type EventKind = keyof typeof eventKinds;
