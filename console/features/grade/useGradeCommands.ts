import { BookOpenCheck, Check, CornerDownLeft, ListOrdered, MapPinCheck, Undo2 } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { wallClock } from "../../text/days.ts";
import { useFormat } from "../../text/format.ts";
import { useText } from "../../text/text.ts";
import { useNow } from "../../ui/clock.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { type FieldOption, reasonField } from "../../ui/fields.ts";
import { fromHundredths, toHundredths } from "../complex/numbers.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import GradesField from "./GradesField.vue";
import { type GradeReview, gradeAndCharge } from "./grade.ts";
import { emptyGrade, type GradeDraft } from "./gradeDraft.ts";
import * as operations from "./operations.ts";

export interface CatalogueGrade {
  name: string;
  chargeFen: number;
  standard: string;
}

/** What may be done about grades and their reviews, as forms. */
export function useGradeCommands() {
  const { t } = useText();
  const format = useFormat();
  const now = useNow();
  const hub = useHub();
  const { client, perform } = hub;

  const reason = reasonField(t("cases.reason"));

  /** The grades of the city that a region lies in. */
  const grade = (region: string) =>
    ({
      kind: "select",
      name: "grade",
      label: t("grade.form.to"),
      hint: t("grade.form.toHint"),
      required: true,
      options: async (typed: string): Promise<readonly FieldOption[]> => {
        const { data } = await client.query(operations.ServiceGrades_Query, { region }).toPromise();
        return (data?.serviceGrades ?? [])
          .filter(({ name }) => name.includes(typed.trim()))
          .map(({ name, chargeFen, standard }) => ({
            value: name,
            label: gradeAndCharge(name, chargeFen, t),
            hint: standard,
          }));
      },
    }) as const;

  return {
    /** A whole catalogue in the place of the one there is. */
    setCatalogue: (held: readonly CatalogueGrade[]): Command =>
      describeCommand({
        name: "SET",
        label: t("grade.command.SET"),
        icon: ListOrdered,
        intro: t("grade.intro.SET"),
        wide: true,
        fields: [
          {
            kind: "own",
            name: "grades",
            label: t("grade.form.grades"),
            required: true,
            component: GradesField,
            initial: (held.length
              ? held.map(({ name, chargeFen, standard }) => ({
                  name,
                  charge: fromHundredths(chargeFen) ?? "",
                  standard,
                }))
              : [emptyGrade]) as readonly GradeDraft[],
          },
        ],
        run: ({ grades }) =>
          perform(operations.SetServiceGrades_Mutation, {
            input: {
              grades: grades.map(({ name, charge, standard }) => ({
                name,
                // What is no number is refused as out of range, at its own field.
                chargeFen: toHundredths(charge) || 0,
                standard,
              })),
            },
          }),
      }),

    /** On a rectification that was refused or failed. */
    open: (rectification: { id: string; region: { code: string } }): Command =>
      describeCommand({
        name: "OPEN_GRADE_REVIEW",
        label: t("grade.command.OPEN"),
        tone: "primary",
        icon: BookOpenCheck,
        intro: t("grade.intro.OPEN"),
        fields: [grade(rectification.region.code), reason],
        run: async ({ grade: to, reason: why }) => {
          const sent = await hub.send(operations.OpenGradeReview_Mutation, {
            input: { rectificationId: rectification.id, grade: to, reason: why },
          });
          if (!sent.done) return sent;
          const { gradeReview } = sent.data.openGradeReview;
          return {
            done: true,
            to: gradeReview ? { name: "gradeReview", params: { id: gradeReview.id } } : undefined,
          };
        },
      }),

    onReview: (review: GradeReview): readonly Command[] => {
      const about = { id: review.id, expectedVersion: review.version };
      return [
        describeCommand({
          name: "CONFIRM",
          label: t("grade.command.CONFIRM"),
          tone: "primary",
          icon: Check,
          intro: t("grade.intro.CONFIRM"),
          fields: [
            {
              kind: "number",
              name: "chargeFen",
              label: t("grade.form.confirmedCharge"),
              unit: t("grade.form.unit"),
              required: true,
              initial: fromHundredths(review.toChargeFen),
            },
            {
              kind: "date",
              name: "chargedFrom",
              label: t("grade.form.chargedFrom"),
              required: true,
              earliest: format.date(now.value),
            },
          ],
          run: ({ chargeFen, chargedFrom }) =>
            perform(operations.ConfirmGradeReview_Mutation, {
              input: { ...about, chargeFen: toHundredths(chargeFen) || 0, chargedFrom },
            }),
        }),
        describeCommand({
          name: "RETURN",
          label: t("grade.command.RETURN"),
          icon: CornerDownLeft,
          intro: t("grade.intro.RETURN"),
          fields: [reason],
          run: ({ reason: why }) =>
            perform(operations.ReturnGradeReview_Mutation, { input: { ...about, reason: why } }),
        }),
        describeCommand({
          name: "PROPOSE",
          label: t("grade.command.PROPOSE"),
          tone: "primary",
          icon: BookOpenCheck,
          intro: t("grade.intro.PROPOSE"),
          fields: [grade(review.region.code), reason],
          run: ({ grade: to, reason: why }) =>
            perform(operations.ProposeGrade_Mutation, { input: { ...about, grade: to, reason: why } }),
        }),
        describeCommand({
          name: "VERIFY",
          label: t("grade.command.VERIFY"),
          tone: "primary",
          icon: MapPinCheck,
          intro: t("grade.intro.VERIFY"),
          fields: [
            {
              kind: "datetime",
              name: "carriedOutAt",
              label: t("rectification.ask.inspectedAt"),
              required: true,
              initial: () => wallClock(now.value),
            },
            {
              kind: "files",
              name: "evidenceIds",
              label: t("grade.form.proof"),
              required: true,
              ...evidenceLimits,
            },
            { kind: "textarea", name: "notes", label: t("rectification.ask.notes"), maxLength: 5000 },
          ],
          run: ({ carriedOutAt, evidenceIds, notes }, onProgress) =>
            withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
              perform(operations.VerifyGradeReview_Mutation, {
                input: { ...about, inspection: { carriedOutAt, notes, evidenceIds: ids } },
              }),
            ),
        }),
        describeCommand({
          name: "WITHDRAW",
          label: t("grade.command.WITHDRAW"),
          tone: "danger",
          icon: Undo2,
          intro: t("grade.intro.WITHDRAW"),
          fields: [reason],
          run: ({ reason: why }) =>
            perform(operations.WithdrawGradeReview_Mutation, { input: { ...about, reason: why } }),
        }),
      ];
    },
  };
}
