import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { walks } from "../kit/walks.ts";

it("knows every table of states that there is, so that none is forgotten", async () => {
  const schema = join(import.meta.dirname, "../../schema");
  const tables: string[] = [];
  for await (const file of glob("**/*.ts", { cwd: schema })) {
    const source = await readFile(join(schema, file), "utf8");
    for (const [, name] of source.matchAll(/^(?:export )?const (\w+): Transitions</gm)) tables.push(`${file} ${name}`);
  }
  expect(tables.sort()).toEqual(Object.keys(walks).sort());
});

// npm run mutate changes the rules of one domain at a time: those of the others then need no walking.
const domain = process.env.HUB_MUTATED_DOMAIN;
const walked = Object.entries(walks).filter(([name]) => !domain || name.startsWith(`${domain}/`));

describe.each(walked)("%s", (_, { table, pairs }) => {
  it.each(pairs)("$name: $expected", ({ expected, came, offered }) => {
    expect(came()).toBe(expected);
    // A page offers exactly what would succeed.
    expect(offered() ?? !expected.includes("/")).toBe(!expected.includes("/"));
  });
  it("is walked with every command that it lists", () => {
    const listed = Object.entries(table).flatMap(([state, next]) =>
      Object.keys(next).map((type) => `${state} + ${type}`),
    );
    expect(pairs.map(({ name }) => name)).toEqual(expect.arrayContaining(listed));
  });
});
