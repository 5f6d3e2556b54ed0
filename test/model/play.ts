/** Plays a history on the hub and on the model, and says where the two part. */
import { openQuestions, answer as told } from "../kit/questions.ts";
import { complaintVerbs, passTime, running } from "./complaints.ts";
import { gradesHold, gradeVerbs } from "./grades.ts";
import { inspectionVerbs } from "./inspections.ts";
import { penaltyVerbs } from "./penalties.ts";
import { isOverdue, rectificationVerbs } from "./rectifications.ts";
import { end, idOf, type Stage } from "./stage.ts";
import { transferVerbs } from "./transfers.ts";
import type { Dice, Given, Row, Verb } from "./verb.ts";
import type { Actor, Subject, World } from "./world.ts";

const verbs: readonly Verb[] = [
  ...complaintVerbs,
  ...inspectionVerbs,
  ...rectificationVerbs,
  ...transferVerbs,
  ...gradeVerbs,
  ...penaltyVerbs,
];

/** Chance from a seed (mulberry32). */
function diceOf(seed: number): Dice {
  let state = seed;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return { below, pick: (items) => items[below(items.length)] as never, once: (times) => below(times) === 0 };
}

export interface Played {
  carriedOut: number;
  refused: Record<string, number>;
}

export async function play(stage: Stage, seed: number, steps: number): Promise<Played> {
  const played: Played = { carriedOut: 0, refused: {} };
  const questions = [...openQuestions(1, [])].map(([, document]) => document);
  const dice = diceOf(seed);
  for (let number = 1; number <= steps; number++) {
    try {
      if (dice.once(9)) await wait(stage, dice);
      else await act(stage, dice, played);
      await compare(stage);
      if (dice.once(4)) await ask(stage, dice, dice.pick(stage.actors), questions);
    } catch (error) {
      throw new Error(`HUB_MODEL_SEED=${seed}, step ${number}: ${(error as Error).message}`, { cause: error });
    }
  }
  return played;
}

/** Time goes by, and what is due by then happens. */
async function wait({ hub, world }: Stage, dice: Dice) {
  const hours = dice.once(3) ? 24 + dice.below(96) : 1 + dice.below(24);
  const now = new Date(world.now.getTime() + hours * 3_600_000);
  if (now > end) return;
  world.now = now;
  hub.clock.set(now);
  await hub.tick();
  passTime(world);
  gradesHold(world);
}

/** Mostly what can be done, by somebody who may. */
function choose({ actors, world }: Stage, dice: Dice): { verb: Verb; actor: Actor } {
  const any = { verb: dice.pick(verbs), actor: dice.pick(actors) };
  const able = (verb: Verb) =>
    actors.filter((actor) => verb.by.includes(actor.role) && (verb.ready?.(world, actor) ?? true));
  const ready = verbs.filter((verb) => able(verb).length > 0);
  if (dice.once(8) || ready.length === 0) return any;
  const verb = dice.pick(ready);
  return { verb, actor: dice.once(8) ? any.actor : dice.pick(able(verb)) };
}

async function act(stage: Stage, dice: Dice, played: Played) {
  const { world } = stage;
  const { verb, actor } = choose(stage, dice);
  const given = await verb.prepare(world, actor, dice, stage.paper);
  if (!given) return;
  const before = await rowsOf(stage);
  const { id, code, errors, answer } = await give(stage, actor, verb, given);
  const what = `${verb.field} by ${actor.role} ${actor.region} with ${JSON.stringify(given.input)} to ${JSON.stringify(given.subject)}`;
  if (errors[0] !== given.refused)
    throw new Error(`${what}: ${errors[0] ?? "carried out"}, by the model ${given.refused ?? "carried out"}`);
  const after = await rowsOf(stage);
  requireNothingOf(stage, actor, answer, what);
  if (given.refused) {
    played.refused[given.refused] = (played.refused[given.refused] ?? 0) + 1;
    if (fingerprint(before) !== fingerprint(after)) throw new Error(`${what} was refused, and something has changed`);
    return;
  }
  played.carriedOut += 1;
  const known = new Set(before.map((row) => row.id));
  const subject = given.subject ?? { id: id as string, version: 0 };
  const row = after.find((one) => one.id === subject.id);
  if (row?.version !== subject.version + 1)
    throw new Error(`${what}: version ${row?.version} after ${subject.version}`);
  given.done?.(
    id ?? subject.id,
    after.filter((one) => !known.has(one.id)),
    code,
  );
}

interface Answered {
  id: string | null;
  code: string | null;
  errors: readonly string[];
  answer: object;
}

async function give({ hub }: Stage, actor: Actor, { field, payload }: Verb, { input }: Given): Promise<Answered> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const asked = {
    recordComplaint: "complaint { id version } trackingCode",
    answerFeedback: "complaint { __typename }",
  }[field];
  const data = await hub.ask<Record<string, Record<string, { id?: string } | null> & { errors: { code: string }[] }>>(
    field === "answerFeedback" ? hub.public : actor,
    `mutation ($input: ${type}!) { ${field}(input: $input) { ${asked ?? `${payload} { id version }`} errors { code path message } } }`,
    { input },
    { address: null },
  );
  const result = data[field] as never as Record<string, { id?: string } | null> & {
    errors: { code: string }[];
    trackingCode?: string;
  };
  return {
    id: result[payload]?.id ? idOf(result[payload].id) : null,
    code: result.trackingCode ?? null,
    errors: result.errors.map(({ code }) => code),
    answer: data,
  };
}

