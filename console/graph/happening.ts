import type { ResultOf } from "./graphql.ts";
import type { LiveLine_Subscription } from "./operations.ts";

type Item = ResultOf<typeof LiveLine_Subscription>["activity"];

/** An event of the log as the live line brings it. */
export type Happening = Item & { subject: NonNullable<Item["subject"]> };

/** Not a checkpoint. */
export const isHappening = (item: Item): item is Happening => item.subject !== null;
