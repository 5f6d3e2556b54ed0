import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { refusals } from "../kit/commands.ts";
import { type ExitStage, exitStage, passing } from "../kit/exit-stage.ts";

let stage: ExitStage;
beforeAll(async () => {
  stage = await exitStage();
});
afterAll(() => stage?.hub.drop());

it("goes from the owners' request to the new company, through vote, notice and a handover that began early", async () => {
  const id = await stage.open(await stage.complex("演示苑"));
  expect(await stage.shown(stage.county, id)).toMatchObject({
    state: "GUIDING",
    allowedCommands: expect.arrayContaining(["CALL_MEETING"]),
  });
  await stage.serve(id);
  expect(await stage.shown(stage.county, id)).toMatchObject({
    state: "NOTICE_SERVED",
    contractEndsOn: "2024-10-08",
    noticeArticle: "CIVIL_CODE_946",
    noticeDays: 60,
    feeClaim: "BY_CONTRACT",
    meetings: [{ sequence: 1, passed: true }],
  });
  for (const item of ["SERVICE_ROOMS", "FACILITIES", "MATERIALS"])
    await stage.done(stage.county, "handOverItem", { id, item, handedOverOn: "2024-08-02", receivedBy: "业主委员会" });

  stage.hub.clock.set("2024-10-08T23:59:00+08:00");
  await stage.hub.tick();
  expect((await stage.shown(stage.county, id)).state).toBe("NOTICE_SERVED");
  stage.hub.clock.set("2024-10-09T00:00:30+08:00");
  await stage.hub.tick();
  expect(await stage.shown(stage.county, id)).toMatchObject({
    state: "CONTRACT_ENDED",
    feeClaim: "UNTIL_TAKE_OVER",
    handoverDue: new Date("2024-10-23T16:00:00Z"),
  });
  expect(await stage.happened("ExitContractEnded")).toEqual(["2024-10-08T16:00:00.000Z"]);
  const contract = await stage.hub.prisma.serviceContract.findFirstOrThrow();
  expect(contract.endsOn).toEqual(new Date("2024-10-08"));

  await stage.done(stage.county, "handOverItem", {
    id,
    item: "FUNDS",
    handedOverOn: "2024-10-09",
    receivedBy: "业主委员会",
  });
  expect(refusals(await stage.command(stage.county, "completeHandover", { id, handedOverOn: "2024-10-09" }))).toEqual([
    "exit/items-outstanding",
  ]);
  await stage.done(stage.county, "recordMissingHandoverItem", { id, item: "CONDITION", note: "企业没有留存" }, false);
  await stage.done(stage.county, "completeHandover", { id, handedOverOn: "2024-10-09" }, false);
  expect(
    refusals(
      await stage.command(stage.county, "takeOverComplex", {
        id,
        companyId: stage.companies[1],
        startsOn: "2024-10-09",
      }),
    ),
  ).toEqual(["forbidden"]);
  expect(
    refusals(
      await stage.command(stage.city, "takeOverComplex", { id, companyId: stage.companies[0], startsOn: "2024-10-09" }),
    ),
  ).toEqual(["exit/same-company at companyId"]);
  await stage.done(stage.city, "takeOverComplex", { id, companyId: stage.companies[1], startsOn: "2024-10-09" }, false);
  await stage.done(stage.county, "closeExit", { id }, false);
  stage.hub.clock.set("2024-12-01T09:00:00+08:00");
  await stage.hub.tick();
  expect(await stage.happened("HandoverOverdue")).toEqual([]);
  expect(await stage.shown(stage.county, id)).toMatchObject({
    state: "CLOSED",
    allowedCommands: [],
    newCompany: { name: "演示物业2公司" },
    complex: { company: { name: "演示物业2公司" } },
    deliveries: [],
  });
  expect(
    await stage.figures("exit.opened", "exit.running", "exit.step/guiding", "exit.step/takenOver", "exit.dismissed"),
  ).toEqual([1, 0, 0, 0, 1]);
});

