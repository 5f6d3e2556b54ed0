/** Photos are made small before they leave the telephone: what is sent is enough to read a notice on a wall. */
const longestEdge = 1600;
const quality = 0.8;

export interface Photo {
  /** Names it on the page. */
  id: string;
  blob: Blob;
  url: string;
  name: string;
}

/** Null when the browser cannot open it. */
export async function shrink(file: File): Promise<Photo | null> {
  // An element and not a bitmap: it opens on old telephones too, and stands upright by itself.
  const picture = new Image();
  const url = URL.createObjectURL(file);
  try {
    picture.src = url;
    await picture.decode();
    const scale = Math.min(1, longestEdge / Math.max(picture.naturalWidth, picture.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
    const paper = canvas.getContext("2d");
    if (!paper) return null;
    // What was see-through becomes white, as on paper, and not black.
    paper.fillStyle = "white";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
    return blob && asPhoto(blob, file.name);
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}

export const asPhoto = (blob: Blob, name: string): Photo => ({
  id: crypto.getRandomValues(new Uint32Array(2)).join("-"),
  blob,
  url: URL.createObjectURL(blob),
  name,
});

export const release = ({ url }: Photo): void => URL.revokeObjectURL(url);

/** For keeping a draft: null when it would not fit where drafts are kept. */
export async function packPhotos(photos: readonly Photo[]): Promise<string[] | null> {
  const most = 3 * 1024 ** 2;
  if (photos.reduce((sum, { blob }) => sum + blob.size, 0) > most) return null;
  return Promise.all(
    photos.map(
      ({ blob }) =>
        new Promise<string>((resolve, reject) => {
          const reader = new FileReader();
          reader.onload = () => resolve(String(reader.result));
          reader.onerror = () => reject(reader.error);
          reader.readAsDataURL(blob);
        }),
    ),
  );
}

export const unpackPhotos = (packed: readonly string[]): Photo[] =>
  packed.map((data, index) => {
    const bytes = Uint8Array.from(atob(data.slice(data.indexOf(",") + 1)), (letter) => letter.charCodeAt(0));
    return asPhoto(new Blob([bytes], { type: "image/jpeg" }), `photo-${index + 1}`);
  });
