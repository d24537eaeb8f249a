import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Bytes of the line that names the format, and of the checksum. */
const HEADER = 21;
const CHECKSUM = 16;

/** A file of decisions with the same content, as another version of zlib might pack it. */
export function packedOtherwise(file: Uint8Array): Uint8Array {
  const body = deflateRawSync(inflateRawSync(file.subarray(HEADER + CHECKSUM)), { level: 1, memLevel: 1 });
  const checksum = createHash('sha256').update(body).digest().subarray(0, CHECKSUM);
  return Buffer.concat([file.subarray(0, HEADER), checksum, body]);
}
