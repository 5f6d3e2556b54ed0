import {
  BadgeCheck,
  CornerDownLeft,
  FilePenLine,
  Megaphone,
  Plus,
  RotateCcw,
  Send,
  ShieldCheck,
  Trash2,
  Undo2,
} from "@lucide/vue";
import { readFragment } from "../../graph/graphql.ts";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { type FieldOption, type FieldValues, reasonField } from "../../ui/fields.ts";
import { useComplexChoice } from "../complex/useComplexChoice.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { EvidenceList_evidence } from "../evidence/operations.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import { type Batch, type Case, entryOf, type Mark, replaced } from "./exposure.ts";
import * as operations from "./operations.ts";
import { useEntryChoice } from "./useEntryChoice.ts";

const kinds = ["EXPOSURE", "PRAISE"] as const;
type Kind = (typeof kinds)[number];

/** What may be done about monthly batches and their cases, as forms. */
export function useExposureCommands() {
  const { t } = useText();
  const hub = useHub();
  const { client, perform } = hub;
  const complexes = useComplexChoice();
  const choice = useEntryChoice();

  const reason = reasonField(t("cases.reason"));
  const isExposure = ({ kind }: FieldValues) => kind === "EXPOSURE";
  const isPraise = ({ kind }: FieldValues) => kind === "PRAISE";

  const words = (held?: Case) =>
    [
      {
        kind: "text",
        name: "title",
        label: t("exposure.ask.title"),
        required: true,
        maxLength: 100,
        initial: held?.title,
      },
      {
        kind: "textarea",
        name: "text",
        label: t("exposure.ask.text"),
        hint: t("exposure.ask.textHint"),
        required: true,
        maxLength: 5000,
        initial: held?.text,
      },
    ] as const;

  /** The pictures of the entry, and those that were chosen before. */
  const pictures = (entry: (values: FieldValues) => string | null, held?: Case) =>
    ({
      kind: "multiSelect",
      name: "pictureIds",
      label: t("exposure.ask.pictures"),
      hint: t("exposure.ask.picturesHint"),
      initial: held?.pictures.map(({ id }) => id) ?? [],
      options: async (typed: string, values: FieldValues): Promise<FieldOption[]> => {
        const id = entry(values);
        const files = [...(held?.pictures ?? []), ...(id ? await choice.evidenceOf(id) : [])];
        return readFragment(EvidenceList_evidence, files)
          .filter(({ mediaType, name }) => mediaType.startsWith("image/") && name.includes(typed.trim()))
          .map(({ id: value, name, storedAt }) => ({ value, label: name, hint: storedAt.slice(0, 10) }));
      },
    }) as const;

  const uploads = {
    kind: "files",
    name: "uploads",
    label: t("exposure.ask.uploads"),
    hint: t("exposure.ask.uploadsHint"),
    ...evidenceLimits,
    accept: "image/jpeg,image/png,image/webp",
  } as const;

  const companies = async (typed: string): Promise<FieldOption[]> => {
    const { data } = await client
      .query(operations.ExposureCompanies_Query, { search: typed.trim() || null })
      .toPromise();
    return (data?.companies.edges ?? []).map(({ node }) => ({ value: node.id, label: node.name, hint: node.uscc }));
  };

  const inputOf = (held: Case, { title, text }: { title: string; text: string }, pictureIds: readonly string[]) => ({
    caseId: held.id,
    kind: held.kind,
    title,
    text,
    entry: entryOf(held)?.id ?? null,
    companyId: held.kind === "PRAISE" ? held.company.id : null,
    complexId: held.kind === "PRAISE" ? (held.complex?.id ?? null) : null,
    pictureIds: [...pictureIds],
  });
  const picturesOf = (held: Case) => held.pictures.map(({ id }) => id);

  return {
    /** `month`: its first day. */
    add: (month: string): Command =>
      describeCommand({
        name: "WRITE",
        label: t("exposure.command.ADD"),
        tone: "primary",
        icon: Plus,
        wide: true,
        intro: t("exposure.intro.ADD"),
        fields: [
          {
            kind: "select",
            name: "kind",
            label: t("exposure.ask.kind"),
            required: true,
            initial: "EXPOSURE",
            options: kinds.map((value) => ({ value, label: t(`exposure.kind.${value}`) })),
          },
          {
            kind: "select",
            name: "complexId",
            label: t("cases.complex"),
            required: true,
            options: complexes,
            when: isExposure,
          },
          {
            kind: "select",
            name: "entry",
            label: t("exposure.ask.entry"),
            hint: t("exposure.ask.entryHint"),
            required: true,
            options: (typed, values) => choice.entriesOf(values.complexId, typed),
            when: isExposure,
          },
          {
            kind: "select",
            name: "companyId",
            label: t("cases.company"),
            required: true,
            options: companies,
            when: isPraise,
          },
          ...words(),
          pictures(({ entry }) => (typeof entry === "string" ? entry : null)),
          uploads,
        ],
        run: ({ kind, entry, companyId, title, text, pictureIds, uploads: files }, onProgress) =>
          withEvidence(hub, "uploads", files, onProgress, async (ids) => {
            const exposes = kind === "EXPOSURE";
            const subject = exposes ? { entry } : { companyId };
            const input = { month, kind: kind as Kind, title, text, ...subject, pictureIds: [...pictureIds, ...ids] };
            const sent = await hub.send(operations.AddExposureCase_Mutation, { input });
            if (!sent.done) return sent;
            const batch = sent.data.addExposureCase.exposureBatch;
            return { done: true, to: batch ? { name: "exposureBatch", params: { id: batch.id } } : undefined };
          }),
      }),

    onCase: (batch: Batch, held: Case): readonly Command[] => {
      const about = { id: batch.id, expectedVersion: batch.version };
      return [
        describeCommand({
          name: "WRITE",
          label: t("exposure.command.CHANGE"),
          icon: FilePenLine,
          wide: true,
          fields: [...words(held), pictures(() => entryOf(held)?.id ?? null, held), uploads],
          run: ({ title, text, pictureIds, uploads: files }, onProgress) =>
            withEvidence(hub, "uploads", files, onProgress, (ids) =>
              perform(operations.ChangeExposureCase_Mutation, {
                input: { ...about, ...inputOf(held, { title, text }, [...pictureIds, ...ids]) },
              }),
            ),
        }),
        describeCommand({
          name: "REMOVE",
          label: t("exposure.command.REMOVE"),
          tone: "danger",
          icon: Trash2,
          fields: [],
          run: () => perform(operations.RemoveExposureCase_Mutation, { input: { ...about, caseId: held.id } }),
        }),
        describeCommand({
          name: "WITHDRAW_CASE",
          label: t("exposure.command.WITHDRAW_CASE"),
          tone: "danger",
          icon: Undo2,
          intro: t("exposure.intro.WITHDRAW_CASE"),
          fields: [reason],
          run: ({ reason: why }) =>
            perform(operations.WithdrawExposureCase_Mutation, { input: { ...about, caseId: held.id, reason: why } }),
        }),
      ];
    },

    /** Puts what is proposed in the place of a mark. */
    replace: ({ id, version }: Batch, held: Case, mark: Mark) =>
      perform(operations.ChangeExposureCase_Mutation, {
        input: {
          id,
          expectedVersion: version,
          ...inputOf(
            held,
            mark.part === "TITLE"
              ? { title: replaced(held.title, mark), text: held.text }
              : { title: held.title, text: replaced(held.text, mark) },
            picturesOf(held),
          ),
        },
      }),

    harmless: ({ id, version }: Batch, held: Case, { kind, text, excerpt }: Mark): Command =>
      describeCommand({
        name: "MARK_HARMLESS",
        label: t("exposure.command.MARK_HARMLESS"),
        icon: ShieldCheck,
        intro: t("exposure.intro.MARK_HARMLESS", { excerpt }),
        fields: [reason],
        run: ({ reason: why }) =>
          perform(operations.MarkExposureHarmless_Mutation, {
            input: { id, expectedVersion: version, caseId: held.id, kind, text, reason: why },
          }),
      }),

    onBatch: ({ id, version }: Batch): readonly Command[] => {
      const about = { id, expectedVersion: version };
      return [
        describeCommand({
          name: "SUBMIT",
          label: t("exposure.command.SUBMIT"),
          tone: "primary",
          icon: Send,
          intro: t("exposure.intro.SUBMIT"),
          fields: [],
          run: () => perform(operations.SubmitExposure_Mutation, { input: about }),
        }),
        describeCommand({
          name: "APPROVE",
          label: t("exposure.command.APPROVE"),
          tone: "primary",
          icon: BadgeCheck,
          intro: t("exposure.intro.APPROVE"),
          fields: [],
          run: () => perform(operations.ApproveExposure_Mutation, { input: about }),
        }),
        describeCommand({
          name: "PUBLISH",
          label: t("exposure.command.PUBLISH"),
          tone: "primary",
          icon: Megaphone,
          intro: t("exposure.intro.PUBLISH"),
          fields: [],
          run: () => perform(operations.PublishExposure_Mutation, { input: about }),
        }),
        describeCommand({
          name: "RETURN",
          label: t("exposure.command.RETURN"),
          icon: CornerDownLeft,
          fields: [reason],
          run: ({ reason: why }) => perform(operations.ReturnExposure_Mutation, { input: { ...about, reason: why } }),
        }),
        describeCommand({
          name: "REOPEN",
          label: t("exposure.command.REOPEN"),
          icon: RotateCcw,
          intro: t("exposure.intro.REOPEN"),
          fields: [],
          run: () => perform(operations.ReopenExposure_Mutation, { input: about }),
        }),
        describeCommand({
          name: "WITHDRAW",
          label: t("exposure.command.WITHDRAW"),
          tone: "danger",
          icon: Undo2,
          intro: t("exposure.intro.WITHDRAW"),
          fields: [reason],
          run: ({ reason: why }) => perform(operations.WithdrawExposure_Mutation, { input: { ...about, reason: why } }),
        }),
      ];
    },
  };
}
