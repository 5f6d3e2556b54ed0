import { expect } from "vitest";
import type { TestClient } from "./server.ts";

/** Brings a complaint to its feedback, as whoever handles it would. */
export async function answerAsCounty(county: TestClient, uuid: string, text: string) {
  const id = Buffer.from(`Complaint:${uuid}`).toString("base64");
  const { data } = await county.ask<{ handlers: { id: string; name: string }[] }>(
    '{ handlers(region: "140105") { id name } }',
  );
  const handlerId = data?.handlers.find(({ name }) => name.includes("county-140105"))?.id;
  const inputs = [
    ["assignComplaint", { id, handlerId }],
    ["startComplaintVerification", { id }],
    ["unsubstantiateComplaint", { id, reason: "内部理由" }],
    ["giveComplaintFeedback", { id, text }],
  ] as const;
  for (const [name, input] of inputs) {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await county.ask<Record<string, { errors: object[] }>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { errors { code } } }`,
      { input },
    );
    expect(answer.data?.[name]?.errors).toEqual([]);
  }
}
