import fc from 'fast-check';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { pngFile } from '../../../src/cli/results/png-file.ts';

test('a PNG reader returns the same pixels, row by row', async () => {
  const pictures = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .chain(([width, height]) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        pixels: fc.uint8Array({ minLength: 4 * width * height, maxLength: 4 * width * height }),
      }),
    );
  await fc.assert(
    fc.asyncProperty(pictures, async ({ width, height, pixels }) => {
      const read = PNG.sync.read(Buffer.from(await pngFile(pixels, width)));
      expect(read).toMatchObject({ width, height });
      expect([...read.data]).toEqual([...pixels]);
    }),
  );
});

test('a plain area takes hardly any bytes', async () => {
  const white = await pngFile(new Uint8Array(4 * 1000 * 560).fill(255), 1000);
  expect(white.length).toBeLessThan(10_000);
});
