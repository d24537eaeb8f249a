import { expect, test } from 'vitest';
import { FileError } from '../../../src/cli/files/file-error.ts';
import { main } from '../../../src/cli/program.ts';
import { DRAWN } from '../experiment/fixture.ts';
import { memoryIo } from '../memory-io.ts';

test.each([
  ['run', 'summary.json', ['--charts', 'none']],
  ['sweep', 'sweep.json', ['--vary', 'proxies.px1.cores=2,4', '--workers', '1']],
  ['plan', 'plan.json', ['--replications', '1', '--workers', '1']],
])(
  'a folder that %s could not rewrite to its end has no %s of an earlier result',
  async (command, last, more) => {
    let isFull = false;
    const io = memoryIo({
      files: { 'drawn.yaml': DRAWN },
      beforeWrite: (path) => {
        if (isFull && path.endsWith('.md'))
          throw new FileError('cannot-write', path, `'${path}' is too much.`);
      },
    });
    const words = [command, 'drawn.yaml', '-o', 'out', ...more];
    expect(await main(words, io)).toBe(0);
    expect(io.files.has(`out/${last}`)).toBe(true);
    isFull = true;
    expect(await main([...words, '--seed', '8'], io)).toBe(2);
    expect(io.files.has(`out/${last}`)).toBe(false);
    isFull = false;
    // What was finished of the sweep or plan is in its journal.
    const again = command === 'run' ? [] : ['--resume'];
    expect(await main([...words, '--seed', '8', ...again], io)).toBe(0);
    expect(io.files.has(`out/${last}`)).toBe(true);
  },
);
