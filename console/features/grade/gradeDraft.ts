/** A grade as it is typed: the charge in yuan. */
export interface GradeDraft {
  name: string;
  charge: string;
  standard: string;
}

export const emptyGrade: GradeDraft = { name: "", charge: "", standard: "" };
