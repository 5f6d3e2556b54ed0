/** A hub that has things to tell, and the two bodies that are told. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironment } from "../../api/environment.ts";
import { type Hub, openHub } from "../../api/hub.ts";
import type { HandingOver } from "../../api/jobs/handing-over.ts";
import { createLogger } from "../../api/logging.ts";
import { createSender, type Sender } from "../../api/push/sender.ts";
import type { DeliveryReceiver } from "../../prisma/generated/enums.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { replayDeliveries } from "../../schema/delivery/commands.ts";
import { type Lane, queueDeliveries } from "../../schema/delivery/queue.ts";
import { createTestDatabase } from "./database.ts";
import { uscc } from "./ledger.ts";
import type { Platform } from "./platform.ts";
import { startReceivers } from "./receivers.ts";

/** Attempts follow on each other at once, and what does not answer is soon given up. */
export const hurried: HandingOver = {
  timeoutMs: 150,
  marginMs: 5_000,
  patience: { most: 1_000, firstMs: 1, longestMs: 3 },
  mostInARow: 20,
};

export interface PushStage {
  hub: Hub;
  /** Of a process that sends for this hub. */
  variables: Record<string, string>;
  credit: Platform;
  regulation: Platform;
  office: Viewer;
  sender(over?: Partial<HandingOver>): Promise<Sender>;
  /** Something to tell of a company: its subject is new. */
  queue(company: number, receiver?: DeliveryReceiver, county?: string): Promise<string>;
  /** Lets the senders work until nothing is left, dead letters asked for again. */
  drain(...senders: readonly Sender[]): Promise<void>;
  lanes(): Promise<Lane[]>;
  close(): Promise<void>;
}

export async function pushStage(): Promise<PushStage> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "rectification-hub-push-"));
  const receivers = await startReceivers(folder);
  const { credit, regulation } = receivers;
  const variables = { ...receivers.variables, DATABASE_URL: database.url };
  const environment = readEnvironment(variables);
  const hub = await openHub({ environment, databaseUrl: database.url, log: createLogger("silent") });
  const office: Viewer = { ...hub.ownContext().viewer, kind: "user", id: null, role: "office", region: "14" };
  const companies = new Map<number, string>();
  let subjects = 0;

  async function companyOf(number: number): Promise<string> {
    const known = companies.get(number);
    if (known) return known;
    const { now } = hub.clock;
    const data = { uscc: uscc(number), name: `演示物业${number}公司`, createdAt: now(), updatedAt: now() };
    const { id } = await hub.db.company.create({ data });
    companies.set(number, id);
    return id;
  }

  const stage: PushStage = {
    hub,
    variables,
    credit,
    regulation,
    office,
    sender: (over) => createSender(hub, { ...hurried, ...over }),
    async queue(number, receiver = "creditPlatform", county = "140105") {
      const companyId = await companyOf(number);
      const id = `018f0000-0000-7000-8000-${String(++subjects).padStart(12, "0")}`;
      await transact(hub.ownContext(), (work) =>
        queueDeliveries(work, {
          receiver,
          companyId,
          subject: { type: "CreditEvent", id, version: 1 },
          place: { cityCode: county.slice(0, 4), countyCode: county },
          kind: "CreditEventRecorded",
          content: { company: { uscc: uscc(number), name: `演示物业${number}公司` }, description: "拒不移交" },
        }),
      );
      return id;
    },
    lanes: () =>
      hub.db.delivery.findMany({
        where: { state: { not: "delivered" } },
        distinct: ["receiver", "companyId"],
        select: { receiver: true, companyId: true },
      }),
    async drain(...senders) {
      for (;;) {
        const lanes = await stage.lanes();
        if (lanes.length === 0) return;
        await Promise.all(lanes.flatMap((lane) => senders.map((sender) => sender.send(lane))));
        for (const receiver of ["creditPlatform", "marketRegulation"] as const)
          await replayDeliveries(hub.context({ viewer: office, locale: "zh", address: null }), {
            receiver,
            state: "dead",
          });
      }
    },
    async close() {
      await receivers.close();
      await hub.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return stage;
}
