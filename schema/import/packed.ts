/** What a packed workbook would unfold to, from its directory: before anything of it is unfolded. */

const endOfDirectory = 0x06054b50;
const fileEntry = 0x02014b50;
const endLength = 22;
const longestComment = 65_535;

/** A small file can unfold to gigabytes. Twenty thousand rows are some 30 MB. */
export const mostUnfolded = 100 * 1024 * 1024;

/** Bytes that all parts together say they have; null where there is no directory that can be read. */
export function unfoldedSize(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let end = bytes.length - endLength; end >= Math.max(0, bytes.length - endLength - longestComment); end--)
    if (view.getUint32(end, true) === endOfDirectory) return sumOf(view, end);
  return null;
}

function sumOf(view: DataView, end: number): number | null {
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  // The large form of the directory, which no sheet of ten megabytes needs, would be read from elsewhere.
  if (entries === 0 || entries === 0xffff || at === 0xffffffff) return null;
  let sum = 0;
  for (let entry = 0; entry < entries; entry++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== fileEntry) return null;
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const statedLater = (view.getUint16(at + 8, true) & 8) !== 0 && packed === 0;
    // A reader holds a part to the size that it states; one that states none here could be of any.
    if (statedLater || (size === 0 && packed > 2)) return null;
    sum += size;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return sum;
}
