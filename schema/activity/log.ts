import type { Tx } from "../../prisma/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { regionColumns } from "../region/policy.ts";
import { type Facts, type Figures, summed } from "./event-kind.ts";
import { type EventKind, eventKinds } from "./kinds.ts";

/** What a command says happened; the log adds who, when and what it counts for. */
export interface NewEvent {
  kind: EventKind;
  subject: { type: SubjectType; id: string; version: number };
  /** Deepest region the subject lies in. */
  region: string;
  facts?: Facts;
  /** What was kept from the counters until now and counts with it, beside what its facts say. */
  heldBack?: Figures;
  /** Regions it is addressed to, beside those above its own. */
  audienceRegions?: readonly string[];
  /** As `department:regionCode`. */
  audienceDepartments?: readonly string[];
  /** Region that alone, with those above it, may know. */
  seal?: string;
  complexId?: string | null;
  companyId?: string | null;
  /** For a timer: when it was due. */
  occurredAt?: Date;
  /** Told to others than those who may know who did it: then the hub tells it. */
  anonymous?: boolean;
}

export const subjectTypes = [
  "ApiClient",
  "Bulletin",
  "CampaignSettings",
  "Company",
  "Complaint",
  "Complex",
  "CreditEvent",
  "Delivery",
  "DispatchReport",
  "DispatchWeek",
  "Exit",
  "ExposureBatch",
  "Finding",
  "FollowUp",
  "GradeReview",
  "HandoverItem",
  "IncomingMail",
  "Inspection",
  "JointPunishment",
  "LedgerImport",
  "Letter",
  "OpinionIncident",
  "OwnersMeeting",
  "Paper",
  "PenaltyCase",
  "PhaseTaskReturn",
  "PolicyDocument",
  "PolicyReceipt",
  "ProvincialBrief",
  "PublicityItem",
  "Rectification",
  "ServiceContract",
  "SpotCheck",
  "SupervisionMatter",
  "Transfer",
  "User",
  "Webhook",
] as const;
export type SubjectType = (typeof subjectTypes)[number];

/** What an event is known by: by these a policy tells who may know of it. */
export function columnsOf(event: NewEvent, viewer: Viewer) {
  const region = regionColumns(event.region);
  return {
    kind: event.kind,
    regionCode: event.region,
    cityCode: event.region.length >= 4 ? region.cityCode : null,
    countyCode: region.countyCode,
    subdistrictCode: region.subdistrictCode,
    audienceRegions: event.audienceRegions ?? [],
    audienceDepartments: event.audienceDepartments ?? [],
    seal: event.seal ?? null,
    subjectType: event.subject.type,
    subjectId: event.subject.id,
    subjectVersion: event.subject.version,
    complexId: event.complexId ?? null,
    companyId: event.companyId ?? null,
    actorKind: event.anonymous ? "hub" : viewer.kind,
    actorId: event.anonymous ? null : viewer.id,
  };
}

/**
 * Appends events in one statement, which must be the last of the transaction: a trigger takes the log's lock there and
 * holds it until commit, so that the order of ids is the order of commits.
 */
export async function append(tx: Tx, events: readonly NewEvent[], viewer: Viewer, now: Date): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => {
    const facts = event.facts ?? {};
    return {
      ...columnsOf(event, viewer),
      occurredAt: event.occurredAt ?? now,
      recordedAt: now,
      facts,
      // A sealed event touches no counter: a figure that moves would betray it.
      figures: event.seal ? {} : summed(eventKinds[event.kind].figures(facts), event.heldBack ?? {}),
    };
  });
  await tx.$executeRaw`
    insert into "ActivityEvent" ("kind", "regionCode", "cityCode", "countyCode", "subdistrictCode", "audienceRegions",
      "audienceDepartments", "seal", "subjectType", "subjectId", "subjectVersion", "complexId", "companyId", "actorKind",
      "actorId", "occurredAt", "recordedAt", "facts", "figures")
    select "kind", "regionCode", "cityCode", "countyCode", "subdistrictCode", "audienceRegions",
      "audienceDepartments", "seal", "subjectType", "subjectId", "subjectVersion", "complexId", "companyId", "actorKind",
      "actorId", "occurredAt", "recordedAt", "facts", "figures"
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ("kind" text, "regionCode" text,
      "cityCode" text, "countyCode" text, "subdistrictCode" text, "audienceRegions" text[], "audienceDepartments" text[],
      "seal" text, "subjectType" text, "subjectId" uuid, "subjectVersion" int, "complexId" uuid, "companyId" uuid,
      "actorKind" text, "actorId" uuid, "occurredAt" timestamptz, "recordedAt" timestamptz, "facts" jsonb,
      "figures" jsonb)) with ordinality as event
    order by event.ordinality`;
}
