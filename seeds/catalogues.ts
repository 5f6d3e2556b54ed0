import { z } from "zod";
import { Department, ViolationCategory } from "../prisma/generated/enums.ts";
import departmentFile from "./catalogues/departments.json" with { type: "json" };
import measureFile from "./catalogues/punishment-measures.json" with { type: "json" };
import channelFile from "./catalogues/supervision-channels.json" with { type: "json" };
import kindFile from "./catalogues/violation-kinds.json" with { type: "json" };

const text = z.string().min(1);
const department = z.enum(Department);

const violationKind = z
  .strictObject({
    code: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    category: z.enum(ViolationCategory),
    /** Its place in the plan's section 二, counted through both categories. */
    number: z.int().positive(),
    title: text,
    titleEn: text,
    acts: z.array(z.strictObject({ code: text, text, textEn: text })).min(1),
  })
  .refine(({ code, acts }) => acts.every((act) => act.code.startsWith(`${code}/`)), "an act of another kind");

export const violationKinds = z.array(violationKind).parse(kindFile);

/** As printed in the plan's annex, in its order; `printedAs` is the annex's name of the region. */
export const supervisionChannels = z
  .array(
    z.strictObject({ regionCode: z.string().regex(/^\d{2}(\d{2})?$/), printedAs: text, phone: text, contact: text }),
  )
  .parse(channelFile);

export const departments = z
  .array(z.strictObject({ code: department, title: text, titleEn: text, source: text }))
  .parse(departmentFile);

/** What a department may do in a joint punishment; the code begins with the department's. */
export const punishmentMeasures = z
  .array(
    z
      .strictObject({ code: text, department, title: text, titleEn: text })
      .refine(({ code, department }) => code.startsWith(`${department}/`), "a measure of another department"),
  )
  .parse(measureFile);
