import pLimit from "p-limit";
import { dateOf, instantAt, isWorkingDay } from "../../schema/calendar/rules.ts";
import { Refusal } from "../../schema/refusal.ts";
import type { Random } from "./random.ts";
import type { Stage } from "./stage.ts";

type Step = (at: Date) => Promise<void>;
interface Scene {
  at: Date;
  step: Step;
  name: string;
}
const hour = 3_600_000;

/**
 * The past in its order: steps at their times, and between them the timers that fall due. Steps of one hour run side by
 * side, since what they do concerns different cases; a step may put further ones later on the line.
 */
export class Timeline {
  readonly #hours = new Map<number, Scene[]>();
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** What would come after the present is left out: it has not happened. */
  put(at: Date, step: Step, name = "") {
    if (at < this.#stage.begins || at >= this.#stage.ends) return;
    const slot = Math.floor(at.getTime() / hour);
    const steps = this.#hours.get(slot) ?? [];
    this.#hours.set(slot, steps);
    steps.push({ at, step, name });
  }

  async run(): Promise<void> {
    const { begins, ends } = this.#stage;
    const sideBySide = pLimit(4);
    for (let slot = Math.floor(begins.getTime() / hour); slot * hour < ends.getTime(); slot++) {
      // Timers of hours in which nobody works fire before the next work: late, and stamped with the time they were due.
      if (this.#hours.has(slot)) await this.#stage.tickUntil(new Date(Math.max(slot * hour, begins.getTime())));
      // A step may put another one into this same hour: it joins the end of the line.
      for (let steps = this.#take(slot); steps.length > 0; steps = this.#take(slot))
        await Promise.all(steps.map((scene) => sideBySide(() => this.#play(scene))));
    }
    await this.#stage.tickUntil(ends);
  }

  /** Where a rule says no the case ends there, and the stage knows. */
  async #play({ at, step, name }: Scene) {
    try {
      await step(at);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#stage.refused.push(`${at.toISOString()} ${name}: ${error.code}`);
    }
  }

  #take(slot: number) {
    const steps = this.#hours.get(slot) ?? [];
    this.#hours.delete(slot);
    return steps.sort((a, b) => a.at.getTime() - b.at.getTime());
  }
}

const atOffice = (random: Random) => `${String(random.int(9, 16)).padStart(2, "0")}:${random.int(10, 59)}`;

/** Some time in office hours, so many working days later; 0 is the same day, or the next working day. */
export function officeHour(random: Random, from: Date, workingDays: number): Date {
  let day = dateOf(from);
  while (!isWorkingDay(day)) day = day.add({ days: 1 });
  for (let left = workingDays; left > 0; ) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day)) left--;
  }
  const at = instantAt(day, atOffice(random));
  return at > from ? at : new Date(from.getTime() + random.int(5, 40) * 60_000);
}
