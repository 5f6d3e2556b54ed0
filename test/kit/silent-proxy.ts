import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a database or a hub on which connections can fall silent, as when a machine freezes or a firewall forgets them. */
export async function startSilentProxy(targetUrl: string) {
  const target = new URL(targetUrl);
  const open = new Set<{ near: Socket; far: Socket; silent: boolean }>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const pair = { near, far, silent: false };
    open.add(pair);
    const pass = (to: Socket) => (data: Buffer) => void (pair.silent || to.write(data));
    near.on("data", pass(far));
    far.on("data", pass(near));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("error", () => {});
      one.on("close", () => {
        open.delete(pair);
        if (!pair.silent) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(targetUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  /** What is open now breaks off; what is opened later works. */
  const cut = () => {
    for (const { near, far } of open) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    url: url.href,
    /** What is open now carries nothing any more, and is not closed either; what is opened later works. */
    silence() {
      for (const pair of open) pair.silent = true;
    },
    cut,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
  };
}
