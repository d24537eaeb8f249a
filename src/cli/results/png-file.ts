import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

/** Bytes of a pixel: red, green, blue, alpha. */
const PIXEL = 4;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const BITS_OF_A_COLOUR = 8;
const RGB_AND_ALPHA = 6;
/** Size of a chunk's length, type and checksum, each, in bytes. */
const WORD = 4;
/**
 * More than a picture needs: with a smaller buffer zlib would return for another one, and wait until this thread has
 * drawn the next picture.
 */
const ROOM = 256 * 1024;

/**
 * Pixels, row by row from the top, as a PNG file. Rows are not filtered, because plain areas compress best that way.
 * Compression runs in parallel with this thread.
 */
export async function pngFile(pixels: Uint8Array, width: number): Promise<Uint8Array> {
  const row = width * PIXEL;
  const height = pixels.length / row;
  // Each row begins with the number of its filter: 0, none.
  const rows = new Uint8Array((row + 1) * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  const header = new Uint8Array(13);
  const sizes = new DataView(header.buffer);
  sizes.setUint32(0, width);
  sizes.setUint32(WORD, height);
  header.set([BITS_OF_A_COLOUR, RGB_AND_ALPHA], 2 * WORD);
  const packed = await promisify(deflate)(rows, { chunkSize: ROOM });
  return Buffer.concat([
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', packed),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(kind: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(data.length + 3 * WORD);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(kind, WORD, 'latin1');
  bytes.set(data, 2 * WORD);
  const end = bytes.length - WORD;
  bytes.writeUInt32BE(checksum(bytes.subarray(WORD, end)), end);
  return bytes;
}

/** The polynomial of PNG's CRC-32, with its bits reversed. */
const POLYNOMIAL = 0xedb88320;
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
});

/** zlib.crc32 is newer than the oldest Node.js supported. */
function checksum(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) rest = REMAINDERS[(rest ^ bytes[at]!) & 0xff]! ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
