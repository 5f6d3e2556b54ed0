import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { ComplaintHandlers_Query } from "./operations.ts";

/** Whom cases of a region can be given to, the nearest office first: choices by what is typed. */
export function useHandlers() {
  const { t } = useText();
  const { client } = useHub();
  return (region: string) => async (typed: string) => {
    const { data } = await client
      .query(ComplaintHandlers_Query, { region }, { requestPolicy: "cache-first" })
      .toPromise();
    return (data?.handlers ?? [])
      .map(({ id, name, role, region: place }) => ({
        value: id,
        label: name,
        hint: `${place.name} ${t(`shell.role.${role}`)}`,
      }))
      .filter(({ label, hint }) => `${label} ${hint}`.includes(typed.trim()));
  };
}
