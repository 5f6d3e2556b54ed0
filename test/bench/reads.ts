import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import { regions } from "../../seeds/regions.ts";
import { copyTemplate, startTestCluster } from "../kit/cluster.ts";
import { fillProvince } from "../kit/province.ts";
import type { Figure } from "./figure.ts";

/** Connections that ask without a pause. */
const connections = 8;
const rounds = 4;
const secondsPerTurn = 4;

/** A page of 50 complaints with complex, city and company, of 200,000: the hub against raw SQL and PostGraphile 5. */
export async function reads(): Promise<Figure[]> {
  const cluster = await startTestCluster();
  const { url, drop } = await copyTemplate({ ...cluster, template: cluster.reference });
  const dataDir = await mkdtemp(join(tmpdir(), "hub-bench-"));
  const children: ChildProcess[] = [];
  try {
    const key = await fillProvince(url, cluster.superuserUrl, { complaints: 200_000, complexes: 11_800 });
    const start = async (name: string, args: string[], environment: NodeJS.ProcessEnv = {}) => {
      const child = spawn(process.execPath, args, {
        env: { ...process.env, NODE_ENV: "production", ...environment },
        stdio: ["ignore", "pipe", "inherit"],
      });
      children.push(child);
      return { name, port: await portOf(child), agent: new Agent({ keepAlive: true, maxSockets: connections }) };
    };
    const raw = await start("raw", ["test/bench/peers.ts", "raw", url]);
    const postgraphile = await start("postgraphile", ["test/bench/peers.ts", "postgraphile", url]);
    const hub = await start("hub", ["api/start.ts"], {
      DATABASE_URL: url,
      HUB_DATA_DIR: dataDir,
      HUB_DEMO: "0",
      PORT: "4899",
    });
    const contenders = [
      { ...raw, body: "", headers: {} as Record<string, string>, rows: (answer: never) => answer as Page },
      {
        ...postgraphile,
        body: JSON.stringify({ query: peerQuery }),
        headers: {} as Record<string, string>,
        rows: ofPostgraphile,
      },
      { ...hub, body: JSON.stringify({ query: hubQuery }), headers: { authorization: `Bearer ${key}` }, rows: ofHub },
    ];
    const pages = await Promise.all(
      contenders.map(async ({ rows, ...one }) => normal(rows(JSON.parse(await ask(one)) as never))),
    );
    for (const [index, page] of pages.entries())
      if (page.length !== 50 || !isDeepStrictEqual(page, pages[0]))
        throw new Error(
          `${contenders[index]?.name} answers differently: ${JSON.stringify(page[0])} is not ${JSON.stringify(pages[0]?.[0])}`,
        );
    const rates = new Map(contenders.map(({ name }) => [name, [] as number[]]));
    for (const contender of contenders) await hammer(contender, 2);
    for (let round = 0; round < rounds; round++)
      for (const contender of contenders) rates.get(contender.name)?.push(await hammer(contender, secondsPerTurn));
    const median = (name: string) => [...(rates.get(name) ?? [])].sort((a, b) => a - b)[rounds >> 1] as number;
    const [limit, peer, own] = ["raw", "postgraphile", "hub"].map(median) as [number, number, number];
    return [
      {
        name: "page of 50 against raw SQL",
        measured: own / limit,
        bar: { atLeast: 0.3 },
        detail: `${own.toFixed(0)} of ${limit.toFixed(0)} requests a second`,
      },
      {
        name: "page of 50 against PostGraphile",
        measured: own / peer,
        bar: { aim: 1 },
        detail: `${own.toFixed(0)} of ${peer.toFixed(0)} requests a second`,
      },
    ];
  } finally {
    for (const child of children) child.kill("SIGTERM");
    await Promise.all(children.map((child) => child.exitCode ?? once(child, "exit")));
    await drop();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Contender {
  port: number;
  agent: Agent;
  body: string;
  headers: Record<string, string>;
}
type Page = { number: string; state: string; filedAt: string; complex: object; city: object; company: object }[];

/** States in one spelling, instants in one notation. */
const normal = (page: Page) =>
  page.map((row) => ({ ...row, state: row.state.toLowerCase(), filedAt: new Date(row.filedAt).getTime() }));

const hubQuery = `{ complaints(first: 50, orderBy: FILED_NEWEST) { edges { node { number state filedAt
  complex { name } city { code name } company { name uscc } } } } }`;
const ofHub = (answer: { data: { complaints: { edges: { node: Page[number] }[] } } }) =>
  answer.data.complaints.edges.map(({ node }) => node);

// PostGraphile has no foreign key to follow to the city, whose name the hub looks up in memory: it is spared that part.
const peerQuery = `{ allComplaints(first: 50, orderBy: [FILED_AT_DESC, PRIMARY_KEY_DESC]) { nodes { number state filedAt cityCode
  complexByComplexIdAndCountyCode { name } companyByCompanyId { name uscc } } } }`;
const ofPostgraphile = (answer: { data: { allComplaints: { nodes: Record<string, never>[] } } }): Page =>
  answer.data.allComplaints.nodes.map(({ number, state, filedAt, cityCode, ...related }) => ({
    number,
    state,
    filedAt,
    complex: related.complexByComplexIdAndCountyCode,
    city: { code: cityCode, name: cityNames.get(String(cityCode)) },
    company: related.companyByCompanyId,
  })) as never;
const cityNames = new Map(regions.map(({ code, name }) => [code, name]));

function ask({ port, agent, body, headers }: Contender): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { port, agent, method: "POST", path: "/graphql", headers: { "content-type": "application/json", ...headers } },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** @returns requests a second */
async function hammer(contender: Contender, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let answered = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (; performance.now() < until; answered++) await ask(contender);
    }),
  );
  return answered / seconds;
}

/** The hub prints addresses, the peers their port. */
async function portOf(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error("no output");
  let port = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    port ||= Number(/port (\d+)|127\.0\.0\.1:(\d+)/.exec(line)?.slice(1).find(Boolean) ?? 0);
    if (port && /^port|^Ready/.test(line)) return port;
  }
  throw new Error("ended before it listened");
}
