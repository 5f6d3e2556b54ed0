/** A hub with two companies, and everybody who has to do with an exit. */
import { expect } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { give, refusals } from "./commands.ts";
import { storedFile } from "./evidence.ts";
import { figuresOf } from "./figures.ts";
import { createTestHub } from "./hub.ts";
import { uscc } from "./ledger.ts";

export interface ShownExit {
  state: string;
  allowedCommands: string[];
  deliveries: { receiver: string; kind: string }[];
  [field: string]: unknown;
}

/** Of 300 heads and 30,000 m2: exactly what is needed of each fraction. */
export const passing = {
  totalArea: 3_000_000,
  totalHeads: 300,
  participatingArea: 2_000_000,
  participatingHeads: 200,
  yesArea: 1_000_001,
  yesHeads: 101,
};

export async function exitStage() {
  const hub = await createTestHub("2024-07-01T09:00:00+08:00");
  const county = await hub.person("county", "140105");
  const city = await hub.person("city", "1401");
  const subdistrict = await hub.person("subdistrict", "140105001");
  const neighbour = await hub.person("county", "140106");
  const companies: string[] = [];
  for (const number of [1, 2]) {
    const company = { uscc: uscc(number), name: `演示物业${number}公司` };
    companies.push((await give(hub, city, "registerCompany", "company", company)).subject?.id ?? "");
  }

  /** A complex in the sub-district, served by the first company until the end of 2026. */
  async function complex(name: string): Promise<string> {
    const place = { name, county: "140105", subdistrict: "140105001", households: 300 };
    const registered = await give(hub, county, "registerComplex", "complex", place);
    expect(refusals(registered)).toEqual([]);
    const complexId = registered.subject?.id ?? "";
    const contract = { complexId, uscc: uscc(1), kind: "OWNERS", startsOn: "2023-01-01", endsOn: "2026-12-31" };
    expect(refusals(await give(hub, city, "recordServiceContract", "serviceContract", contract))).toEqual([]);
    return complexId;
  }

  const paper = async (author: Viewer) => [await storedFile(hub, author, "paper.pdf")];

  const command = (viewer: Viewer, field: string, input: object) => give(hub, viewer, field, "exit", input);

  /** Given with a paper that proves it, where it asks for one; it must go through. */
  async function done(viewer: Viewer, field: string, input: object, proof = true): Promise<string> {
    const answer = await command(viewer, field, { ...input, ...(proof && { evidenceIds: await paper(viewer) }) });
    expect(refusals(answer), field).toEqual([]);
    return answer.subject?.id ?? "";
  }

  const open = (complexId: string, over: object = {}) =>
    done(subdistrict, "openExit", { complexId, ground: "OWNERS_ASKED", guide: "张演示", partner: "李演示", ...over });

  /** From the opening to the notice of 2024-08-02. */
  async function serve(id: string) {
    const meeting = { id, caller: "OWNERS_COMMITTEE", announcedOn: "2024-07-01", meetsOn: "2024-07-16" };
    await done(subdistrict, "callOwnersMeeting", meeting, false);
    hub.clock.set("2024-07-31T09:00:00+08:00");
    await done(subdistrict, "recordOwnersVote", { id, heldOn: "2024-07-30", counts: passing });
    await done(subdistrict, "dismissCompany", { id, decidedOn: "2024-07-31" });
    hub.clock.set("2024-08-02T15:00:00+08:00");
    await done(subdistrict, "serveExitNotice", { id, servedOn: "2024-08-02" });
  }

  const shown = async (viewer: Viewer, id: string) =>
    (
      await hub.ask<{ exit: ShownExit }>(
        viewer,
        `query ($id: ID!) { exit(id: $id) {
          state allowedCommands contractEndsOn noticeArticle noticeDays handoverDue overdue feeClaim suitStage
          nextSuitStages meetings { sequence passed tests { name held of needed missing met } }
          items { kind state receivedBy evidence { name } } suitSteps { stage court }
          creditEvent { ground severity } deliveries { receiver kind deliveredAt } newCompany { name }
          complex { company { name } } followUps { state } evidence { name }
        } }`,
        { id },
      )
    ).exit;

  /** When it happened, each time. */
  const happened = async (kind: string) =>
    (await hub.prisma.activityEvent.findMany({ where: { kind }, orderBy: { id: "asc" } })).map(({ occurredAt }) =>
      occurredAt.toISOString(),
    );

  const figures = (...names: string[]) => figuresOf(hub, "140105", ...names);

  return {
    hub,
    county,
    city,
    subdistrict,
    neighbour,
    companies,
    complex,
    paper,
    command,
    done,
    open,
    serve,
    shown,
    happened,
    figures,
  };
}

export type ExitStage = Awaited<ReturnType<typeof exitStage>>;
