/** What the bodies are called that issue papers and are written to. */
import type { Department } from "../../prisma/generated/enums.ts";
import type { RegionBook } from "../region/book.ts";

/** 太原市小店区住房和城乡建设局; of the province 山西省住房和城乡建设厅. */
export const housingBody = (regions: RegionBook, code: string) =>
  code.length === 2 ? `${regions.require(code).name}住房和城乡建设厅` : `${regions.path(code)}住房和城乡建设局`;

const bodies: Readonly<Record<Department, string>> = {
  housing: "住房和城乡建设局",
  developmentReform: "发展和改革委员会",
  marketRegulation: "市场监督管理局",
  fireRescue: "消防救援机构",
  publicSecurity: "公安局",
  cityManagement: "城市管理局",
  credit: "信用主管部门",
  disciplineInspection: "纪委监委",
};

/** A department of a city, which things are transferred to. */
export const departmentBody = (regions: RegionBook, cityCode: string, department: Department) =>
  `${regions.path(cityCode)}${bodies[department]}`;

/** To whom a body sends round what concerns all below it. */
export const bodiesBelow = (code: string) =>
  code.length === 2 ? "各市住房和城乡建设局" : "各县（市、区）住房和城乡建设局";
