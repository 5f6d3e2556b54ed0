// npm run mutate [-- DOMAIN ...]: does a test notice when a rule is changed? The tests of a domain are those that are
// named after it, in test/rules. Exit 1 when fewer than nine of ten changes are noticed.
import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { Stryker } from "@stryker-mutator/core";

type MutantResult = Awaited<ReturnType<Stryker["runMutationTest"]>>[number];

const bar = 0.9;
const root = join(import.meta.dirname, "../..");
process.chdir(root);

const found = globSync("schema/*/{rules,states}.ts").sort();
const domains = [...new Set(found.map((file) => dirname(file).split("/")[1] as string))];
const named = process.argv.slice(2);
const unknown = named.filter((name) => !domains.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`No rules of ${unknown.join(", ")}; there are: ${domains.join(", ")}\n`);
  process.exit(2);
}

const noticed = ({ status }: MutantResult) => status === "Killed" || status === "Timeout";
/** A change that no program can run is none. */
const counted = (mutant: MutantResult) =>
  noticed(mutant) || mutant.status === "Survived" || mutant.status === "NoCoverage";

async function mutate(domain: string): Promise<MutantResult[]> {
  process.env.HUB_MUTATED_DOMAIN = domain;
  const stryker = new Stryker({
    mutate: found.filter((file) => file.startsWith(`schema/${domain}/`)),
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    // The configuration names the tests of the domain: there is nothing to look for.
    vitest: { configFile: "test/mutate/vitest.config.ts", related: false },
    tempDirName: "coverage/mutants",
    // Generous: a busy machine is no merit of the tests. A loop without end is known by how often it goes round.
    timeoutMS: 120_000,
    // What the rules' tests do not read is not copied.
    ignorePatterns: ["console", "docs", "var", "test/console", "test/api"],
    reporters: [],
    fileLogLevel: "off",
    logLevel: "error",
    warnings: false,
    allowConsoleColors: false,
  } as ConstructorParameters<typeof Stryker>[0]);
  return (await stryker.runMutationTest()).filter(counted);
}

const share = (mutants: readonly MutantResult[]) =>
  mutants.length === 0 ? 1 : mutants.filter(noticed).length / mutants.length;
const told = (name: string, mutants: readonly MutantResult[]) =>
  `${name}  ${(100 * share(mutants)).toFixed(1)}% of ${mutants.length} changes noticed\n`;

const all: MutantResult[] = [];
for (const domain of named.length > 0 ? named : domains) {
  const mutants = await mutate(domain);
  all.push(...mutants);
  process.stdout.write(told(domain, mutants));
  for (const mutant of mutants.filter((one) => !noticed(one))) {
    const { fileName, location, mutatorName, replacement } = mutant;
    const place = `${fileName.slice(fileName.indexOf("schema/"))}:${location.start.line}:${location.start.column}`;
    process.stdout.write(`  ${place}  ${mutatorName}: ${replacement?.replaceAll(/\s+/g, " ")}\n`);
  }
}
process.stdout.write(told("all", all));
process.exit(share(all) < bar ? 1 : 0);
