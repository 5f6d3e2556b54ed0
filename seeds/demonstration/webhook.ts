import type { Viewer } from "../../schema/account/viewer.ts";
import type { HubContext } from "../../schema/context.ts";
import { createWebhook, pauseWebhook } from "../../schema/webhook/commands.ts";

/** One that shows what there is to be set, paused: nobody listens at a reserved name (RFC 2606). */
export async function holdWebhook(context: HubContext, cast: ReadonlyMap<string, Viewer>): Promise<void> {
  const city = cast.get("city-1401");
  if (!city || (await context.db.webhook.count()) > 0) return;
  const asCity = { ...context, viewer: city };
  const terms = { name: "演示：市级监管系统", url: "https://city.example/hooks", kinds: [] };
  const { id } = await createWebhook(asCity, { ...terms, format: "hub" });
  await pauseWebhook(asCity, id);
}
