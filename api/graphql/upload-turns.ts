import { networkOf } from "../../schema/filing/limits.ts";
import { refuseGeneral } from "../../schema/refusal.ts";
import type { Caller } from "../context.ts";

/** Uploads are held in memory while they are looked at: ten of the largest are 600 MB. */
const usual = {
  all: 10,
  /** Of these, so that nobody who sends slowly from many places keeps staff from their work. */
  ofPublic: 6,
  /** Of one account, or of one address of the public. */
  ofOne: 3,
};

/** How many uploads are under way, and whose. */
export class UploadTurns {
  readonly #most: typeof usual;
  readonly #held = new Map<string, number>();

  constructor(most: Partial<typeof usual> = {}) {
    this.#most = { ...usual, ...most };
  }

  /**
   * Takes a turn; the result gives it back.
   *
   * @throws {Refusal} `request/busy`
   */
  take({ viewer }: Caller, address: string): () => void {
    const isPublic = viewer.kind === "public";
    const one = isPublic ? `public ${networkOf(address)}` : `${viewer.kind} ${viewer.id}`;
    const { all, ofPublic, ofOne } = this.#most;
    const busy =
      this.#count("") >= all || (isPublic && this.#count("public ") >= ofPublic) || (this.#held.get(one) ?? 0) >= ofOne;
    if (busy) throw refuseGeneral("request/busy");
    this.#held.set(one, (this.#held.get(one) ?? 0) + 1);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      const left = (this.#held.get(one) ?? 1) - 1;
      if (left > 0) this.#held.set(one, left);
      else this.#held.delete(one);
    };
  }

  #count(prefix: string): number {
    let count = 0;
    for (const [one, held] of this.#held) if (one.startsWith(prefix)) count += held;
    return count;
  }
}
