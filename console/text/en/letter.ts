export const letter = {
  title: "Letters",
  letter: "Letter · to",
  off: "No mail server is set: nothing is sent, and what is queued waits",
  again: "Action",
  retry: "Send again",
  twice: "May have arrived twice, under the same Message-ID",
  empty: "No letters",
  emptyHint: "Briefs, reports, alarms and digests that leave by mail stand here.",
  purpose: {
    ACKNOWLEDGEMENT: "Acknowledgement",
    ALARM: "Alarm",
    BRIEF: "Brief",
    DIGEST: "Digest",
    REPORT: "Report sent on",
  },
};
