import sharp from "sharp";

const [width, height] = [240, 180];
type Colour = readonly [number, number, number];
const walls: readonly Colour[] = [
  [196, 178, 156],
  [170, 182, 196],
  [188, 196, 170],
  [200, 168, 160],
];

const drawn = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();

/** A drawing of a house front as JPEG, one for each number: nobody's house. */
export function photograph(number: number): Promise<Uint8Array<ArrayBuffer>> {
  const made = drawn.get(number) ?? draw(number);
  drawn.set(number, made);
  return made;
}

async function draw(number: number): Promise<Uint8Array<ArrayBuffer>> {
  const pixels = Buffer.alloc(width * height * 3, 225);
  const fill = (x: number, y: number, w: number, h: number, colour: Colour) => {
    for (let row = y; row < y + h; row++)
      for (let column = x; column < x + w; column++) pixels.set(colour, (row * width + column) * 3);
  };
  fill(18, 14, 205, 150, walls[number % walls.length] ?? [180, 180, 180]);
  for (let index = 0; index < 24; index++) {
    const lit = (index + number) % 5 === 0;
    fill(30 + (index % 6) * 31, 25 + Math.floor(index / 6) * 31, 19, 21, lit ? [236, 222, 160] : [92, 104, 120]);
  }
  fill(0, 163, width, 17, [110, 112, 108]);
  const jpeg = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 70 })
    .toBuffer();
  return new Uint8Array(jpeg);
}
