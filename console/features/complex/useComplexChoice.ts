import { useHub } from "../../graph/hub.ts";
import type { FieldOption } from "../../ui/fields.ts";
import { useViewer } from "../shell/viewer.ts";
import { ComplexChoice_Query } from "./choice.operations.ts";

/** Looks complexes up by a part of their name, in the ledger that the viewer sees. */
export function useComplexChoice(): (typed: string) => Promise<readonly FieldOption[]> {
  const { client } = useHub();
  const { viewer } = useViewer();
  return async (typed) => {
    const search = typed.trim() || null;
    const { data } = await client
      .query(ComplexChoice_Query, { filter: { region: viewer.region.code, search } }, { requestPolicy: "network-only" })
      .toPromise();
    return (data?.complexes.edges ?? []).map(({ node }) => ({
      value: node.id,
      label: node.name,
      hint: node.region.path,
    }));
  };
}
