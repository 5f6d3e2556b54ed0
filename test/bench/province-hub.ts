import { randomBytes } from "node:crypto";
import { openDatabase } from "../../prisma/client.ts";
import { Vault } from "../../schema/privacy/vault.ts";
import { copyTemplate, startTestCluster } from "../kit/cluster.ts";
import { type TestHub, testHubOn } from "../kit/hub.ts";
import { fillProvince, type Size } from "../kit/province.ts";

/** Does something on a hub without its server that holds the cases of a province. */
export async function onProvince<Result>(size: Size, work: (hub: TestHub) => Promise<Result>): Promise<Result> {
  const cluster = await startTestCluster();
  const { url, drop } = await copyTemplate({ ...cluster, template: cluster.reference });
  const { prisma, pool, close } = openDatabase({ url, poolSize: 2 });
  try {
    await fillProvince(url, cluster.superuserUrl, size);
    const vault = new Vault({ current: "bench", keys: new Map([["bench", randomBytes(32)]]) });
    return await work(await testHubOn({ url, prisma, pool, drop }, "2024-10-15T09:00:00+08:00", vault));
  } finally {
    await close();
    await drop();
    await cluster.stop();
  }
}
