/** Companies, complexes and contracts, said by each city's system: a tenth of a province. */
import { Temporal } from "temporal-polyfill";
import type { Region } from "../../prisma/generated/client.ts";
import { columnOf, dateOf } from "../../schema/calendar/rules.ts";
import { type CompanyRow, upsertCompanies } from "../../schema/company/commands.ts";
import { expectedCheckDigit } from "../../schema/company/rules.ts";
import { type ComplexRow, upsertComplexes } from "../../schema/complex/commands.ts";
import { type ContractRow, upsertServiceContracts } from "../../schema/contract/commands.ts";
import type { RowOutcome } from "../../schema/source/upsert.ts";
import { companyNames, complexNames, personName } from "./names.ts";
import { type Random, randomFor } from "./random.ts";
import type { Stage } from "./stage.ts";

/** Complexes by city: skewed as the province's towns are. */
const complexesIn: Readonly<Record<string, number>> = {
  "1401": 280,
  "1402": 130,
  "1406": 62,
  "1409": 92,
  "1411": 92,
  "1407": 112,
  "1405": 70,
  "1404": 106,
  "1403": 50,
  "1410": 96,
  "1408": 90,
};
const complexesPerCompany = 6.4;
/** Companies that work in several cities, and what of them each city says. */
const provinceWide = 6;

export async function seedLedger(stage: Stage, share: number): Promise<void> {
  const shared = sharedCompanies();
  for (const [order, city] of stage.regions.children("14").entries()) {
    const random = randomFor(`ledger ${city.code}`);
    const at = new Date(stage.begins.getTime() + (order + 1) * 5 * 60_000);
    const step = (name: string) => stage.as(`system-${city.code}`, at, `ledger ${city.code} ${name}`);
    const count = Math.ceil((complexesIn[city.code] ?? 50) * share);
    const companies = [
      ...companiesOf(city, count, random, at),
      ...shared.filter(() => random.chance(0.6)).map((row) => ({ ...row, sourceUpdatedAt: at })),
    ];
    const complexes = complexesOf(stage, city, count, random, at);
    const contracts = contractsOf(complexes, companies, random, at);
    requireTaken(await upsertCompanies(step("companies"), companies));
    requireTaken(await upsertComplexes(step("complexes"), complexes));
    requireTaken(await upsertServiceContracts(step("contracts"), contracts));
  }
}

/** The demonstration obeys the rules like everybody: a row that is refused is a mistake of ours. */
function requireTaken(outcomes: readonly RowOutcome[]) {
  const refused = outcomes.find(({ errors }) => errors.length > 0);
  if (refused) throw new Error(`${refused.externalId}: ${refused.errors[0]?.code}`);
}

const usccOf = (county: string, number: number) => {
  const first17 = `91${county}MADEM${String(number).padStart(4, "0")}`;
  return first17 + expectedCheckDigit(first17);
};

function companiesOf(city: Region, complexes: number, random: Random, sourceUpdatedAt: Date): CompanyRow[] {
  const place = city.name.replace("市", "");
  const name = companyNames(random, place);
  return Array.from({ length: Math.ceil(complexes / complexesPerCompany) }, (_, index) => ({
    externalId: `WY-${city.code}-${index + 1}`,
    sourceUpdatedAt,
    uscc: usccOf(`${city.code}99`, index + 1),
    name: name(),
    legalRepresentative: personName(random),
    registeredAddress: `${city.name}演示路${random.int(1, 300)}号`,
    phone: null,
  }));
}

function sharedCompanies(): Omit<CompanyRow, "sourceUpdatedAt">[] {
  const random = randomFor("shared companies");
  const name = companyNames(random, "晋域");
  return Array.from({ length: provinceWide }, (_, index) => ({
    externalId: `WY-14-${index + 1}`,
    uscc: usccOf("140000", index + 1),
    name: name(),
    legalRepresentative: personName(random),
  }));
}

function complexesOf(stage: Stage, city: Region, count: number, random: Random, sourceUpdatedAt: Date): ComplexRow[] {
  const counties = stage.regions
    .children(city.code)
    .map((county) => ({ ...county, name: county.name, next: complexNames(random) }));
  const towns = ({ name }: Region) => (name.endsWith("区") ? 4 : name.endsWith("市") ? 2.5 : 1);
  return Array.from({ length: count }, (_, index) => {
    const county = random.weighted(counties, towns);
    const streets = stage.regions
      .children(county.code)
      .filter(({ name }) => name.endsWith("街道") || name.endsWith("镇"));
    const street = streets.length > 0 && random.chance(0.93) ? random.pick(streets) : null;
    const households = Math.round(80 + 2200 * random.next() ** 2.2);
    const guidedPrice = random.chance(0.38);
    const grade = random.weighted([1, 2, 3, 4], (level) => [1, 3, 5, 2][level - 1] ?? 1);
    return {
      externalId: `XQ-${city.code}-${index + 1}`,
      sourceUpdatedAt,
      name: county.next(),
      address: `${county.name}${street?.name ?? ""}演示街${random.int(1, 200)}号`,
      county: county.code,
      subdistrict: street?.code ?? null,
      households,
      areaHundredths: households * random.int(8_500, 12_800),
      guidedPrice,
      serviceGrade: `${"一二三四"[grade - 1]}级`,
      chargeFen: (guidedPrice ? 40 : 90) + (4 - grade) * 35 + random.int(0, 40),
    };
  });
}

/** A few big companies serve much, many serve little; one complex in fifty is served by nobody. */
function contractsOf(
  complexes: readonly ComplexRow[],
  companies: readonly CompanyRow[],
  random: Random,
  sourceUpdatedAt: Date,
): ContractRow[] {
  const today = dateOf(sourceUpdatedAt);
  const rank = new Map(companies.map((company, index) => [company, 1 / (index + 2)]));
  const company = () => random.weighted(companies, (one) => rank.get(one) ?? 0);
  return complexes.flatMap((complex, index): ContractRow[] => {
    if (index % 50 === 49) return [];
    const startsOn = today.subtract({ days: random.int(60, 1700) });
    const years = random.int(2, 5);
    const contract = (part: string, from: Temporal.PlainDate, until: Temporal.PlainDate | null): ContractRow => ({
      externalId: `HT-${complex.externalId}-${part}`,
      sourceUpdatedAt,
      complexExternalId: complex.externalId,
      uscc: company().uscc,
      kind: random.chance(0.45) ? "preliminary" : "owners",
      startsOn: columnOf(from),
      endsOn: until && columnOf(until),
      serviceGrade: complex.serviceGrade,
      chargeFen: complex.chargeFen,
    });
    const endsOn = random.chance(0.12) ? null : startsOn.add({ years }).subtract({ days: 1 });
    const current = contract("2", startsOn, endsOn);
    const former = random.chance(0.2)
      ? [contract("1", startsOn.subtract({ years: 3 }), startsOn.subtract({ days: 1 }))]
      : [];
    // Some have agreed already on who comes next.
    const ending = endsOn && Temporal.PlainDate.compare(endsOn, today) > 0 && today.until(endsOn).total("days") < 120;
    const next = ending && random.chance(0.5) ? [contract("3", endsOn.add({ days: 1 }), null)] : [];
    return [...former, current, ...next];
  });
}
