/** What a colour means on the console. Red (`over`) is for overdue and refused only. */
export type Tone = "info" | "ok" | "risk" | "over" | "sealed" | "idle";
