import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that drive a browser take longest: started last, one of them would keep everybody waiting at the end. */
export class BrowsersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const drivesBrowser = ({ moduleId }: TestSpecification) => moduleId.includes("/test/console/");
    return [...sorted.filter(drivesBrowser), ...sorted.filter((file) => !drivesBrowser(file))];
  }
}
