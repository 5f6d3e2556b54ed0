/** Every code that the hub refuses with, and what a person reads. */
import { accountRefusals } from "./account/refusals.ts";
import { labelsOf } from "./activity/labels.ts";
import { briefRefusals } from "./brief/refusals.ts";
import { campaignRefusals } from "./campaign/refusals.ts";
import { clientRefusals } from "./client/refusals.ts";
import { companyRefusals } from "./company/refusals.ts";
import { complaintRefusals } from "./complaint/refusals.ts";
import { complexRefusals } from "./complex/refusals.ts";
import { contractRefusals } from "./contract/refusals.ts";
import { creditRefusals } from "./credit/refusals.ts";
import { deliveryRefusals } from "./delivery/refusals.ts";
import { dispatchRefusals } from "./dispatch/refusals.ts";
import { evidenceRefusals } from "./evidence/refusals.ts";
import { exitRefusals } from "./exit/refusals.ts";
import { exportRefusals } from "./export/refusals.ts";
import { exposureRefusals } from "./exposure/refusals.ts";
import { filingRefusals } from "./filing/refusals.ts";
import { findingRefusals } from "./finding/refusals.ts";
import { gradeRefusals } from "./grade/refusals.ts";
import { importRefusals } from "./import/refusals.ts";
import { inspectionRefusals } from "./inspection/refusals.ts";
import { letterRefusals } from "./letter/refusals.ts";
import { mailboxRefusals } from "./mailbox/refusals.ts";
import { opinionRefusals } from "./opinion/refusals.ts";
import { outboundRefusals } from "./outbound/refusals.ts";
import { paperRefusals } from "./paper/refusals.ts";
import { penaltyRefusals } from "./penalty/refusals.ts";
import { policyDocumentRefusals } from "./policy-document/refusals.ts";
import { publicityRefusals } from "./publicity/refusals.ts";
import { punishmentRefusals } from "./punishment/refusals.ts";
import { rectificationRefusals } from "./rectification/refusals.ts";
import { generalRefusals, type Refusal, type RefusalTable } from "./refusal.ts";
import { regionRefusals } from "./region/refusals.ts";
import { sourceRefusals } from "./source/refusals.ts";
import { spotCheckRefusals } from "./spot-check/refusals.ts";
import { stateNames } from "./state-names.ts";
import { supervisionRefusals } from "./supervision/refusals.ts";
import { transferRefusals } from "./transfer/refusals.ts";
import { webhookRefusals } from "./webhook/refusals.ts";

const catalogue = {
  ...generalRefusals,
  ...accountRefusals,
  ...clientRefusals,
  ...companyRefusals,
  ...complaintRefusals,
  ...complexRefusals,
  ...contractRefusals,
  ...regionRefusals,
  ...evidenceRefusals,
  ...exitRefusals,
  ...exportRefusals,
  ...exposureRefusals,
  ...filingRefusals,
  ...findingRefusals,
  ...gradeRefusals,
  ...importRefusals,
  ...inspectionRefusals,
  ...rectificationRefusals,
  ...sourceRefusals,
  ...spotCheckRefusals,
  ...briefRefusals,
  ...campaignRefusals,
  ...creditRefusals,
  ...deliveryRefusals,
  ...dispatchRefusals,
  ...letterRefusals,
  ...mailboxRefusals,
  ...opinionRefusals,
  ...outboundRefusals,
  ...paperRefusals,
  ...penaltyRefusals,
  ...policyDocumentRefusals,
  ...publicityRefusals,
  ...punishmentRefusals,
  ...supervisionRefusals,
  ...transferRefusals,
  ...webhookRefusals,
} as const satisfies RefusalTable;

export type RefusalCode = keyof typeof catalogue;

/** For the documentation of error codes. */
export const refusalCodes = Object.keys(catalogue) as readonly RefusalCode[];

export type RefusalLocale = "zh" | "en";
/** A word in both. */
export type Label = Readonly<Record<RefusalLocale, string>>;

/** The sentence for a person. A code that the catalogue does not know says no more than that something went wrong. */
export function message(refusal: Pick<Refusal, "code" | "facts">, locale: RefusalLocale): string {
  const texts: RefusalTable = catalogue;
  const text = (texts[refusal.code] ?? catalogue.internal)[locale];
  const domain = refusal.code.split("/")[0] as string;
  const names: Readonly<Record<string, Readonly<Record<string, Label>> | undefined>> = {
    state: stateNames[domain],
    dataKind: labelsOf("dataKind"),
    part: labelsOf("part"),
  };
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const fact = refusal.facts[name] ?? placeholder;
    return names[name]?.[fact]?.[locale] ?? String(fact);
  });
}
