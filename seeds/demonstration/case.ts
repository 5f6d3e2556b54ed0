import type { HubContext } from "../../schema/context.ts";
import { storeEvidence } from "../../schema/evidence/commands.ts";
import { photograph } from "./photograph.ts";
import type { Random } from "./random.ts";
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
    this.random = stage.randomFor(key);
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
    return this.#store(username, at, photo);
  }

  /** A signed service receipt as it was scanned: an empty page. */
  receipt(username: string, at: Date): Promise<string> {
    return this.#store(username, at, new File([emptyPage], "送达回证.pdf", { type: "application/pdf" }));
  }

  async #store(username: string, at: Date, file: File): Promise<string> {
    const { result } = await storeEvidence(this.as(username, at), [file]);
    return result.ids[0] as string;
  }
}

const emptyPage = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
