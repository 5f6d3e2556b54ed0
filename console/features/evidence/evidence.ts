import { type FragmentOf, readFragment } from "../../graph/graphql.ts";
import type { Evidence } from "../../ui/EvidenceGallery.vue";
import { EvidenceList_evidence } from "./operations.ts";

/** Files as the gallery shows them; `at` is when the camera says, else when they came in. */
export const galleryOf = (files: readonly FragmentOf<typeof EvidenceList_evidence>[]): Evidence[] =>
  readFragment(EvidenceList_evidence, files).map(({ id, name, url, mediaType, takenAt, storedAt, author, hash }) => ({
    id,
    name,
    url,
    image: mediaType.startsWith("image/"),
    at: takenAt ?? storedAt,
    by: author,
    hash,
  }));

/** What the hub takes, told while files are chosen; it looks at the content itself afterwards. */
export const evidenceLimits = {
  accept: "image/jpeg,image/png,image/webp,application/pdf,.docx",
  most: 12,
  mostBytes: 10_485_760,
} as const;