const tables: Record<string, { parent?: string; kind?: string; overdue?: string }> = {
  Complaint: { overdue: `cardinality("lapsed") > 0` },
  Inspection: {},
  Finding: { parent: `"inspectionId"` },
  Rectification: { overdue: `"overdueAt" is not null and "settledAt" is null` },
  FollowUp: { parent: `"rectificationId"`, kind: `"kind"::text` },
  Transfer: { overdue: `"overdueAt" is not null` },
  CreditEvent: {},
  GradeReview: {},
  PenaltyCase: { overdue: `"overdueAt" is not null` },
};
const statement = Object.entries(tables)
  .map(
    ([table, { parent = "null::uuid", kind = "null", overdue = "false" }]) =>
      `select '${table}' as "type", "id", "state"::text, "version", ${parent} as "parent", ${kind} as "kind", ${overdue} as "overdue" from "${table}"`,
  )
  .join(" union all ");

async function rowsOf({ hub }: Stage): Promise<Row[]> {
  const { rows } = await hub.pool.query<Row>(statement);
  return rows;
}

const fingerprint = (rows: readonly Row[]) =>
  rows
    .map(({ id, state, version }) => `${id} ${state} ${version}`)
    .sort()
    .join();

/** Every subject stands where the model says, and what is overdue is. */
async function compare(stage: Stage) {
  const rows = await rowsOf(stage);
  const { world } = stage;
  const overdue = (late: boolean) => (late ? " overdue" : "");
  const expected = new Map<string, string>();
  const put = (type: string, subjects: readonly Subject[], late: (one: never) => boolean = () => false) => {
    for (const one of subjects) expected.set(`${type} ${one.id}`, one.state + overdue(late(one as never)));
  };
  put("Complaint", world.complaints, (one: World["complaints"][number]) =>
    running(one).some((due) => due <= world.now),
  );
  put("Inspection", world.inspections);
  put("Finding", world.findings);
  put("Rectification", world.rectifications, (one: World["rectifications"][number]) => isOverdue(world, one));
  const late = ({ dueAt }: { dueAt: Date | null }) => dueAt !== null && dueAt <= world.now;
  put("Transfer", world.transfers, late);
  put("CreditEvent", world.creditEvents);
  put("GradeReview", world.gradeReviews);
  put("PenaltyCase", world.penalties, late);
  for (const { rectificationId, kind, state } of world.followUps)
    expected.set(`FollowUp ${rectificationId} ${kind}`, state);
  const byId = new Map(subjectsOf(world).map((one) => [one.id, one]));
  for (const { type, id, state, version, parent, kind, overdue: late } of rows) {
    const key = type === "FollowUp" ? `FollowUp ${parent} ${kind}` : `${type} ${id}`;
    const said = expected.get(key);
    if (said !== state + overdue(late))
      throw new Error(`${key} is ${state}${overdue(late)}, by the model ${said ?? "nothing"}`);
    expected.delete(key);
    const debt =
      type === "FollowUp" && world.followUps.find((one) => one.rectificationId === parent && one.kind === kind);
    const known = debt ? Object.assign(debt, { id }) : byId.get(id);
    if (known && version < known.version) throw new Error(`${key} has gone back to version ${version}`);
    if (known) known.version = version;
  }
  const [missing] = expected.keys();
  if (missing) throw new Error(`${missing} is by the model ${expected.get(missing)}, and there is none`);
}

const subjectsOf = (world: World): readonly Subject[] => [
  ...world.complexes,
  ...world.complaints,
  ...world.inspections,
  ...world.findings,
  ...world.rectifications,
  ...world.followUps,
  ...world.transfers,
  ...world.creditEvents,
  ...world.gradeReviews,
  ...world.penalties,
];

/** Whatever somebody asks, nothing of another's region comes back. */
async function ask(stage: Stage, dice: Dice, actor: Actor, questions: readonly string[]) {
  const question = dice.pick(questions);
  requireNothingOf(stage, actor, await told(stage.hub, actor, question, {}, { address: null }), question.slice(0, 60));
}

function requireNothingOf({ world }: Stage, { role, region, id }: Actor, answer: unknown, what: string) {
  // An id is told as it is, or within the base64 of a global id or a cursor.
  const text = JSON.stringify(answer).replaceAll(
    /[\w+/-]{40,}/g,
    (token) => `${token} ${Buffer.from(token, "base64")}`,
  );
  // What is addressed to a department may lie in any county of its own city.
  for (const { id: subject, place } of subjectsOf(world)) {
    if (place.startsWith(region) || region.startsWith(place) || subject === "") continue;
    const found = [subject, `〔${place}〕`].find((token) => text.includes(token));
    if (found) throw new Error(`${role} ${region} (${id}) was told ${found} of ${place} by ${what}`);
  }
}
