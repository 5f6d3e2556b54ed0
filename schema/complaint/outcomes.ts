/** What each command on a complaint changes, once nothing stands in its way. */
import { dateOf, endOf } from "../calendar/rules.ts";
import { type Happening, timerAtInstant } from "../decision.ts";
import { type Clock, type Deadlines, extended, resumed, roundFrom, runningClocks } from "./clocks.ts";
import type { Outcome } from "./conclude.ts";
import type { Circumstances, Command, Complaint, EventKind, State } from "./states.ts";

/** The clocks that an extension lengthens: those of the city that still run in time. */
export const extendable = (complaint: Complaint, now: Date) =>
  [...runningClocks(complaint)].flatMap(([clock, due]) =>
    (clock === "verify" || clock === "feedback") && now < due ? [[clock, due] as const] : [],
  );

/** What an allowed command with complete input changes. */
export function outcomeOf(current: Complaint, command: Command, state: State, circumstances: Circumstances): Outcome {
  const { now, settings, pendingFindings, calendar } = circumstances;
  const inTime = (clock: Clock) => !current.lapsed.includes(clock);
  const round = current.reopenings + 1;
  const event = (kind: EventKind, facts: Happening<EventKind>["facts"] = {}) => [{ kind, facts }];
  /** Whoever goes and sees has confirmed it, whatever was found. */
  const confirms = current.confirmed ? [] : event("ComplaintConfirmed", { by: "verification" });
  switch (command.type) {
    case "assign": {
      const first = current.acknowledgedAt === null;
      return {
        state,
        fields: { handlerId: command.handlerId, acknowledgedAt: current.acknowledgedAt ?? now },
        events: event("ComplaintAssigned", { first, inTime: inTime("acknowledge") }),
      };
    }
    case "confirm":
      return { state, fields: { confirmed: true }, events: event("ComplaintConfirmed", { by: "staff" }) };
    case "startVerification":
      return { state, events: event("ComplaintVerificationStarted") };
    case "substantiate":
      return {
        state,
        fields: { verifiedAt: now, confirmed: true },
        events: [...confirms, ...event("ComplaintSubstantiated", { round, inTime: inTime("verify") })],
      };
    case "unsubstantiate":
      return {
        state,
        fields: { verifiedAt: now, confirmed: true },
        events: [...confirms, ...event("ComplaintUnsubstantiated", { round, inTime: inTime("verify") })],
      };
    case "transfer":
      return {
        state,
        fields: {
          transferredTo: command.department,
          pausedAt: now,
          transferAnsweredAt: null,
        },
        events: event("ComplaintTransferred", { department: command.department }),
      };
    case "answerTransfer":
      // The transferee's answer is the result of verification; feedback is the city's again.
      return {
        state,
        fields: { transferAnsweredAt: now, verifiedAt: now, confirmed: true, pausedAt: null },
        deadlines: resumedClocks(current, circumstances, ["feedback"]),
        events: [...confirms, ...event("ComplaintTransferAnswered", { round, inTime: inTime("verify") })],
      };
    case "returnFromTransfer":
      return {
        state,
        ...takenBack(current, circumstances),
        events: event("ComplaintReturnedFromTransfer"),
      };
    case "giveFeedback": {
      const first = current.feedbackAt === null;
      const answerDue = endOf(dateOf(now).add({ days: settings.answerDays }));
      const last = pendingFindings === 0;
      return {
        state,
        fields: {
          feedbackAt: current.feedbackAt ?? now,
          outcomeDue: null,
          answerDue,
          satisfied: null,
          answeredAt: null,
        },
        events: event("ComplaintFeedbackGiven", { round, first, last, inTime: inTime(first ? "feedback" : "outcome") }),
        setTimers: last ? [timerAtInstant("complaintClose", answerDue)] : [],
        cancelTimers: last ? [] : ["complaintClose"],
      };
    }
    case "answerSatisfied":
      return {
        state,
        fields: { satisfied: true, answeredAt: now },
        events: event("ComplaintAnswered", { satisfied: true }),
      };
    case "answerUnsatisfied":
      return answeredUnsatisfied(current, state, circumstances);
    case "close":
      return {
        state,
        fields: { closedAt: now },
        events: event("ComplaintClosed"),
      };
    case "reopen":
      return reopened(current, state, "superior", circumstances);
    case "extend": {
      const deadlines = Object.fromEntries(
        extendable(current, now).map(([clock, due]) => [clock, extended(due, settings.extensionWorkingDays, calendar)]),
      );
      return {
        state,
        fields: { extensions: current.extensions + 1 },
        deadlines,
        events: event("ComplaintExtended", { workingDays: settings.extensionWorkingDays }),
      };
    }
    case "correct":
      return { state, events: event("ComplaintCorrected", command.facts) };
    case "join":
      return {
        state,
        fields: { primaryId: command.primaryId },
        events: event("ComplaintJoined", { primary: command.primaryId }),
      };
    case "separate": {
      const separated = event("ComplaintSeparated", { primary: current.primaryId });
      if (current.state !== "transferred" || current.transferAnsweredAt)
        return {
          state: current.state,
          fields: { primaryId: null },
          events: separated,
          // Findings of the primary may be all that kept it open.
          setTimers:
            current.state === "feedbackGiven" && current.answerDue
              ? [timerAtInstant("complaintClose", current.answerDue)]
              : [],
        };
      const back = takenBack(current, circumstances);
      return {
        state,
        ...back,
        fields: { ...back.fields, primaryId: null },
        events: [...separated, ...event("ComplaintReturnedFromTransfer")],
      };
    }
    case "withdraw":
      return {
        state,
        fields: { pausedAt: null, closedAt: now, primaryId: null },
        events: event("ComplaintWithdrawn"),
      };
    case "erase":
      return { state, fields: { erasedAt: now }, events: event("ComplaintErased") };
  }
}

