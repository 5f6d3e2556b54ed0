import { getNamedType } from "graphql";
import type { Db, Tx } from "../../prisma/client.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { exportLists } from "../../schema/export/lists.ts";
import { exportList } from "../../schema/export/rows.ts";
import { schema } from "../../schema/schema.ts";
import type { TestHub } from "./hub.ts";
import { answer } from "./questions.ts";
import { globalId, mutationFields, sampleInput, subjectOf, typeOfId } from "./schema-walk.ts";

/** The database as it is, but nothing stays: every command is carried out and then undone. */
const trying = (hub: TestHub): Db =>
  new Proxy(hub.prisma, {
    get: (prisma, name) =>
      name !== "$transaction"
        ? prisma[name as "$transaction"]
        : async (run: (tx: Tx) => Promise<unknown>) => {
            const undone = new Error("only tried");
            let outcome: unknown;
            const trial = prisma.$transaction(async (tx) => {
              outcome = await run(tx);
              throw undone;
            });
            await trial.catch((error: unknown) => {
              if (error !== undone) throw error;
            });
            return outcome;
          },
  });

/** Where a complex of 140105 may be said to lie instead. */
const elsewhere: Readonly<Record<string, string>> = { county: "140106", subdistrict: "140106001" };

/** What every command would be answered with, given the ids of a complex and of what lies in it. */
export async function refusalsOf(hub: TestHub, who: Viewer, complexId: string): Promise<Record<string, unknown>> {
  const ids = new Map<string, string>([["Complex", complexId]]);
  for (const type of ["Inspection", "Finding", "Rectification", "Complaint", "Exit", "Transfer", "GradeReview"]) {
    const model = `${type.charAt(0).toLowerCase()}${type.slice(1)}` as "inspection";
    const found = await hub.prisma[model].findFirst({ where: { complexId }, orderBy: { id: "asc" } });
    if (found) ids.set(type, found.id);
  }
  const answers: Record<string, unknown> = {};
  for (const field of mutationFields(schema)) {
    const input = field.args.find(({ name }) => name === "input");
    const payload = getNamedType(field.type) as { getFields?: () => object };
    if (!input || !("errors" in (payload.getFields?.() ?? {}))) continue;
    let concerned = false;
    const given = (name: string, type: string) => {
      const place = elsewhere[name];
      if (place) return place;
      const [named = ""] = type === "ID" ? typeOfId(schema, name, subjectOf(schema, field)) : [];
      const id = ids.get(named);
      concerned ||= id !== undefined;
      return id && globalId(named, id);
    };
    const variables = { input: sampleInput(input.type, "input", given, true) };
    const asked = `mutation ($input: ${input.type}) { ${field.name}(input: $input) { errors { code path message } } }`;
    if (concerned) answers[field.name] = await answer(hub, who, asked, variables, { db: trying(hub) });
  }
  return answers;
}

/** Every list as a spreadsheet. */
export async function sheetsOf(hub: TestHub, who: Viewer): Promise<Record<string, unknown>> {
  const sheets: Record<string, unknown> = {};
  for (const list of Object.keys(exportLists)) {
    const sheet = exportList({ ...hub.as(who), db: trying(hub) }, list, {});
    sheets[list] = await sheet.then(
      async ({ rows }) => {
        const read: unknown[] = [];
        for await (const row of rows) read.push(row);
        return read;
      },
      ({ code }: { code: string }) => code,
    );
  }
  return sheets;
}
