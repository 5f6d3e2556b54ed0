import { computed } from "vue";
import { readFragment } from "../../graph/graphql.ts";
import { useLiveQuery } from "../../graph/useLiveQuery.ts";
import { useCase } from "../activity/useCase.ts";
import { ComplaintPage_complaint, ComplaintPage_Query, RelatedComplaints_Query } from "./operations.ts";

/** One complaint with what hangs on it, kept true by the line. */
export function useComplaint(id: () => string) {
  const {
    data,
    found: complaint,
    ...page
  } = useCase(id, {
    query: ComplaintPage_Query,
    read: (held) => readFragment(ComplaintPage_complaint, held.complaint),
    // Inspections, findings and orders of its complex may be its own: they do not name the complaint.
    concerns: (event, held) =>
      event.complex !== null && event.complex.id === held?.complex?.id && event.subject.type !== "Complaint",
  });
  const complex = computed(() => complaint.value?.complex?.id);

  const related = useLiveQuery({
    query: RelatedComplaints_Query,
    variables: () => ({ complex: complex.value ?? "" }),
    pause: () => complex.value === undefined,
    concerns: ({ subject, complex: where }) => subject.type === "Complaint" && where?.id === complex.value,
  });

  return {
    complaint,
    ...page,
    inspections: computed(() => data.value?.inspections.edges.map(({ node }) => node) ?? []),
    findings: computed(() => data.value?.findings.edges.map(({ node }) => node) ?? []),
    related: computed(() => ({
      total: Math.max(0, (related.data.value?.complaints.totalCount ?? 1) - 1),
      rows: (related.data.value?.complaints.edges ?? []).map(({ node }) => node).filter((node) => node.id !== id()),
    })),
  };
}