it("counts ballots, and says of a vote that failed what is missing; another meeting may be called", async () => {
  stage.hub.clock.set("2024-07-01T09:00:00+08:00");
  const id = await stage.open(await stage.complex("演示四苑"));
  await stage.done(
    stage.subdistrict,
    "callOwnersMeeting",
    { id, caller: "OWNERS", demandingHeads: 20, demandTotal: 100, announcedOn: "2024-07-01", meetsOn: "2024-07-16" },
    false,
  );
  expect(
    refusals(
      await stage.command(stage.county, "recordOwnersVote", {
        id,
        heldOn: "2024-07-16",
        counts: passing,
        evidenceIds: await stage.paper(stage.county),
      }),
    ),
  ).toEqual(["exit/meeting-not-held"]);
  stage.hub.clock.set("2024-07-17T09:00:00+08:00");
  const unit = (name: string, owners: string[], ballot: string) => ({
    unit: name,
    owners,
    registeredArea: 10_000,
    ballot,
  });
  const units = [
    unit("1-101", ["a"], "YES"),
    unit("1-102", ["a"], "YES"),
    unit("1-103", ["b", "c"], "NO"),
    { ...unit("1-104", [], "UNRETURNED"), developer: true },
  ];
  const given = { id, heldOn: "2024-07-16", evidenceIds: await stage.paper(stage.county) };
  expect(refusals(await stage.command(stage.county, "recordOwnersVote", given))).toEqual([
    "exit/vote-missing at counts",
  ]);
  await stage.done(stage.county, "recordOwnersVote", { id, heldOn: "2024-07-16", units });
  const exit = await stage.shown(stage.county, id);
  expect(exit.allowedCommands).toEqual(["CALL_MEETING", "RECEIVE_NOTICE", "ABANDON"]);
  expect(exit.meetings).toEqual([
    {
      sequence: 1,
      passed: false,
      tests: [
        { name: "QUORUM_AREA", held: 30_000, of: 40_000, needed: 26_667, missing: 0, met: true },
        { name: "QUORUM_HEADS", held: 2, of: 3, needed: 2, missing: 0, met: true },
        { name: "MAJORITY_AREA", held: 20_000, of: 30_000, needed: 15_001, missing: 0, met: true },
        { name: "MAJORITY_HEADS", held: 1, of: 2, needed: 2, missing: 1, met: false },
      ],
    },
  ]);
  await stage.done(
    stage.subdistrict,
    "callOwnersMeeting",
    { id, caller: "SUBDISTRICT", announcedOn: "2024-07-17", meetsOn: "2024-08-01" },
    false,
  );
  await stage.done(stage.county, "abandonExit", { id, reason: "业主同意企业整改" }, false);
  const asked = "query ($counts: VoteCountsInput!) { voteOutcome(counts: $counts) { passed tests { name missing } } }";
  await expect(stage.hub.ask(stage.hub.public, asked, { counts: passing })).rejects.toMatchObject({
    code: "unauthenticated",
  });
  expect(await stage.hub.ask(stage.county, asked, { counts: { ...passing, yesHeads: 100 } })).toMatchObject({
    voteOutcome: {
      passed: false,
      tests: [{ missing: 0 }, { missing: 0 }, { missing: 0 }, { name: "MAJORITY_HEADS", missing: 1 }],
    },
  });
});

it("is nobody else's: not in lists, counts, nodes or commands", async () => {
  const listed = (viewer: Viewer) =>
    stage.hub.ask<{ exits: { totalCount: number; edges: { node: { id: string } }[] } }>(
      viewer,
      "{ exits { totalCount edges { node { id } } } }",
    );
  expect((await listed(stage.county)).exits.totalCount).toBe(2);
  expect((await listed(stage.subdistrict)).exits.totalCount).toBe(2);
  const mine = (await listed(stage.county)).exits.edges[0]?.node.id ?? "";
  for (const viewer of [
    stage.neighbour,
    await stage.hub.person("city", "1402"),
    await stage.hub.person("administrator", "14"),
  ]) {
    expect((await listed(viewer)).exits).toEqual({ totalCount: 0, edges: [] });
    expect(await stage.shown(viewer, mine)).toBeNull();
    expect(await stage.hub.ask(viewer, "query ($id: ID!) { node(id: $id) { id } }", { id: mine })).toEqual({
      node: null,
    });
    expect(refusals(await stage.command(viewer, "abandonExit", { id: mine, reason: "x" }))).toEqual(["not-found"]);
  }
});
