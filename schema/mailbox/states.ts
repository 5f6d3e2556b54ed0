import type { IncomingMailReason, IncomingMailState } from "../../prisma/generated/enums.ts";
import type { Transitions } from "../decision.ts";

export type State = IncomingMailState;
export type Reason = IncomingMailReason;
export type CommandType = "file" | "dismiss";

/** What the hub set aside a person makes a complaint after all, or says that it is none. */
export const transitions: Transitions<State, CommandType> = {
  setAside: { file: "filed", dismiss: "dismissed" },
  filed: {},
  appended: {},
  dismissed: {},
};
