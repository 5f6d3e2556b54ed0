import { useEventListener, useOnline } from "@vueuse/core";
import { computed, ref, shallowRef } from "vue";
import { useRoute, useRouter } from "vue-router";
import { createClient } from "../../graph/client.ts";
import { createSending } from "../../graph/command.ts";
import { useText } from "../../text/text.ts";
import { forgetSession, lastPerson, loadSession } from "../sign-in/session.ts";
import type { Place } from "./draft.ts";
import { FieldPack_Query, FieldPlaces_Query } from "./operations.ts";
import { keepPack, type Pack, packOf } from "./store.ts";

/** Complexes that are taken along: more than any county has. */
const mostPages = 10;
/** The ledger is asked for again after so long. */
const freshMs = 3_600_000;

/** Who stands in the field and what they have along: from the hub where there is a line, else from this device. */
export function useFieldDesk() {
  const { language } = useText();
  const route = useRoute();
  const router = useRouter();
  const pack = shallowRef<Pack>();
  const state = ref<"opening" | "ready" | "unknown">("opening");
  const reached = ref(false);
  const online = useOnline();

  function leave(): void {
    forgetSession();
    void router.push({ name: "signIn", query: { to: route.fullPath } });
  }
  const client = createClient({ language: () => language.value, onSignedOut: leave });
  const { send } = createSending(client, () => language.value);

  const pageOf = async (region: string, after: string | null) =>
    (await client.query(FieldPlaces_Query, { region, after }, { requestPolicy: "network-only" })).data?.complexes;

  async function placesOf(region: string): Promise<Pick<Pack, "places" | "whole">> {
    const places: Place[] = [];
    let after: string | null = null;
    for (let number = 0; number < mostPages; number++) {
      const page = await pageOf(region, after);
      if (!page) break;
      places.push(...page.edges.map(({ node: { id, name, region: at } }) => ({ id, name, path: at.path })));
      if (!page.pageInfo.hasNextPage) return { places, whole: true };
      after = page.pageInfo.endCursor ?? null;
    }
    return { places, whole: false };
  }

  async function freshPack(person: string, kept: Pack | undefined): Promise<Pack | undefined> {
    const asked = Date.now();
    const { data } = await client.query(FieldPack_Query, {}, { requestPolicy: "network-only" });
    if (!data?.viewer) return undefined;
    const { name, role, permissions, region } = data.viewer;
    const still = kept && Date.now() - kept.at < freshMs ? kept : undefined;
    const drawn = data.spotChecks.edges
      .filter(({ node }) => node.allowedCommands.includes("CARRY_OUT"))
      .flatMap(({ node: { id, number, items } }) =>
        items
          .filter((item) => item.state === "DRAWN")
          .map((item) => ({
            id,
            number,
            place: { id: item.complexId, name: item.complexName, path: item.region.path },
          })),
      );
    const { places, whole } = still ?? (await placesOf(region.code));
    return {
      person,
      name,
      role,
      mayRecord: permissions.includes("INSPECTION_RECORD"),
      ahead: Date.parse(data.hub.now) - (asked + Date.now()) / 2,
      catalogue: data.violationKinds,
      places,
      whole,
      drawn,
      at: still?.at ?? Date.now(),
    };
  }

  async function open(): Promise<void> {
    const session = await loadSession();
    if (session === null) return leave();
    const person = session?.user.id ?? lastPerson();
    const kept = person ? await packOf(person) : undefined;
    // What is known is shown at once; what the hub says now takes its place.
    pack.value = kept;
    if (kept) state.value = "ready";
    const fresh = session ? await freshPack(session.user.id, kept) : undefined;
    reached.value = fresh !== undefined;
    if (fresh) {
      await keepPack(fresh);
      pack.value = fresh;
    }
    state.value = pack.value ? "ready" : "unknown";
  }
  void open();
  useEventListener(window, "online", () => void open());

  return {
    client,
    send,
    language,
    pack,
    state,
    open,
    leave,
    /** There is a line, as far as one can tell without using it. */
    line: computed(() => online.value && reached.value),
    now: () => Date.now() + (pack.value?.ahead ?? 0),
  };
}

export type FieldDesk = ReturnType<typeof useFieldDesk>;
