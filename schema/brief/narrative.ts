/** What a brief says in words, beside its figures (plan 四(二): 汇总各市工作情况和典型案例). */
export const briefSections = ["overview", "problems", "nextSteps"] as const;
export type BriefSection = (typeof briefSections)[number];

export type BriefNarrative = Partial<Record<BriefSection, string>>;
