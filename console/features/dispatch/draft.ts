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

const figuresOf = (report: ReportFields, scope: Scope): readonly DispatchFigure[] =>
  scope === "adjustments" ? report.figures : (report.parts.find(({ own }) => own)?.figures ?? []);

/** What is reported where nobody says otherwise: a whole is the sum of what its parts have reported. */
function unadjusted(report: ReportFields, scope: Scope, { figure, computed: counted }: DispatchFigure): number {
  if (scope === "ownAdjustments" || report.parts.length === 0) return counted;
  return report.parts
    .flatMap(({ figures }) => figures.filter((one) => one.figure === figure))
    .reduce((sum, { reported }) => sum + reported, 0);
}

function fieldsOf(report: ReportFields): readonly Field[] {
  const lines = (scope: Scope) =>
    figuresOf(report, scope).flatMap((one) => {
      const own = one.reported !== unadjusted(report, scope, one);
      return [
        text(numberKey(scope, one.figure), own ? String(one.reported) : undefined),
        text(reasonKey(scope, one.figure), own ? (one.explanation ?? undefined) : undefined),
      ];
    });
  return [
    ...lines("adjustments"),
    ...lines("ownAdjustments"),
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
  /** What is reported of a figure where nothing is typed. */
  unadjusted: (scope: Scope, figure: DispatchFigure) => number;
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

/** A report that is being written, as it stands. It outlives the page, like every form of the console. */
export function draftReport(report: () => ReportFields): ReportDraft {
  const key = `${report().id} report`;
  const values = draftOf(key, fieldsOf(report()));
  const string = (name: string) => (typeof values[name] === "string" ? values[name].trim() : "");

  const adjusted = (scope: Scope): Adjustment[] =>
    figuresOf(report(), scope).flatMap((one) => {
      const { figure } = one;
      const typed = string(numberKey(scope, figure));
      if (typed === "" || Number(typed) === unadjusted(report(), scope, one)) return [];
      return [{ figure, reported: Number(typed), explanation: string(reasonKey(scope, figure)) || null }];
    });
  const sent = computed(() => ({ adjustments: adjusted("adjustments"), ownAdjustments: adjusted("ownAdjustments") }));

  return {
    values,
    unadjusted: (scope, figure) => unadjusted(report(), scope, figure),
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
