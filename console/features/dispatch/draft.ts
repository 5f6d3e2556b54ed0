import { computed, type Reactive } from "vue";
import type { CommandRefusal } from "../../ui/command.ts";
import { draftOf, forgetDraft } from "../../ui/drafts.ts";
import type { Field, FieldValues } from "../../ui/fields.ts";
import type { DispatchFigure, ReportFields } from "./operations.ts";

export const sections = ["PROGRESS", "PROBLEMS", "NEXT_STEPS", "DIFFICULTIES"] as const;
export type Section = (typeof sections)[number];

/** Which figures are adjusted: those of the report, or a city's own line. */
export type Scope = "adjustments" | "ownAdjustments";

export const numberKey = (scope: Scope, figure: string) => `${scope} ${figure} number`;
export const reasonKey = (scope: Scope, figure: string) => `${scope} ${figure} reason`;

const text = (name: string, initial?: string): Field => ({ kind: "text", name, label: name, initial });

function fieldsOf(report: ReportFields): readonly Field[] {
  const own = report.parts.find((part) => part.own)?.figures ?? [];
  const lines = (scope: Scope, figures: readonly DispatchFigure[]) =>
    figures.flatMap(({ figure, adjusted, reported, explanation }) => [
      text(numberKey(scope, figure), adjusted ? String(reported) : undefined),
      text(reasonKey(scope, figure), explanation ?? undefined),
    ]);
  return [
    ...lines("adjustments", report.figures),
    ...lines("ownAdjustments", own),
    ...sections.map((section) =>
      text(section, report.latest?.narrative.find((one) => one.section === section)?.text ?? undefined),
    ),
    {
      kind: "multiSelect",
      name: "typical",
      label: "typical",
      options: [],
      initial: (report.latest?.typicalFindings ?? []).map(({ id }) => id),
    },
  ];
}

export interface ReportDraft {
  values: Reactive<FieldValues>;
  /** What is sent: only the figures that were given another number. */
  submission: () => {
    adjustments: Adjustment[];
    ownAdjustments: Adjustment[];
    narrative: { section: Section; text: string }[];
    typicalFindingIds: string[];
  };
  /** Refusals by the key of the field that caused them; what belongs to none is left over. */
  place: (errors: readonly CommandRefusal[]) => { byField: Map<string, string>; general: readonly CommandRefusal[] };
  forget: () => void;
}

interface Adjustment {
  figure: string;
  reported: number;
  explanation: string | null;
}

/** A report that is being written. It outlives the page, like every form of the console. */
export function draftReport(report: ReportFields): ReportDraft {
  const key = `${report.id} report`;
  const values = draftOf(key, fieldsOf(report));
  const string = (name: string) => (typeof values[name] === "string" ? values[name].trim() : "");

  const figures = { adjustments: report.figures, ownAdjustments: report.parts.find(({ own }) => own)?.figures ?? [] };
  const adjusted = (scope: Scope): Adjustment[] =>
    figures[scope].flatMap(({ figure, computed: counted }) => {
      const typed = string(numberKey(scope, figure));
      if (typed === "" || Number(typed) === counted) return [];
      return [{ figure, reported: Number(typed), explanation: string(reasonKey(scope, figure)) || null }];
    });
  const sent = computed(() => ({ adjustments: adjusted("adjustments"), ownAdjustments: adjusted("ownAdjustments") }));

  return {
    values,
    submission: () => ({
      ...sent.value,
      narrative: sections.flatMap((section) => (string(section) ? [{ section, text: string(section) }] : [])),
      typicalFindingIds: Array.isArray(values.typical) ? values.typical.map(String) : [],
    }),
    place(errors) {
      const byField = new Map<string, string>();
      const general: CommandRefusal[] = [];
      for (const error of errors) {
        const [scope, index, part] = error.path ?? [];
        const figure =
          scope === "adjustments" || scope === "ownAdjustments" ? sent.value[scope][Number(index)]?.figure : undefined;
        if (figure && (scope === "adjustments" || scope === "ownAdjustments"))
          byField.set(part === "reported" ? numberKey(scope, figure) : reasonKey(scope, figure), error.message);
        else general.push(error);
      }
      return { byField, general };
    },
    forget: () => forgetDraft(key),
  };
}
