import { readEnvironment } from "../../api/environment.ts";
import { readSigningKeys } from "../../api/secrets.ts";
import type { DeliveryReceiver } from "../../prisma/generated/enums.ts";
import { type Platform, startPlatform } from "./platform.ts";

export interface Receivers {
  credit: Platform;
  regulation: Platform;
  /** Of the hub that tells them. */
  variables: Record<string, string>;
  close(): Promise<void>;
}

/** The provincial credit platform and market regulation, with the keys of the hub whose data folder this is. */
export async function startReceivers(folder: string): Promise<Receivers> {
  const keys = { creditPlatform: new Map<string, Buffer>(), marketRegulation: new Map<string, Buffer>() };
  const credit = await startPlatform(() => keys.creditPlatform);
  const regulation = await startPlatform(() => keys.marketRegulation);
  const variables = {
    HUB_DATA_DIR: folder,
    HUB_CREDIT_PLATFORM_URL: credit.url,
    HUB_MARKET_REGULATION_URL: regulation.url,
  };
  for (const [receiver, way] of Object.entries(readEnvironment(variables).receivers))
    for (const [id, key] of (await readSigningKeys(way.keyFile)).keys) keys[receiver as DeliveryReceiver].set(id, key);
  const close = async () => {
    await credit.close();
    await regulation.close();
  };
  return { credit, regulation, variables, close };
}
