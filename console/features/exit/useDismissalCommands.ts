import { FileCheck, Inbox, Megaphone, Send, Vote } from "@lucide/vue";
import { markRaw } from "vue";
import { type Command, describeCommand } from "../../ui/command.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import { type Manner, mannerField } from "../paper/paper.ts";
import * as operations from "./commands.operations.ts";
import type { Exit, Meeting } from "./exit.ts";
import { useExitForms } from "./forms.ts";
import VoteField from "./VoteField.vue";
import { countsOf, emptyVote } from "./vote.ts";

const callers: readonly Meeting["caller"][] = ["OWNERS_COMMITTEE", "MANAGEMENT_COMMITTEE", "SUBDISTRICT", "OWNERS"];

/** From the meeting of the owners to the notice, as forms. */
export function useDismissalCommands() {
  const { t, hub, about: aboutOf, named, past, papers } = useExitForms();
  const { perform } = hub;

  return (subject: Exit): readonly Command[] => {
    const about = aboutOf(subject);
    const notice = (name: "SERVE_NOTICE" | "RECEIVE_NOTICE", icon: typeof Send) =>
      describeCommand({
        ...named(name),
        icon,
        tone: name === "SERVE_NOTICE" ? "primary" : undefined,
        fields: [
          { ...mannerField(t), when: () => name === "SERVE_NOTICE" },
          past("servedOn", t("exit.ask.servedOn"), subject.dismissedOn),
          {
            kind: "number",
            name: "agreedDays",
            label: t("exit.ask.agreedDays"),
            hint: t("exit.ask.agreedDaysHint"),
            unit: t("exit.ask.days"),
            min: 1,
            max: 365,
          },
          { kind: "date", name: "handoverOn", label: t("exit.ask.handoverOn"), hint: t("exit.ask.handoverOnHint") },
          papers(t("exit.ask.noticePapers")),
        ],
        run: ({ manner, servedOn, agreedDays, handoverOn, evidenceIds }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) => {
            const days = agreedDays === null ? null : Number(agreedDays);
            const input = { ...about, servedOn, agreedDays: days, handoverOn, evidenceIds: ids };
            return name === "SERVE_NOTICE"
              ? perform(operations.ServeExitNotice_Mutation, { input: { ...input, manner: manner as Manner } })
              : perform(operations.ReceiveExitNotice_Mutation, { input });
          }),
      });

    return [
      describeCommand({
        ...named("RECORD_VOTE"),
        icon: Vote,
        tone: "primary",
        wide: true,
        fields: [
          past("heldOn", t("exit.ask.heldOn"), subject.meetings[0]?.meetsOn),
          {
            kind: "own",
            name: "counts",
            label: t("exit.vote.counts"),
            required: true,
            component: markRaw(VoteField),
            initial: [emptyVote],
          },
          papers(t("exit.ask.minutes")),
        ],
        run: ({ heldOn, counts, evidenceIds }, onProgress) => {
          const given = countsOf(counts[0] ?? emptyVote);
          const incomplete = { code: "incomplete", message: t("exit.vote.incomplete"), path: ["counts"] };
          return given
            ? withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
                perform(operations.RecordOwnersVote_Mutation, {
                  input: { ...about, heldOn, counts: given, evidenceIds: ids },
                }),
              )
            : Promise.resolve({ done: false, errors: [incomplete] });
        },
      }),
      describeCommand({
        ...named("DISMISS"),
        icon: FileCheck,
        tone: "primary",
        fields: [
          past("decidedOn", t("exit.ask.decidedOn"), subject.meetings[0]?.heldOn),
          papers(t("exit.ask.decision")),
        ],
        run: ({ decidedOn, evidenceIds }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
            perform(operations.DismissCompany_Mutation, { input: { ...about, decidedOn, evidenceIds: ids } }),
          ),
      }),
      notice("SERVE_NOTICE", Send),
      describeCommand({
        ...named("CALL_MEETING"),
        icon: Megaphone,
        tone: subject.state === "GUIDING" ? "primary" : undefined,
        fields: [
          {
            kind: "select",
            name: "caller",
            label: t("exit.ask.caller"),
            required: true,
            options: callers.map((value) => ({ value, label: t(`exit.caller.${value}`) })),
          },
          {
            kind: "number",
            name: "demandingHeads",
            label: t("exit.ask.demandingHeads"),
            hint: t("exit.ask.demandHint"),
            required: true,
            when: ({ caller }) => caller === "OWNERS",
          },
          {
            kind: "number",
            name: "demandTotal",
            label: t("exit.ask.demandTotal"),
            required: true,
            when: ({ caller }) => caller === "OWNERS",
          },
          past("announcedOn", t("exit.ask.announcedOn")),
          {
            kind: "date",
            name: "meetsOn",
            label: t("exit.ask.meetsOn"),
            hint: t("exit.ask.meetsOnHint"),
            required: true,
          },
        ],
        run: ({ caller, demandingHeads, demandTotal, announcedOn, meetsOn }) => {
          const demanded = caller === "OWNERS";
          return perform(operations.CallOwnersMeeting_Mutation, {
            input: {
              ...about,
              caller: caller as Meeting["caller"],
              demandingHeads: demanded ? Number(demandingHeads) : null,
              demandTotal: demanded ? Number(demandTotal) : null,
              announcedOn,
              meetsOn,
            },
          });
        },
      }),
      notice("RECEIVE_NOTICE", Inbox),
    ];
  };
}
