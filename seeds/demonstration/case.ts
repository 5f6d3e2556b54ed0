import type { HubContext } from "../../schema/context.ts";
import { storeEvidence } from "../../schema/evidence/commands.ts";
import { photograph } from "./photograph.ts";
import { type Random, randomFor } from "./random.ts";
import type { Stage } from "./stage.ts";
import { officeHour, type Timeline } from "./timeline.ts";

/** One case as it goes its way: its own chance, its own keys, its own place on the timeline. */
export class Case {
  readonly stage: Stage;
  readonly random: Random;
  readonly timeline: Timeline;
  readonly key: string;
  #given = 0;

  constructor(stage: Stage, timeline: Timeline, key: string) {
    this.stage = stage;
    this.timeline = timeline;
    this.key = key;
    this.random = randomFor(key);
  }

  /** What this case leads to and which then goes its own way, side by side with it. */
  branch(name: string): Case {
    return new Case(this.stage, this.timeline, `${this.key} ${name}`);
  }

  /** What the case's next command is given. */
  as(username: string, at: Date): HubContext {
    return this.stage.as(username, at, `${this.key} ${++this.#given}`);
  }

  at(when: Date, step: (at: Date) => Promise<void>) {
    this.timeline.put(when, step, this.key);
  }

  /** Goes on in office hours, so many working days later. */
  later(from: Date, workingDays: number, step: (at: Date) => Promise<void>) {
    this.at(officeHour(this.random, from, workingDays), step);
  }

  /** A photograph by that person. */
  async photograph(username: string, at: Date): Promise<string> {
    const photo = new File([await photograph(this.random.int(0, 7))], "现场照片.jpg", { type: "image/jpeg" });
    const { result } = await storeEvidence(this.as(username, at), [photo]);
    return result.ids[0] as string;
  }
}
