import { Archive, BadgeCheck, CalendarClock, FilePlus2, Gavel, HandCoins, MailCheck, Mic, Undo2 } from "@lucide/vue";
import { type ComputedRef, computed } from "vue";
import { type Command, describeCommand } from "../../ui/command.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import { type Manner, mannerField } from "../paper/paper.ts";
import * as operations from "./commands.operations.ts";
import { usePenaltyForms } from "./forms.ts";
import { type Article, type Penalty, yuan } from "./penalty.ts";

/** What may be done to a penalty case, each with its form; which of it may be done now the hub says. */
export function usePenaltyCommands(penalty: () => Penalty | undefined): ComputedRef<readonly Command[]> {
  const { t, hub, about: aboutOf, named, past, papers, words, short, money, fenOf, articleOptions } = usePenaltyForms();
  const { perform } = hub;

  return computed(() => {
    const subject = penalty();
    if (!subject) return [];
    const about = aboutOf(subject);
    const shares = new Set(subject.provisions.filter(({ basis }) => basis).map(({ article }) => article));
    const range =
      subject.range && t("penalty.ask.within", { min: yuan(subject.range.minFen), max: yuan(subject.range.maxFen) });
    return [
      describeCommand({
        ...named("OFFER_HEARING"),
        icon: MailCheck,
        tone: "primary",
        fields: [
          mannerField(t),
          past("offeredOn", t("penalty.ask.offeredOn"), subject.filedAt.slice(0, 10)),
          {
            kind: "select",
            name: "article",
            label: t("penalty.ask.article"),
            required: true,
            initial: subject.article,
            options: articleOptions(subject.provisions),
          },
          money("basisFen", t("penalty.ask.basis"), {
            hint: t("penalty.ask.basisHint"),
            when: ({ article }) => shares.has(article as Article),
          }),
          money("amountFen", t("penalty.ask.offered"), { hint: t("penalty.ask.offeredHint") }),
        ],
        run: ({ article, basisFen, amountFen, manner, ...offer }) =>
          perform(operations.OfferPenaltyHearing_Mutation, {
            input: {
              ...about,
              ...offer,
              manner: manner as Manner,
              article: article as Article,
              basisFen: shares.has(article as Article) ? fenOf(basisFen) : null,
              amountFen: fenOf(amountFen),
            },
          }),
      }),
      describeCommand({
        ...named("RECORD_EVIDENCE"),
        icon: FilePlus2,
        tone: subject.state === "FILED" ? "primary" : undefined,
        fields: [papers(t("penalty.ask.evidence"))],
        run: ({ evidenceIds }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
            perform(operations.RecordPenaltyEvidence_Mutation, { input: { ...about, evidenceIds: ids } }),
          ),
      }),
      describeCommand({
        ...named("DECIDE"),
        icon: Gavel,
        tone: "primary",
        fields: [
          past("decidedOn", t("penalty.ask.decidedOn")),
          money("amountFen", t("penalty.ask.fine"), {
            hint: range ?? undefined,
            initial: subject.offeredFen === null ? undefined : String(subject.offeredFen / 100),
          }),
        ],
        run: ({ amountFen, ...decision }) =>
          perform(operations.DecidePenalty_Mutation, { input: { ...about, ...decision, amountFen: fenOf(amountFen) } }),
      }),
      describeCommand({
        ...named("ASK_HEARING"),
        icon: Mic,
        fields: [past("askedOn", t("penalty.ask.askedOn"), subject.offeredOn)],
        run: ({ askedOn }) =>
          perform(operations.RecordPenaltyHearingRequest_Mutation, { input: { ...about, askedOn } }),
      }),
      describeCommand({
        ...named("NOTIFY_HEARING"),
        icon: CalendarClock,
        tone: subject.state === "HEARING_ASKED" ? "primary" : undefined,
        fields: [
          mannerField(t),
          past("notifiedOn", t("penalty.ask.notifiedOn"), subject.hearingAskedOn),
          {
            kind: "datetime",
            name: "hearingAt",
            label: t("penalty.ask.hearingAt"),
            hint: t("penalty.ask.hearingAtHint"),
            required: true,
          },
          short("place", t("penalty.ask.place")),
        ],
        run: ({ manner, ...notice }) =>
          perform(operations.NotifyPenaltyHearing_Mutation, {
            input: { ...about, ...notice, manner: manner as Manner },
          }),
      }),
      describeCommand({
        ...named("HOLD_HEARING"),
        icon: BadgeCheck,
        tone: "primary",
        fields: [words("record", t("penalty.ask.record")), papers(t("penalty.ask.minutes"))],
        run: ({ record, evidenceIds }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
            perform(operations.HoldPenaltyHearing_Mutation, { input: { ...about, record, evidenceIds: ids } }),
          ),
      }),
      describeCommand({
        ...named("SERVE"),
        icon: MailCheck,
        tone: "primary",
        fields: [
          mannerField(t),
          past("servedOn", t("penalty.ask.servedOn"), subject.decidedOn),
          short("receivedBy", t("penalty.ask.receivedBy")),
          papers(t("penalty.ask.serviceReceipt")),
        ],
        run: ({ evidenceIds, manner, ...service }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
            perform(operations.ServePenalty_Mutation, {
              input: { ...about, ...service, manner: manner as Manner, evidenceIds: ids },
            }),
          ),
      }),
      describeCommand({
        ...named("RECORD_PAYMENT"),
        icon: HandCoins,
        tone: "primary",
        fields: [
          past("paidOn", t("penalty.ask.paidOn"), subject.payments.at(-1)?.paidOn ?? subject.servedOn),
          money("amountFen", t("penalty.ask.paid"), {
            hint: subject.surcharge
              ? t("penalty.ask.outstanding", { amount: yuan(subject.surcharge.outstandingFen) })
              : undefined,
            initial: subject.surcharge ? String(subject.surcharge.outstandingFen / 100) : undefined,
          }),
          short("receipt", t("penalty.ask.receipt")),
        ],
        run: ({ amountFen, ...payment }) =>
          perform(operations.RecordPenaltyPayment_Mutation, {
            input: { ...about, ...payment, amountFen: fenOf(amountFen) },
          }),
      }),
      describeCommand({
        ...named("CLOSE"),
        icon: Archive,
        confirm: t("penalty.confirm.CLOSE"),
        fields: [words("reason", t("cases.reason"), t("penalty.ask.closeHint"))],
        run: ({ reason }) => perform(operations.ClosePenaltyCase_Mutation, { input: { ...about, reason } }),
      }),
      describeCommand({
        ...named("WITHDRAW"),
        icon: Undo2,
        tone: "danger",
        confirm: t("penalty.confirm.WITHDRAW"),
        fields: [words("reason", t("cases.reason"))],
        run: ({ reason }) => perform(operations.WithdrawPenaltyCase_Mutation, { input: { ...about, reason } }),
      }),
    ];
  });
}
