import { instructionField, prose, subjectPayload } from "../command.ts";
import { evidenceIdsInput, evidenceIdsOf } from "../evidence/graphql.ts";
import { instructPaper } from "./commands.ts";
import { ServiceMannerEnum } from "./manner.ts";
import { visibleTo } from "./policy.ts";
import { Paper } from "./types.ts";

const payload = subjectPayload("Paper", "paper", Paper, visibleTo);

instructionField("servePaper", {
  description:
    "The paper reached its addressee; the signed receipt is attached. Of a hearing notice, a penalty decision and a notice of dismissal their own cases say so. Emits PaperServed.",
  payload,
  subject: Paper,
  instruct: instructPaper,
  input: (t) => ({
    servedOn: t.field({
      type: "Date",
      required: true,
      description: "When it was received; of a public notice, the thirtieth day after it was published, or later.",
    }),
    manner: t.field({ type: ServiceMannerEnum, required: true }),
    receivedBy: t.string({
      description: "Who took it, or at whose place it was left; needless for a public notice.",
      extensions: { maxLength: 100 },
    }),
    note: t.string(prose),
    evidenceIds: evidenceIdsInput(t),
  }),
  command: ({ servedOn, manner, receivedBy, note, evidenceIds }) => ({
    type: "serve" as const,
    servedOn,
    manner,
    receivedBy: receivedBy ?? null,
    note: note ?? null,
    evidence: evidenceIdsOf(evidenceIds),
  }),
});
instructionField("replacePaper", {
  description:
    "The paper is wrong: it is withdrawn with a reason and kept, and another one of its act, as the case stands now, takes its place with a number of its own. Emits PaperReplaced.",
  payload,
  subject: Paper,
  instruct: instructPaper,
  input: (t) => ({ reason: t.string({ required: true, description: "What is wrong with it.", ...prose }) }),
  command: ({ reason }) => ({ type: "replace" as const, reason }),
});
