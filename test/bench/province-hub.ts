import { randomBytes } from "node:crypto";
import { openDatabase } from "../../prisma/client.ts";
import { Vault } from "../../schema/privacy/vault.ts";
import { copyTemplate, startTestCluster } from "../kit/cluster.ts";
import { type TestHub, testHubOn } from "../kit/hub.ts";
import { fillProvince, type Size } from "../kit/province.ts";

/** Does something on a hub without its server that holds the cases of a province. */
export const onProvince = <Result>(size: Size, work: (hub: TestHub) => Promise<Result>): Promise<Result> =>
  onFilled((url, superuserUrl) => fillProvince(url, superuserUrl, size), "2024-10-15T09:00:00+08:00", work);

/** The same on a fresh reference database that is filled otherwise. */
export async function onFilled<Result>(
  fill: (url: string, superuserUrl: string) => Promise<unknown>,
  start: string,
  work: (hub: TestHub) => Promise<Result>,
): Promise<Result> {
  const cluster = await startTestCluster();
  const { url, drop } = await copyTemplate({ ...cluster, template: cluster.reference });
  const { prisma, pool, close } = openDatabase({ url, poolSize: 2 });
  try {
    await fill(url, cluster.superuserUrl);
    const vault = new Vault({ current: "bench", keys: new Map([["bench", randomBytes(32)]]) });
    return await work(await testHubOn({ url, prisma, pool, drop }, start, vault));
  } finally {
    await close();
    await drop();
    await cluster.stop();
  }
}
