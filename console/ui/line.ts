/** The state of the live line. `since` is the moment up to which what is shown is known to be true. */
export type Line =
  | { kind: "live" }
  | { kind: "reconnecting" }
  | { kind: "catchingUp"; events: number }
  | { kind: "stale"; since: string | number };
