import { builder } from "../builder.ts";
import { listField } from "../list.ts";
import { visibleById } from "../node.ts";
import { Region } from "../region/graphql.ts";
import { published } from "./policy.ts";
import { ExposureKindEnum } from "./types.ts";

const everybody = () => published;

builder.prismaObject("PublishedPicture", {
  description: "A picture of a published case.",
  fields: (t) => ({
    url: t.string({
      description: "Path on this server. Public, while the case is.",
      select: { id: true },
      resolve: ({ id }) => `/pictures/${id}`,
    }),
  }),
});

const PublishedCase = builder.prismaNode("PublishedCase", {
  id: { field: "id" },
  findUnique: visibleById(everybody),
  description: "A typical case as it was published: exposed, or praised. Public.",
  fields: (t) => ({
    kind: t.expose("kind", { type: ExposureKindEnum }),
    title: t.exposeString("title"),
    text: t.exposeString("text"),
    companyName: t.exposeString("companyName"),
    complexName: t.exposeString("complexName", { nullable: true }),
    body: t.field({
      type: Region,
      description: "City or province that published it.",
      resolve: ({ bodyCode }) => ({ code: bodyCode }),
    }),
    region: t.field({
      type: Region,
      description: "Where it lies, down to the county.",
      resolve: ({ regionCode }) => ({ code: regionCode }),
    }),
    month: t.expose("month", { type: "Date", description: "First day of the month whose case it is." }),
    publishedAt: t.expose("publishedAt", { type: "DateTime" }),
    pictures: t.relation("pictures", { query: { orderBy: { position: "asc" } } }),
  }),
});

listField("publishedCases", {
  model: "PublishedCase",
  ref: PublishedCase,
  description: "Typical cases that were published, and nothing else. Public.",
  visibleTo: everybody,
  filter: (t) => ({
    body: t.string({
      description: "Code of the city that published it, or of the province.",
      extensions: { maxLength: 4 },
    }),
    month: t.field({ type: "Date", description: "First day of the month." }),
    kind: t.field({ type: ExposureKindEnum }),
  }),
  where: ({ body, month, kind }) => ({
    ...(body && { bodyCode: body }),
    ...(month && { month }),
    ...(kind && { kind }),
  }),
  orders: { NEWEST: { column: "publishedAt", direction: "desc", description: "Newest first." } },
});
