import { ServiceManner } from "../../prisma/generated/enums.ts";
import type { InputBuilder } from "../command.ts";
import { enumOf } from "../enum.ts";

export const ServiceMannerEnum = enumOf("ServiceManner", ServiceManner, "How a paper reached its addressee.", {
  left: "Left there, since the addressee refused to take it.",
  publicNotice: "It counts as served thirty days after it was published.",
});

/** The input field of a command with which a case says that its paper was served. */
export const mannerInput = (t: InputBuilder) =>
  t.field({ type: ServiceMannerEnum, required: true, defaultValue: ServiceManner.inPerson });
