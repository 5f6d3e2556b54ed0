import type { Challenge } from "altcha-lib";
import type { HubContext } from "../../schema/context.ts";
import type { TestHub } from "./hub.ts";
import { solve } from "./proof.ts";

export interface FilingAnswer {
  trackingCode: string | null;
  errors: { code: string; path: string[]; message: string }[];
}

/** The public page's part of the API, as the page uses it. */
export function publicPage(hub: TestHub) {
  const challenge = async (over: Partial<HubContext> = {}) =>
    (await hub.ask<{ filingChallenge: Challenge }>(hub.public, "{ filingChallenge }", {}, over)).filingChallenge;
  const file = async (input: object, over: Partial<HubContext> = {}): Promise<FilingAnswer> => {
    const answer = await hub.ask<{ fileComplaint: FilingAnswer }>(
      hub.public,
      `mutation ($input: FileComplaintInput!) {
        fileComplaint(input: $input) { trackingCode errors { code path message } }
      }`,
      { input },
      over,
    );
    return answer.fileComplaint;
  };
  return {
    challenge,
    /** A solved challenge of one's own. */
    proof: async (over: Partial<HubContext> = {}) => (await solve(await challenge(over))).proof,
    file,
  };
}
