// node test/bench/peers.ts raw|postgraphile URL: a peer over the same database, its port on standard output.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";

const [peer, url] = process.argv.slice(2);

if (peer === "raw") await raw();
else await postgraphile();

/** The limit: one prepared statement whose text goes to the socket as it is. */
async function raw() {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const text = `select coalesce(json_agg(r), '[]')::text as rows from (
    select complaint."number", complaint."state", complaint."filedAt",
      json_build_object('name', complex."name") as complex,
      json_build_object('code', city."code", 'name', city."name") as city,
      json_build_object('name', company."name", 'uscc', company."uscc") as company
    from "Complaint" complaint
    left join "Complex" complex on complex."id" = complaint."complexId"
    left join "Company" company on company."id" = complaint."companyId"
    left join "Region" city on city."code" = complaint."cityCode"
    order by complaint."filedAt" desc, complaint."id" desc limit 50) r`;
  const server = createServer(async (request, response) => {
    for await (const _chunk of request);
    const { rows } = await pool.query({ name: "page", text });
    response.setHeader("content-type", "application/json");
    response.end(rows[0].rows);
  });
  announce(server.listen(0, "127.0.0.1"));
}

async function postgraphile() {
  const { postgraphile: create } = await import("postgraphile");
  const { PostGraphileAmberPreset } = await import("postgraphile/presets/amber");
  const { makePgService } = await import("postgraphile/adaptors/pg");
  const { grafserv } = await import("postgraphile/grafserv/node");
  const instance = create({
    extends: [PostGraphileAmberPreset],
    pgServices: [makePgService({ connectionString: url as string, schemas: ["public"] })],
    grafserv: { watch: false, graphiql: false },
    grafast: { explain: false },
  });
  const server = createServer();
  const serv = instance.createServ(grafserv);
  await serv.addTo(server);
  announce(server.listen(0, "127.0.0.1"));
}

function announce(server: ReturnType<typeof createServer>) {
  server.once("listening", () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`));
}
