import type { Viewer } from "../../schema/account/viewer.ts";
import type { Acting } from "./hub.ts";

export interface Answer {
  /** Of the subject after the command; null where it was refused. */
  subject: { id: string; version: number } | null;
  errors: { code: string; path: string[]; message: string }[];
}

/** Gives a command over GraphQL: `subject` is the payload's field. */
export async function give(hub: Acting, viewer: Viewer, field: string, subject: string, input: object) {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const data = await hub.ask<Record<string, Answer>>(
    viewer,
    `mutation ($input: ${type}!) {
      ${field}(input: $input) { subject: ${subject} { id version } errors { code path message } }
    }`,
    { input },
  );
  return data[field] as Answer;
}

/** The refusals of a command, `code at path`. */
export const refusals = ({ errors }: Answer) =>
  errors.map(({ code, path }) => (path.length > 0 ? `${code} at ${path.join(".")}` : code));

/** The same of a command that is not refused; the subject's id. */
export async function carriedOut(hub: Acting, viewer: Viewer, field: string, subject: string, input: object) {
  const answer = await give(hub, viewer, field, subject, input);
  if (!answer.subject) throw new Error(`${field} as ${viewer.role}: ${JSON.stringify(answer.errors)}`);
  return answer.subject.id;
}
