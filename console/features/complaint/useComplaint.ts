import { computed } from "vue";
import { readFragment } from "../../graph/graphql.ts";
import { useLiveQuery } from "../../graph/useLiveQuery.ts";
import { isKnown } from "../../graph/useNews.ts";
import { useText } from "../../text/text.ts";
import { caseTimelineOf } from "../activity/caseTimeline.ts";
import { ComplaintPage_complaint, ComplaintPage_Query, RelatedComplaints_Query } from "./operations.ts";

/** One complaint with what hangs on it, kept true by the line. */
export function useComplaint(id: () => string) {
  const { t } = useText();
  const { data, status, failure, refresh } = useLiveQuery({
    query: ComplaintPage_Query,
    variables: () => ({ id: id() }),
    concerns: (event, held) => {
      const complaint = readFragment(ComplaintPage_complaint, held.complaint);
      if (event.subject.id === id()) return !isKnown(event, complaint);
      // Inspections, findings and orders of its complex may be its own: they do not name the complaint.
      return (
        event.complex !== null && event.complex.id === complaint?.complex?.id && event.subject.type !== "Complaint"
      );
    },
  });
  const complaint = computed(() => readFragment(ComplaintPage_complaint, data.value?.complaint));
  const complex = computed(() => complaint.value?.complex?.id);

  const related = useLiveQuery({
    query: RelatedComplaints_Query,
    variables: () => ({ complex: complex.value ?? "" }),
    pause: () => complex.value === undefined,
    concerns: ({ subject, complex: where }) => subject.type === "Complaint" && where?.id === complex.value,
  });

  return {
    complaint,
    status,
    failure,
    refresh,
    inspections: computed(() => data.value?.inspections.edges.map(({ node }) => node) ?? []),
    findings: computed(() => data.value?.findings.edges.map(({ node }) => node) ?? []),
    timeline: computed(() => caseTimelineOf(data.value?.activities.edges.map(({ node }) => node) ?? [], t)),
    related: computed(() => ({
      total: Math.max(0, (related.data.value?.complaints.totalCount ?? 1) - 1),
      rows: (related.data.value?.complaints.edges ?? []).map(({ node }) => node).filter((node) => node.id !== id()),
    })),
  };
}
