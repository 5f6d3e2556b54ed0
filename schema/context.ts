import type { Pool } from "pg";
import type { Db } from "../prisma/client.ts";
import type { DeliveryReceiver } from "../prisma/generated/enums.ts";
import type { Viewer } from "./account/viewer.ts";
import type { Feed } from "./activity/feed.ts";
import type { Press } from "./brief/press.ts";
import type { Clock } from "./clock.ts";
import type { EvidenceStore, Unfinished } from "./evidence/store.ts";
import type { Allowed } from "./outbound/rules.ts";
import type { Vault } from "./privacy/vault.ts";
import type { RefusalLocale } from "./refusals.ts";
import type { RegionBook } from "./region/book.ts";

/** What a command or a query is given: who asks, by which clock, and the hub's means. */
export interface HubContext {
  db: Db;
  /** For hand-written named statements on hot paths. */
  pool: Pool;
  clock: Clock;
  viewer: Viewer;
  locale: RefusalLocale;
  regions: RegionBook;
  vault: Vault;
  evidence: EvidenceStore;
  unfinished: Unfinished;
  press: Press;
  /** Bodies to which the hub knows the way: what is queued for any other waits. */
  receivers: ReadonlySet<DeliveryReceiver>;
  /** Whether the hub knows a mail server: else letters wait. */
  mails: boolean;
  /** Where what people enter may lead, beside public addresses. */
  outbound: Allowed;
  /** Mailboxes that every approved brief is sent to, and the addresses to which it is posted and put. */
  briefRecipients: readonly string[];
  /** Code of the campaign that runs on this hub. */
  campaign: string;
  /** Address of the caller, for limits; null for the hub itself. */
  address: string | null;
  /** Set when a mutation came with `Idempotency-Key`. */
  idempotency?: { key: string; field: string; bodyHash: Buffer };
  /** For subscriptions; nobody follows the log from a job, a timer or a seed. */
  feed?: Feed;
  /** Tells the feed that the log has grown; called after commit, coalesced by the callee. */
  wake(): void;
}
