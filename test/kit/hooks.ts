/** A hub over HTTP, a receiver, and what both need to be watched. */
import { createWebhookSender } from "../../api/webhook/sender.ts";
import type { Scope } from "../../schema/account/viewer.ts";
import type { NewEvent } from "../../schema/activity/log.ts";
import { type HookReceiver, startHookReceiver } from "./hook-receiver.ts";
import { appendTo, numbered } from "./log.ts";
import { hurried } from "./pushes.ts";
import { startTestServer, type TestClient, type TestServer } from "./server.ts";

export interface HookStage {
  server: TestServer;
  receiver: HookReceiver;
  /** A system of a city, and the key that it came with. */
  system(region: string, scopes?: Scope[]): Promise<TestClient & { clientId: string }>;
  /** Writes events that are known again by their numbers. */
  happen(numbers: readonly number[], over?: Partial<NewEvent>, at?: Date): Promise<void>;
  /** Gives a command; the id of its webhook, what is shown once, and with what it was refused. */
  give(client: TestClient, field: string, input: object): Promise<Given>;
  /** Sets one up that is sent to the receiver. */
  setUp(client: TestClient, more?: object): Promise<string>;
  /** Lets the sender work on until it has nothing to do. */
  drain(id: string, test?: boolean): Promise<void>;
  close(): Promise<void>;
}

export interface Given {
  id: string | undefined;
  secret: string | null | undefined;
  errors: string[];
}

export async function hookStage(variables: NodeJS.ProcessEnv = {}): Promise<HookStage> {
  const receiver = await startHookReceiver();
  const server = await startTestServer({ ...variables, HUB_OUTBOUND_ALLOW: receiver.host });
  const sender = createWebhookSender(server.hub, {
    timeoutMs: 300,
    marginMs: 60_000,
    patience: { ...hurried.patience, most: 3 },
  });
  const { db } = server.hub;

  const stage: HookStage = {
    server,
    receiver,
    async system(region, scopes = ["read", "webhooks"]) {
      const { id, key } = await server.apiKey(region, scopes);
      return { ...server.keyClient(key), clientId: id };
    },
    happen: (numbers, over, at) =>
      appendTo(
        db,
        numbers.map((number) => numbered(number, over)),
        undefined,
        at,
      ),
    async give(client, field, input) {
      const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
      const secret = /^(create|rotate)/.test(field) ? "secret" : "";
      const { data, errors } = await client.ask<Record<string, Payload>>(
        `mutation ($input: ${type}!) { ${field}(input: $input) { webhook { id } ${secret} errors { code path } } }`,
        { input },
      );
      const payload = data?.[field];
      if (payload?.secret) receiver.secrets.push(payload.secret);
      return {
        id: payload?.webhook?.id,
        secret: payload?.secret,
        errors:
          payload?.errors.map(({ code, path }) => [code, ...path].join(" ")) ??
          errors?.map(({ extensions }) => extensions.code) ??
          [],
      };
    },
    async setUp(client, more = {}) {
      const { id, errors } = await stage.give(client, "createWebhook", { name: "演示", url: receiver.url, ...more });
      if (!id) throw new Error(errors.join());
      return id;
    },
    async drain(id, test = false) {
      const webhookId = Buffer.from(id, "base64").toString().replace("Webhook:", "");
      for (let before = -1, made = 0; made !== before; ) {
        before = made;
        await sender.send({ webhookId, test });
        // What has failed comes again after some milliseconds.
        await new Promise((resolve) => setTimeout(resolve, 10));
        made = await attempts(webhookId);
      }
    },
    async close() {
      await server.close();
      await receiver.close();
    },
  };
  const attempts = (webhookId: string) => db.webhookAttempt.count({ where: { delivery: { webhookId } } });
  return stage;
}

interface Payload {
  webhook: { id: string } | null;
  secret?: string | null;
  errors: { code: string; path: string[] }[];
}

export interface WebhookRow {
  state: string;
  stands: boolean;
  signatures: number;
  url: string;
  allowedCommands: string[];
  deliveries: {
    webhookId: string;
    test: boolean;
    events: number;
    after: string | null;
    state: string;
    attempts: { outcome: string; status: number | null; fault: string | null; detail: string | null }[];
  }[];
}

export async function readWebhook(client: TestClient, id: string): Promise<WebhookRow | null> {
  const { data, errors } = await client.ask<{ webhook: WebhookRow | null }>(
    `query ($id: ID!) { webhook(id: $id) { state stands signatures url allowedCommands deliveries { webhookId test events after state
      attempts { outcome status fault detail } } } }`,
    { id },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.webhook ?? null;
}
