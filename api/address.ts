import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** Whether an address lies in one of the blocks (`10.0.0.0/8`, `2001:db8::/32`, or single addresses). */
export function inBlocks(blocks: readonly string[]): (address: string) => boolean {
  if (blocks.length === 0) return () => false;
  const list = new BlockList();
  for (const block of blocks) {
    const [address = "", bits] = block.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 6 ? "ipv6" : "ipv4");
  };
}

export const isLoopback = (() => {
  const loopback = inBlocks(["127.0.0.0/8", "::1"]);
  return (address: string) => loopback(address);
})();

/** `::ffff:192.0.2.1` is how a dual-stack socket writes 192.0.2.1. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");

/**
 * Where a request comes from: the socket's address, or what trusted proxies say about it. `X-Forwarded-For` is read from
 * its end, the first address that is no proxy of ours counts: whatever stands before it is the caller's own claim.
 */
export function callerAddress(trusted: (address: string) => boolean): (request: IncomingMessage) => string {
  return (request) => {
    let address = plain(request.socket.remoteAddress ?? "");
    const header = request.headers["x-forwarded-for"];
    if (!header || !trusted(address)) return address;
    for (const hop of String(header).split(",").reverse()) {
      const claimed = plain(hop.trim());
      if (isIP(claimed) === 0) return address;
      address = claimed;
      if (!trusted(address)) return address;
    }
    return address;
  };
}
