import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** Strings that a photo of these must lose: who took it, with what, and where. */
export const traces = ["TestPhone 15", "Demo Author"] as const;

/** A photo as a telephone makes it: on its side, with the place and the time in its metadata. */
export function telephonePhoto(width = 800, height = 600): Promise<Buffer> {
  const stripe = { create: { width, height: Math.ceil(height / 2), channels: 3 as const, background: "#c0392b" } };
  return sharp({ create: { width, height, channels: 3, background: "#2980b9" } })
    .composite([{ input: stripe, top: 0, left: 0 }])
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: "Telephone", Model: "TestPhone 15", Artist: "Demo Author" },
      IFD2: { DateTimeOriginal: "2024:08:14 10:00:00" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "37/1 52/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "112/1 33/1 0/1" },
    })
    .jpeg()
    .toBuffer();
}

export const screenshot = (width = 300, height = 200): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 4, background: { r: 10, g: 120, b: 60, alpha: 0.5 } } })
    .png()
    .toBuffer();

/** A picture of a few kilobytes that unfolds to `width` x `height` pixels, made without unfolding it. */
export function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit a pixel, grey.
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

export const pdf = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

export const asFile = (bytes: Uint8Array, name = "IMG_0001.JPG", type = "image/jpeg"): File =>
  new File([new Uint8Array(bytes)], name, { type });
