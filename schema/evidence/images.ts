/**
 * What a sent file really is, and what of it is kept. Its claimed type and name decide nothing: the content is sniffed,
 * a picture is decoded and encoded anew, so that neither its metadata (where it was taken, with which telephone) nor
 * anything hidden beside the pixels survives.
 */
import { createHash } from "node:crypto";
import exif from "exif-reader";
import { fileTypeFromBuffer } from "file-type";
import sharp, { type Metadata, type Sharp } from "sharp";
import { refuse } from "./refusals.ts";

export const limits = {
  bytes: 10 * 1024 * 1024,
  /** A small file can unfold to gigabytes: it is refused before it is decoded. */
  pixels: 40_000_000,
  /** Longest edge of what is kept: enough to read a notice on a wall. */
  edge: 2560,
};

/** A file that was checked and is ready to be stored. */
export interface CheckedFile {
  bytes: Uint8Array;
  mediaType: string;
  /** Of `mediaType`, without the dot. */
  extension: string;
  width: number | null;
  height: number | null;
  /** When the camera says it was taken. */
  takenAt: Date | null;
  /** Of what was sent. */
  sentSha256: Uint8Array<ArrayBuffer>;
}

// Pictures are work for one core each, so that a burst of them leaves the other cores to those who read.
sharp.concurrency(1);
sharp.cache(false);
// The library opens many formats, vector graphics and documents among them; here it may open three.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"],
});

const pictures = new Map([
  ["image/jpeg", "jpeg"],
  ["image/png", "png"],
  ["image/webp", "webp"],
]);

/** A template or a document with macros is of another type, and not taken. */
const papers = new Map([
  ["application/pdf", { extension: "pdf", isWhole: (bytes: Uint8Array) => isWholePdf(bytes) }],
  [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    { extension: "docx", isWhole: (bytes: Uint8Array) => isWholeZip(bytes) },
  ],
]);

/** `documents`: staff may also file a PDF or a .docx, which is kept as it came and only ever served as a download. */
export interface Accepted {
  documents: boolean;
  /** Longest edge of what is kept, where it is to be smaller than usual. */
  edge?: number;
}

/** @throws {Refusal} `evidence/…` at `field` */
export async function checkFile(
  sent: Blob,
  { documents, edge = limits.edge }: Accepted,
  field: readonly string[],
): Promise<CheckedFile> {
  if (sent.size === 0) throw refuse("evidence/empty", field);
  if (sent.size > limits.bytes) throw refuse("evidence/too-large", field, { megabytes: limits.bytes / 1024 ** 2 });
  const bytes = new Uint8Array(await sent.arrayBuffer());
  const mediaType = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime;
  const format = pictures.get(mediaType ?? "");
  const sentSha256 = new Uint8Array(createHash("sha256").update(bytes).digest());
  if (format) return { ...(await reencode(bytes, format, edge, field)), sentSha256 };
  const paper = documents && papers.get(mediaType ?? "");
  if (paper && mediaType) {
    if (!paper.isWhole(bytes)) throw refuse("evidence/damaged", field);
    return { bytes, mediaType, extension: paper.extension, width: null, height: null, takenAt: null, sentSha256 };
  }
  if (mediaType === "image/heic" || mediaType === "image/heif") throw refuse("evidence/heic", field);
  throw refuse("evidence/type-unknown", field, {
    accepted: documents ? "JPEG, PNG, WebP, PDF, DOCX" : "JPEG, PNG, WebP",
  });
}

async function reencode(
  bytes: Uint8Array,
  format: string,
  edge: number,
  field: readonly string[],
): Promise<Omit<CheckedFile, "sentSha256">> {
  // Reads the header only, whatever size it claims.
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw refuse("evidence/damaged", field);
    });
  if (metadata.format !== format) throw refuse("evidence/damaged", field);
  if (metadata.width * metadata.height > limits.pixels)
    throw refuse("evidence/too-many-pixels", field, { megapixels: limits.pixels / 1e6 });
  const picture = sharp(bytes, { limitInputPixels: limits.pixels, failOn: "error" })
    .autoOrient()
    .resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true });
  // A photo stays a photo; screenshots and drawings stay sharp, and see-through where they were.
  const kept = format === "jpeg" ? asPhoto(picture) : asDrawing(picture);
  const { data, info } = await kept.encoded.toBuffer({ resolveWithObject: true }).catch(() => {
    throw refuse("evidence/damaged", field);
  });
  const { mediaType, extension } = kept;
  return { bytes: data, mediaType, extension, width: info.width, height: info.height, takenAt: takenAt(metadata) };
}

const asPhoto = (picture: Sharp) => ({
  encoded: picture.jpeg({ quality: 82, progressive: true }),
  mediaType: "image/jpeg",
  extension: "jpg",
});
const asDrawing = (picture: Sharp) => ({
  encoded: picture.webp({ quality: 84 }),
  mediaType: "image/webp",
  extension: "webp",
});

/** Cameras write local time; where they do not say of which zone, it is the campaign's. */
function takenAt({ exif: block }: Metadata): Date | null {
  if (!block) return null;
  try {
    const { Photo } = exif(block);
    const at = Photo?.DateTimeOriginal;
    if (!at || Number.isNaN(at.getTime())) return null;
    const zone = /^([+-])(\d\d):(\d\d)/.exec(String(Photo.OffsetTimeOriginal ?? "")) ?? ["", "+", "08", "00"];
    const minutes = (zone[1] === "-" ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
    return new Date(at.getTime() - minutes * 60_000);
  } catch {
    // Metadata that cannot be read say nothing; the picture itself has been decoded.
    return null;
  }
}

/** Has the end of the directory of its parts, which stands last: it was not cut off on the way. */
const isWholeZip = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("PK\x05\x06", 0, "latin1");

/** Begins and ends as one does: nothing else is disguised by a header or was cut off on the way. */
function isWholePdf(bytes: Uint8Array) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return text.subarray(0, 5).toString("latin1") === "%PDF-" && text.subarray(-1024).includes("%%EOF");
}
