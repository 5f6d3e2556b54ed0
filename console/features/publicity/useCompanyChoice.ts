import { useHub } from "../../graph/hub.ts";
import type { FieldOption } from "../../ui/fields.ts";
import { CompanyChoice_Query } from "./operations.ts";

/** Looks companies up by a part of their name or code. */
export function useCompanyChoice(): (typed: string) => Promise<readonly FieldOption[]> {
  const { client } = useHub();
  return async (typed) => {
    const search = typed.trim() || null;
    const { data } = await client.query(CompanyChoice_Query, { search }, { requestPolicy: "network-only" }).toPromise();
    return (data?.companies.edges ?? []).map(({ node }) => ({ value: node.id, label: node.name, hint: node.uscc }));
  };
}
