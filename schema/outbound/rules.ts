/**
 * Where the hub may send to, of the addresses that people enter: whoever may enter one must not reach, or find out about,
 * what stands beside the hub in its network.
 *
 * Pure: names are resolved elsewhere (api/outbound); what they resolve to is judged here.
 */
import ipaddr from "ipaddr.js";
import { refuse } from "./refusals.ts";

/** What the operator allows beside the public addresses. */
export interface Allowed {
  /** `host` or `host:port`, as a URL writes hosts. */
  names: ReadonlySet<string>;
  blocks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];
}

/** A host, a host with its port, or a block of addresses. */
export const isAllowable = (entry: string): boolean =>
  entry.includes("/") ? ipaddr.isValidCIDR(entry) : nameOf(entry) !== null;

/** @param entries each of which `isAllowable` */
export const allowedBy = (entries: readonly string[]): Allowed => ({
  names: new Set(entries.flatMap((entry) => nameOf(entry) ?? [])),
  blocks: entries.filter((entry) => entry.includes("/")).map((entry) => ipaddr.parseCIDR(entry)),
});

/** As a URL writes it, which knows one host in many spellings; its port stays though it be the scheme's own. */
function nameOf(entry: string): string | null {
  if (/[\s/@?#\\]/.test(entry)) return null;
  const host = ipaddr.IPv6.isValid(entry) ? `[${entry}]` : entry;
  if (!URL.canParse(`http://${host}`)) return null;
  const port = /[^:]:(\d+)$/.exec(host)?.[1];
  return new URL(`http://${host}`).hostname + (port === undefined ? "" : `:${Number(port)}`);
}

const portOf = ({ port, protocol }: URL) => port || (protocol === "https:" ? "443" : "80");

/** Named by the operator: wherever that name leads, and by http as well. */
export const isNamed = (url: URL, { names }: Allowed): boolean =>
  names.has(url.hostname) || names.has(`${url.hostname}:${portOf(url)}`);

/** The address of a URL that has one instead of a name. */
export function addressIn({ hostname }: URL): string | null {
  const address = hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(address) ? address : null;
}

/** Public by its place, but the cloud's own (Azure): it answers whichever machine of it asks. */
const cloudsOwn = "168.63.129.16";
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/** Of the ranges that the registries set apart none is public, nor is what translates or carries another address. */
function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== "unicast") return false;
  return address instanceof ipaddr.IPv6 ? address.match(globalUnicast) : address.toString() !== cloudsOwn;
}

/** Whether a connection to this address may be made for an URL whose host is no name of the operator's. */
export function isOpen(text: string, { blocks }: Allowed): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  return isPublic(address) || isIn(address, blocks);
}

const isIn = (address: ipaddr.IPv4 | ipaddr.IPv6, blocks: Allowed["blocks"]) =>
  blocks.some((block) => address.kind() === block[0].kind() && address.match(block));

export const longestTarget = 2_000;

/**
 * Judges an address as it is entered. Where its name leads is judged each time when it is sent to.
 *
 * @throws {Refusal} `outbound/address-invalid`, `outbound/address-closed`
 */
export function requireTarget(field: readonly string[], text: string, allowed: Allowed): URL {
  const invalid = () => refuse("outbound/address-invalid", field, { max: longestTarget });
  if (text.length > longestTarget || !URL.canParse(text)) throw invalid();
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") throw invalid();
  if (url.protocol !== "https:" && url.protocol !== "http:") throw invalid();
  if (isNamed(url, allowed)) return url;
  const address = addressIn(url);
  if (url.protocol === "http:" && !(address && isIn(ipaddr.parse(address), allowed.blocks))) throw invalid();
  if (address && !isOpen(address, allowed)) throw refuse("outbound/address-closed", field, { host: url.hostname });
  return url;
}
