// npm run demo [-- --rate 30 --hub http://127.0.0.1:4000]: city systems, county staff and owners at work through the
// public API only, so many acts a minute, until stopped. The password is that of the demonstration accounts.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { regions } from "../regions.ts";
import { caseMovesOn, complaintComes, rectificationAccepted, rectificationOrdered } from "./authorities.ts";
import { HubClient } from "./hub-client.ts";
import { ownerAnswers, ownerFiles } from "./owners.ts";
import { any, type City, type Stage, say } from "./stage.ts";

// What whoever starts it can put right is said in a sentence.
process.on("uncaughtException", ({ message }) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
});

const { values: given } = parseArgs({
  options: {
    rate: { type: "string", default: "30" },
    hub: { type: "string", default: `http://127.0.0.1:${process.env.PORT ?? 4000}` },
  },
});
const rate = Number(given.rate);
if (!(rate > 0 && rate <= 600)) throw new Error("--rate is the number of acts a minute, 1 to 600");

const password = process.env.HUB_DEMO_PASSWORD || (await storedPassword());
const province = await HubClient.signIn(given.hub, "province", password);
const stage: Stage = { hub: given.hub, password, province };

const systems: (City & { clientId: string })[] = [];
for (const { code, name } of regions.filter(({ level }) => level === "city")) {
  const made = await province.ask<{ createApiClient: { key: string; apiClient: { id: string } } }>(
    `mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { key apiClient { id } errors { code } } }`,
    {
      input: {
        name: `${name}演示系统`,
        region: code,
        scopes: ["READ", "LEDGER", "CASES", "REPORTS"],
        expiresInDays: 1,
      },
    },
  );
  const { key, apiClient } = made.createApiClient;
  systems.push({ code, name, system: province.withKey(key), clientId: apiClient.id });
}
process.stdout.write(`${systems.length} city systems are at work, ${rate} acts a minute. Ctrl-C ends it.\n`);

async function storedPassword(): Promise<string> {
  const file = join(process.env.HUB_DATA_DIR ?? "var", "demo-password");
  return (
    await readFile(file, "utf8").catch(() =>
      Promise.reject(new Error(`set HUB_DEMO_PASSWORD (${file} cannot be read)`)),
    )
  ).trim();
}

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    stopping = true;
  });
const acts = [
  complaintComes,
  complaintComes,
  ownerFiles,
  ownerAnswers,
  caseMovesOn,
  caseMovesOn,
  caseMovesOn,
  caseMovesOn,
  rectificationOrdered,
  rectificationAccepted,
];
while (!stopping) {
  await any(acts)(stage, any(systems)).catch((error: unknown) => say(String(error)));
  await sleep(60_000 / rate);
}
for (const { clientId } of systems) await province.command("revokeApiClient", "apiClient", { id: clientId });
