/** What a report says in words (plan 四(二): 工作进展、典型案例、存在问题). */
export const narrativeSections = ["progress", "problems", "nextSteps", "difficulties"] as const;
export type NarrativeSection = (typeof narrativeSections)[number];

export type Narrative = Partial<Record<NarrativeSection, string>>;
