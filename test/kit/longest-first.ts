import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that drive a browser, start a hub as people do, walk the whole schema or fill a province. */
const long =
  /\/test\/(console\/.+|api\/(start|keeping|access-walk|list-plans|spot-check|push|sign-in|dispatch|demonstration))\.test\.ts$/;

/** What takes longest is begun first: begun last, one file would keep everybody waiting at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