/** Unsatisfied reopens: by the owner as often as the settings say (once); after that a superior decides. */
function answeredUnsatisfied(current: Complaint, state: State, circumstances: Circumstances): Outcome {
  const reopens = current.ownerReopenings < circumstances.settings.ownerReopenings;
  const answered = { satisfied: false, answeredAt: circumstances.now };
  const events = [{ kind: "ComplaintAnswered" as const, facts: { satisfied: false, reopens } }];
  if (!reopens) return { state: current.state, fields: answered, events };
  const again = reopened(current, state, "owner", circumstances);
  // Whoever is not satisfied with what all were told has a matter of their own from now on.
  const parts = current.primaryId
    ? [{ kind: "ComplaintSeparated" as const, facts: { primary: current.primaryId } }]
    : [];
  return {
    ...again,
    fields: { ...again.fields, ...answered, ownerReopenings: current.ownerReopenings + 1, primaryId: null },
    events: [...events, ...parts, ...again.events],
  };
}

function reopened(current: Complaint, state: State, by: "owner" | "superior", circumstances: Circumstances): Outcome {
  return {
    state,
    fields: {
      reopenings: current.reopenings + 1,
      verifiedAt: null,
      feedbackAt: null,
      answerDue: null,
      closedAt: null,
      transferredTo: null,
      transferAnsweredAt: null,
    },
    deadlines: roundFrom(circumstances.now, circumstances.settings, circumstances.calendar),
    events: [{ kind: "ComplaintReopened", facts: { by, wasClosed: current.state === "closed" } }],
    cancelTimers: ["complaintClose"],
  };
}

/** The city's again, with what was left of its clocks. */
const takenBack = (current: Complaint, circumstances: Circumstances) => ({
  fields: { transferredTo: null, pausedAt: null },
  deadlines: resumedClocks(current, circumstances, ["verify", "feedback"]),
});

function resumedClocks(
  current: Complaint,
  { now, calendar }: Circumstances,
  clocks: readonly ("verify" | "feedback")[],
): Deadlines {
  const { pausedAt } = current;
  const due = { verify: current.verifyDue, feedback: current.feedbackDue };
  return Object.fromEntries(
    clocks.flatMap((clock) =>
      pausedAt === null || current.lapsed.includes(clock)
        ? []
        : [[clock, resumed(due[clock], pausedAt, now, calendar)]],
    ),
  );
}
