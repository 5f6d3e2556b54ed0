import sharp from "sharp";
import type { Viewer } from "../../schema/account/viewer.ts";
import { storeEvidence } from "../../schema/evidence/commands.ts";
import type { TestHub } from "./hub.ts";
import { globalId } from "./schema-walk.ts";

interface Batch {
  version: number;
  state: string;
  overdue: boolean;
  approvedBy: string | null;
  allowedCommands: string[];
  cases: {
    id: string;
    position: number;
    marks: object[];
    harmless: object[];
    pictures: { id: string; width: number }[];
  }[];
  publications: { title: string }[];
}

const batchDocument = `query ($id: ID!) { exposureBatch(id: $id) {
  version state overdue month dueAt approvedBy body { code } allowedCommands withdrawalReason
  cases { id position title text marks { part kind start end text replacement harmless } harmless { markedBy reason } pictures { id mediaType width } }
  publications { title }
} }`;

interface Published {
  publishedCases: {
    totalCount: number;
    pageInfo: { endCursor: string };
    edges: { node: { id: string; title: string; text: string; pictures: { url: string }[] } }[];
  };
}

const publishedDocument = `query ($after: String, $first: Int, $filter: PublishedCaseFilter) {
  publishedCases(first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { id kind title text companyName complexName body { code } region { code } month publishedAt pictures { url } } }
  }
}`;

/** Batches of typical cases as those who write them read them and as the public does, and pictures for them. */
export function exposureReader(hub: TestHub) {
  const published = async (variables: object = {}) =>
    (await hub.ask<Published>(hub.public, publishedDocument, variables)).publishedCases;
  return {
    batch: async (viewer: Viewer, id: string) =>
      (await hub.ask<{ exposureBatch: Batch | null }>(viewer, batchDocument, { id })).exposureBatch,
    published,
    titles: async (variables: object = {}) => (await published(variables)).edges.map(({ node }) => node.title),
    /** A picture larger than is published, which tells with what it was taken. */
    async photograph(author: Viewer): Promise<string> {
      const bytes = await sharp({ create: { width: 2400, height: 1800, channels: 3, background: "teal" } })
        .withExif({ IFD0: { Make: "演示相机" } })
        .jpeg()
        .toBuffer();
      const { result } = await storeEvidence(hub.as(author), [new File([new Uint8Array(bytes)], "现场.jpg")]);
      return globalId("Evidence", result.ids[0] ?? "");
    },
    /** What somebody sent with a complaint. */
    async ownersPhotograph(): Promise<string> {
      const { id: complaintId } = await hub.prisma.complaint.findFirstOrThrow();
      const about = { complaintId, subjectType: "Complaint" as const, subjectId: complaintId };
      const file = { sha256: new Uint8Array(32), mediaType: "image/jpeg", name: "a.jpg", bytes: 1 };
      const { id } = await hub.prisma.evidence.create({ data: { ...file, ...about, authorKind: "public" } });
      return globalId("Evidence", id);
    },
  };
}
