/** Owners at the public page's part of the API: they file, follow by code and have the last word. */
import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/sha";
import { violationKinds } from "../catalogues.ts";
import { regions } from "../regions.ts";
import { HubClient } from "./hub-client.ts";
import { any, type City, chance, type Stage, say, scene, telephone, words } from "./stage.ts";

/** Codes of the cases that owners follow; the oldest are forgotten. */
const followed: string[] = [];
const mostFollowed = 50;
/** The hub asks whoever files much from one address to wait: until then owners only follow. */
let quietUntil = 0;

export async function ownerFiles({ hub }: Stage, { code, name }: City): Promise<void> {
  if (Date.now() < quietUntil) return;
  const owner = new HubClient(hub);
  const county = any(regions.filter(({ level, parentCode }) => level === "county" && parentCode === code)).code;
  const { searchComplexNames: complexes } = await owner.ask<{ searchComplexNames: { id: string; name: string }[] }>(
    `query ($county: String!) { searchComplexNames(county: $county, text: "演示") { id name } }`,
    { county },
  );
  const complex = any(complexes);
  if (!complex) return;
  const { filingChallenge } = await owner.ask<{ filingChallenge: Challenge }>("{ filingChallenge }");
  const input = {
    complexId: complex.id,
    kind: any(violationKinds).code,
    text: any(words),
    proof: await worked(filingChallenge),
    ...(chance(0.2) ? { anonymous: true } : { name: "演示业主", phone: telephone() }),
  };
  const { trackingCode, errors } = await owner.file(input, chance(0.5) ? [await scene()] : []);
  if (trackingCode) {
    followed.push(trackingCode);
    followed.splice(0, followed.length - mostFollowed);
    say(`${name}：业主在网上投诉 ${complex.name}`);
  } else if (errors.some(({ code: why }) => why === "rate-limited")) quietUntil = Date.now() + 5 * 60_000;
}

interface Tracked {
  complaint: { mayAnswer: boolean } | null;
}

export async function ownerAnswers({ hub }: Stage): Promise<void> {
  const code = any(followed);
  if (!code) return;
  const owner = new HubClient(hub);
  const { trackComplaint } = await owner.ask<{ trackComplaint: Tracked }>(
    "query ($code: String!) { trackComplaint(code: $code) { complaint { mayAnswer } } }",
    { code },
  );
  if (!trackComplaint.complaint?.mayAnswer) return;
  const satisfied = chance(0.7);
  await owner.ask("mutation ($input: AnswerFeedbackInput!) { answerFeedback(input: $input) { errors { code } } }", {
    input: { code, satisfied, words: satisfied ? null : "问题又出现了" },
  });
  say(`业主对处理结果${satisfied ? "满意" : "不满意"}`);
}

async function worked(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
}
