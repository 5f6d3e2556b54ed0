/** The matters that settings belong to, in the order of the work; the first part of a setting's path. */
export const groups = [
  "complaint",
  "publicForm",
  "strongProtest",
  "spotCheck",
  "rectification",
  "exit",
  "disclosure",
  "companyScore",
  "progress",
  "supervision",
  "dispatch",
  "policyDocument",
  "opinion",
  "notification",
  "feed",
] as const;
export type Group = (typeof groups)[number];

/** Undefined for a matter that this console does not know yet. */
export const groupOf = (path: string): Group | undefined => groups.find((group) => path.startsWith(`${group}.`));
