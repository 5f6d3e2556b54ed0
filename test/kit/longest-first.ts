import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * By the time that they take. Those that need a demonstration wait for the one that fills its template: one of them is
 * begun among the first, and the others when there is something to copy.
 */
const longest = [
  "console/forms",
  "api/access-walk",
  "api/keeping",
  "api/start",
  "console/public",
  "console/pages",
  "console/chain",
  "console/story",
  "api/list-plans",
  "console/frame",
  "api/spot-check",
  "api/scopes",
  "api/sign-in",
  "api/push",
  "console/complaint",
  "api/demonstration",
  "api/dispatch",
  "console/field",
  "console/exposure",
  "api/embedded",
].map((name) => `/test/${name}.test.ts`);

/** What takes longest is begun first: begun last, one file would keep everybody waiting at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? longest.length : at;
    };
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}
