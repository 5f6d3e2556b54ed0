/** Plays a history on the hub and on the model, and says where the two part. */
import { openQuestions, answer as told } from "../kit/questions.ts";
import { passTime } from "./acts.ts";
import { complaintVerbs } from "./complaints.ts";
import { creditVerbs, termsPass } from "./credit.ts";
import { contractsEnd, exitVerbs } from "./exits.ts";
import { gradesHold, gradeVerbs } from "./grades.ts";
import { inspectionVerbs } from "./inspections.ts";
import { penaltiesLapse, penaltyVerbs } from "./penalties.ts";
import { deadlinesPass, rectificationVerbs } from "./rectifications.ts";
import { compare, fingerprint, rowsOf, subjectsOf } from "./rows.ts";
import { isTold, spotCheckVerbs } from "./spot-checks.ts";
import { end, idOf, type Stage } from "./stage.ts";
import { transfersLapse, transferVerbs } from "./transfers.ts";
import type { Dice, Given, Verb } from "./verb.ts";
import type { Actor } from "./world.ts";

const verbs: readonly Verb[] = [
  ...complaintVerbs,
  ...inspectionVerbs,
  ...rectificationVerbs,
  ...transferVerbs,
  ...gradeVerbs,
  ...penaltyVerbs,
  ...creditVerbs,
  ...spotCheckVerbs,
  ...exitVerbs,
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
  carriedOut: Record<string, number>;
  refused: Record<string, number>;
}

export async function play(stage: Stage, seed: number, steps: number): Promise<Played> {
  const played: Played = { carriedOut: {}, refused: {} };
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
  contractsEnd(world);
  termsPass(world);
  deadlinesPass(world);
  transfersLapse(world);
  penaltiesLapse(world);
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

/** Something that there is something to give to: complaints can always be recorded. */
async function prepared(stage: Stage, dice: Dice): Promise<{ verb: Verb; actor: Actor; given: Given }> {
  for (;;) {
    const { verb, actor } = choose(stage, dice);
    const given = await verb.prepare(stage.world, actor, dice, stage.paper);
    if (given) return { verb, actor, given };
  }
}

async function act(stage: Stage, dice: Dice, played: Played) {
  const { verb, actor, given } = await prepared(stage, dice);
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
  played.carriedOut[verb.field] = (played.carriedOut[verb.field] ?? 0) + 1;
  const known = new Set(before.map((row) => row.id));
  const subject = given.subject ?? { id: id as string, version: 0 };
  given.done?.(
    id ?? subject.id,
    after.filter((one) => !known.has(one.id)),
    code,
  );
  const row = after.find((one) => one.id === subject.id);
  if (row?.version !== subject.version + 1)
    throw new Error(`${what}: version ${row?.version} after ${subject.version}`);
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
    if (subject === "") continue;
    const related = place.startsWith(region) || region.startsWith(place);
    const sealed = world.spotChecks.some((one) => one.id === subject && !isTold({ role, region }, one));
    const secret = [...(related && !sealed ? [] : [subject]), ...(related ? [] : [`〔${place}〕`])];
    const found = secret.find((token) => text.includes(token));
    if (found) throw new Error(`${role} ${region} (${id}) was told ${found} of ${place} by ${what}`);
  }
}
