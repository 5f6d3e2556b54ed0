import { Ban, Dices, FileCheck, SkipForward } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useFormat } from "../../text/format.ts";
import { useText } from "../../text/text.ts";
import { useNow } from "../../ui/clock.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { reasonField } from "../../ui/fields.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import { type InspectionResult, useOnTheSpot } from "../inspection/useOnTheSpot.ts";
import { useCountyOptions } from "../region/regions.ts";
import * as operations from "./operations.ts";
import { type DrawnComplex, namesIn, type SpotCheck, type SpotCheckRow } from "./spotCheck.ts";

/** What may be done about spot checks, as forms. */
export function useSpotCheckCommands() {
  const { t } = useText();
  const format = useFormat();
  const now = useNow();
  const hub = useHub();
  const { perform } = hub;
  const onTheSpot = useOnTheSpot();
  const counties = useCountyOptions();

  const reason = reasonField(t("cases.reason"));

  return {
    draw: (): Command => {
      const today = format.date(now.value);
      return describeCommand({
        name: "DRAW",
        label: t("spotCheck.command.DRAW"),
        icon: Dices,
        tone: "primary",
        intro: t("spotCheck.intro.DRAW"),
        fields: [
          {
            kind: "select",
            name: "county",
            label: t("spotCheck.form.county"),
            hint: t("spotCheck.form.countyHint"),
            required: true,
            options: async (typed: string) => counties.value.filter(({ label }) => label.includes(typed.trim())),
          },
          {
            kind: "number",
            name: "size",
            label: t("spotCheck.form.size"),
            unit: t("spotCheck.form.sizeUnit"),
            required: true,
            min: 1,
            initial: "3",
          },
          {
            kind: "text",
            name: "inspectors",
            label: t("spotCheck.form.inspectors"),
            hint: t("spotCheck.form.inspectorsHint"),
            required: true,
          },
          {
            kind: "date",
            name: "startsOn",
            label: t("spotCheck.form.startsOn"),
            required: true,
            earliest: today,
            initial: today,
          },
          { kind: "date", name: "endsOn", label: t("spotCheck.form.endsOn"), required: true, earliest: today },
        ],
        run: async ({ county, size, inspectors, startsOn, endsOn }) => {
          const input = { county, size: Number(size), inspectors: namesIn(inspectors), startsOn, endsOn };
          const sent = await hub.send(operations.DrawSpotCheck_Mutation, { input });
          if (!sent.done) return sent;
          const { spotCheck } = sent.data.drawSpotCheck;
          return { done: true, to: spotCheck ? { name: "spotCheck", params: { id: spotCheck.id } } : undefined };
        },
      });
    },

    onSpotCheck: (check: SpotCheck, { version }: SpotCheckRow): readonly Command[] => [
      describeCommand({
        name: "ABANDON",
        label: t("spotCheck.command.ABANDON"),
        icon: Ban,
        tone: "danger",
        intro: t("spotCheck.intro.ABANDON"),
        fields: [reason],
        run: ({ reason: why }) =>
          perform(operations.AbandonSpotCheck_Mutation, {
            input: { id: check.id, expectedVersion: version, reason: why },
          }),
      }),
    ],

    /** Complexes of one check are visited side by side: each is written down whatever has become of the others. */
    onComplex: ({ id }: SpotCheck, { complexId }: DrawnComplex): readonly Command[] => [
      describeCommand({
        name: "CARRY_OUT",
        label: t("spotCheck.command.CARRY_OUT"),
        icon: FileCheck,
        wide: true,
        intro: t("spotCheck.intro.CARRY_OUT"),
        fields: onTheSpot.fields(),
        run: ({ carriedOutAt, result, findings, evidenceIds, notes }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
            perform(operations.CarryOutSpotCheck_Mutation, {
              input: {
                id,
                complexId,
                carriedOutAt,
                result: result as InspectionResult,
                findings: onTheSpot.findingsOf(result, findings),
                evidenceIds: ids,
                notes,
              },
            }),
          ),
      }),
      describeCommand({
        name: "LEAVE_OUT",
        label: t("spotCheck.command.LEAVE_OUT"),
        icon: SkipForward,
        intro: t("spotCheck.intro.LEAVE_OUT"),
        fields: [reason],
        run: ({ reason: why }) =>
          perform(operations.LeaveOutOfSpotCheck_Mutation, { input: { id, complexId, reason: why } }),
      }),
    ],
  };
}
