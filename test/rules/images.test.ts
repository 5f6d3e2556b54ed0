import { Document, Packer, Paragraph } from "docx";
import exif from "exif-reader";
import sharp from "sharp";
import { expect, it } from "vitest";
import { checkFile, limits } from "../../schema/evidence/images.ts";
import type { Refusal } from "../../schema/refusal.ts";
import { asFile, bomb, pdf, screenshot, telephonePhoto, traces } from "../kit/pictures.ts";

const check = (bytes: Uint8Array, documents = false) => checkFile(asFile(bytes), { documents }, ["photos", "0"]);

const refusalOf = async (bytes: Uint8Array, documents = false) => {
  const refusal = await check(bytes, documents).then(
    () => expect.fail("was accepted"),
    (error: Refusal) => error,
  );
  expect(refusal.field).toEqual(["photos", "0"]);
  return refusal.code;
};

it("keeps a photo upright and without a trace of where, when and with what it was taken", async () => {
  const sent = await telephonePhoto(800, 600);
  for (const trace of traces) expect(sent.includes(trace)).toBe(true);
  const before = await sharp(sent).metadata();
  expect(exif(before.exif ?? Buffer.alloc(0)).GPSInfo?.GPSLatitude).toEqual([37, 52, 0]);
  const kept = await check(sent);
  expect(kept).toMatchObject({ mediaType: "image/jpeg", extension: "jpg", width: 600, height: 800 });
  // The telephone's clock, in the campaign's zone.
  expect(kept.takenAt?.toISOString()).toBe("2024-08-14T02:00:00.000Z");
  const metadata = await sharp(kept.bytes).metadata();
  expect(metadata).not.toHaveProperty("exif");
  expect(metadata).not.toHaveProperty("xmp");
  expect(metadata).not.toHaveProperty("icc");
  expect(metadata.orientation).toBeUndefined();
  for (const trace of [...traces, "Exif", "2024:08:14"]) expect(Buffer.from(kept.bytes).includes(trace)).toBe(false);
  // What was above lies to the right once the photo stands upright.
  const { data, info } = await sharp(kept.bytes).raw().toBuffer({ resolveWithObject: true });
  const redAt = (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? 0;
  expect(redAt(550, 400)).toBeGreaterThan(150);
  expect(redAt(50, 400)).toBeLessThan(80);
});

it("scales down what is larger than anybody looks at, and enlarges nothing", async () => {
  const large = await check(await telephonePhoto(4000, 3000));
  expect([large.width, large.height]).toEqual([1920, limits.edge]);
  const small = await check(await screenshot(30, 20));
  expect(small).toMatchObject({ mediaType: "image/webp", width: 30, height: 20 });
});

it("keeps drawings see-through", async () => {
  const { bytes } = await check(await screenshot());
  expect((await sharp(bytes).metadata()).hasAlpha).toBe(true);
});

it("throws away what hides behind the pixels", async () => {
  const hidden = Buffer.from("<script>alert(document.cookie)</script>PK\x03\x04");
  const { bytes, mediaType } = await check(Buffer.concat([await telephonePhoto(), hidden]));
  expect(mediaType).toBe("image/jpeg");
  expect(Buffer.from(bytes).includes("<script>")).toBe(false);
});

it.each([
  ["a vector graphic", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
  [
    "a vector graphic with a declaration",
    Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
  ],
  ["a page", Buffer.from("<!doctype html><script>alert(1)</script>")],
  ["text", Buffer.from("only words")],
  ["an animation", Buffer.from("R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==", "base64")],
  ["a document from the public", pdf],
  ["a program", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(600)])],
])("refuses %s whatever it calls itself", async (_what, bytes) => {
  expect(await refusalOf(bytes)).toBe("evidence/type-unknown");
});

it("refuses what only begins like a picture", async () => {
  const header = (await telephonePhoto()).subarray(0, 20);
  expect(await refusalOf(Buffer.concat([header, Buffer.from("<svg onload=alert(1)>")]))).toBe("evidence/damaged");
  const photo = await telephonePhoto(2000, 1500);
  expect(await refusalOf(photo.subarray(0, photo.length / 2))).toBe("evidence/damaged");
});

it("refuses a picture that would unfold to more than it may, without unfolding it", async () => {
  const small = bomb(20_000, 20_000);
  expect(small.length).toBeLessThan(limits.bytes / 10);
  const before = process.memoryUsage.rss();
  expect(await refusalOf(small)).toBe("evidence/too-many-pixels");
  expect(process.memoryUsage.rss() - before).toBeLessThan(80 * 1024 ** 2);
  // Edges that overflow a product of 32 bits.
  expect(await refusalOf(bomb(65_535, 2_000))).toBe("evidence/too-many-pixels");
});

it("refuses empty and oversize files before it reads them", async () => {
  expect(await refusalOf(new Uint8Array(0))).toBe("evidence/empty");
  expect(await refusalOf(new Uint8Array(limits.bytes + 1))).toBe("evidence/too-large");
});

it("says what to do with a HEIC photo", async () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic\0\0\0\0mif1heic"), Buffer.alloc(100)]);
  expect(await refusalOf(heic)).toBe("evidence/heic");
});

it("takes a .docx from staff as it is, if it is whole, and none from the public", async () => {
  const docx = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph("通知")] }] }));
  expect(await check(docx, true)).toMatchObject({
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extension: "docx",
    bytes: new Uint8Array(docx),
  });
  expect(await refusalOf(docx.subarray(0, docx.length - 30), true)).toBe("evidence/damaged");
  expect(await refusalOf(docx, false)).toBe("evidence/type-unknown");
});

it("takes a PDF from staff as it is, if it is whole", async () => {
  expect(await check(pdf, true)).toMatchObject({
    mediaType: "application/pdf",
    bytes: new Uint8Array(pdf),
    width: null,
  });
  expect(await refusalOf(pdf.subarray(0, 40), true)).toBe("evidence/damaged");
});
