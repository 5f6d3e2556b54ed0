import { Client, fetchExchange, gql } from "@urql/core";
import { expect, it } from "vitest";
import { createSending, Unanswered } from "../../console/graph/command.ts";

const Change_Mutation = gql<{ change: { errors: [] } }, { to: string }>(
  "mutation Change_Mutation($to: String!) { change(to: $to) { errors { code } } }",
);
const unavailable = { status: 503, body: { errors: [{ message: "gone", extensions: { code: "unavailable" } }] } };
const refused = { status: 200, body: { errors: [{ message: "no", extensions: { code: "forbidden" } }] } };
const done = { status: 200, body: { data: { change: { errors: [] } } } };

function sendingTo(...answers: { status: number; body: object }[]) {
  const keys: (string | null)[] = [];
  const fetch = async (_url: unknown, init?: RequestInit) => {
    keys.push(new Headers(init?.headers).get("idempotency-key"));
    const { status, body } = answers.shift() ?? done;
    return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
  };
  const client = new Client({ url: "http://hub.invalid/graphql", exchanges: [fetchExchange], fetch: fetch as never });
  return { keys, send: createSending(client, () => "en").send };
}

it("a command of which the hub itself knows nothing is the same command when it is sent again", async () => {
  const { keys, send } = sendingTo(unavailable, done, done);
  await expect(send(Change_Mutation, { to: "a" })).rejects.toThrow(Unanswered);
  expect(await send(Change_Mutation, { to: "a" })).toMatchObject({ done: true });
  expect(keys[1]).toBe(keys[0]);
  // Once it is answered, the same words are another command.
  await send(Change_Mutation, { to: "a" });
  expect(keys[2]).not.toBe(keys[0]);
});

it("a command that was refused is over", async () => {
  const { keys, send } = sendingTo(refused, done);
  expect(await send(Change_Mutation, { to: "a" })).toMatchObject({ done: false, errors: [{ code: "forbidden" }] });
  await send(Change_Mutation, { to: "a" });
  expect(new Set(keys).size).toBe(2);
});
