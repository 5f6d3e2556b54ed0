// A process to be killed: starts the embedded server on the folder given and writes numbers, saying each once it is
// committed.
import pg from "pg";
import { startEmbedded } from "../../api/postgres/embedded.ts";

const dataDir = process.argv[2];
if (!dataDir) throw new Error("a data directory is needed");
const server = await startEmbedded({ dataDir });
process.once("SIGINT", () => void server.stop().then(() => process.exit(0)));
const client = new pg.Client({ connectionString: server.url });
client.on("error", () => {});
await client.connect();
await client.query("DROP TABLE IF EXISTS written");
await client.query("CREATE TABLE written (n int PRIMARY KEY)");
process.stdout.write(`${JSON.stringify({ pid: process.pid, directory: server.directory })}\n`);
for (let n = 0; ; n++) {
  await client.query("INSERT INTO written VALUES ($1)", [n]);
  process.stdout.write(`${n}\n`);
}
