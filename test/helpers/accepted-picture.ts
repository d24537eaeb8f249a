import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { expect } from 'vitest';

/** Of its pixels: edges of letters and lines may come out a little differently elsewhere. */
const TOLERANCE = 0.002;

/**
 * Holds a picture against the accepted one, a file `NAME.png`. Where it differs the new one is left beside it as
 * `NAME-changed.png`: look at both, and where the new one is right, move it over the old one.
 */
export function expectPicture(accepted: string, bytes: Uint8Array): void {
  const changed = accepted.replace(/\.png$/, '-changed.png');
  const is = PNG.sync.read(Buffer.from(bytes));
  const was = existsSync(accepted) ? PNG.sync.read(readFileSync(accepted)) : undefined;
  const isSameSize = was?.width === is.width && was.height === is.height;
  const different = isSameSize
    ? pixelmatch(was.data, is.data, undefined, is.width, is.height, { threshold: 0.2 })
    : is.width * is.height;
  const share = different / (is.width * is.height);
  if (share > TOLERANCE) writeFileSync(changed, bytes);
  else rmSync(changed, { force: true });
  expect(
    share,
    `${basename(accepted)} differs from the accepted picture: see ${basename(changed)}`,
  ).toBeLessThanOrEqual(TOLERANCE);
}
