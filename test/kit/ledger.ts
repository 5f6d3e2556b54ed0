import { expectedCheckDigit } from "../../schema/company/rules.ts";
import type { ComplaintRow } from "../../schema/complaint/upsert.ts";

/** A valid unified social credit code, another for each number. */
export function uscc(number: number): string {
  const first17 = `91140100MA${String(number).padStart(7, "0")}`;
  return first17 + expectedCheckDigit(first17);
}

export const monday = new Date("2024-08-12T09:00:00+08:00");
export const tuesday = new Date("2024-08-13T09:00:00+08:00");

export const companyRow = (number: number, over: object = {}) => ({
  externalId: `company-${number}`,
  sourceUpdatedAt: monday,
  uscc: uscc(number),
  name: `演示物业${number}公司`,
  ...over,
});

export const complexRow = (number: number, over: object = {}) => ({
  externalId: `complex-${number}`,
  sourceUpdatedAt: monday,
  name: `演示小区${number}`,
  county: "140105",
  households: 400,
  ...over,
});

export const contractRow = (number: number, over: object = {}) => ({
  externalId: `contract-${number}`,
  sourceUpdatedAt: monday,
  complexExternalId: `complex-${number}`,
  uscc: uscc(number),
  kind: "owners" as const,
  startsOn: new Date("2023-01-01T00:00:00Z"),
  ...over,
});

export const complaintRow = (number: number, over: Partial<ComplaintRow> = {}): ComplaintRow => ({
  externalId: `complaint-${number}`,
  sourceUpdatedAt: monday,
  source: "hotline12345",
  complexExternalId: "complex-1",
  kind: "safety-and-fire",
  complainant: { name: "欧阳小明", phone: `139${String(number).padStart(8, "0")}`, text: "消防通道堵死" },
  ...over,
});

/** What came of the rows, as `STATUS` or the codes of the refusals. */
export const said = (outcomes: readonly { status: string; errors: readonly { code: string }[] }[]) =>
  outcomes.map(({ status, errors }) => (errors.length > 0 ? errors.map(({ code }) => code).join() : status));
