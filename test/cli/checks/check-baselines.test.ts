import { expect, test } from 'vitest';
import { FileError } from '../../../src/cli/files/file-error.ts';
import { main } from '../../../src/cli/program.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';
import { SMALL_SCENARIO } from '../small-scenario.ts';

const FINGERPRINTS = 'results/fingerprints.tsv';

/** Three scenarios with accepted results. */
async function project(): Promise<MemoryIo> {
  const names = ['a', 'b', 'c'];
  const io = memoryIo({
    files: Object.fromEntries(names.map((name) => [`scenarios/${name}.yaml`, SMALL_SCENARIO])),
  });
  expect(await main(['check', '--update', '--all'], io)).toBe(0);
  io.written.length = 0;
  return io;
}

test('damaged results keep no other scenario from being judged, and are in every report', async () => {
  const io = await project();
  io.files.set('results/a/summary.json', '<<<<<<< HEAD\n{}');
  io.files.set('results/b/decisions.bin', 'x');
  expect(await main(['check', '--junit', 'out.xml', '--markdown', 'out.md'], io)).toBe(2);
  expect(io.out()).toMatch(/scenarios\/c\.yaml: same\n1 scenario checked: all fine; 2 cannot be checked\n$/);
  expect(io.err()).toMatch(
    /^error\[bad-baseline\] 'results\/a\/summary\.json' is not a summary .*\nerror\[bad-baseline\] 'results\/b\/decisions\.bin' .*\n$/,
  );
  expect(io.files.get('out.xml')).toContain('tests="3" failures="0" errors="2"');
  expect(io.files.get('out.md')).toContain('| scenarios/a.yaml | cannot be compared | - | - |');
});

test('--json has the damaged one as refused, and --update rewrites nothing while a scenario does not run', async () => {
  const io = await project();
  io.files.set('results/b/decisions.bin', 'x');
  io.files.set('scenarios/a.yaml', SMALL_SCENARIO.replace('60 GB', '50 GB'));
  const before = io.out().length;
  expect(await main(['check', '--json'], io)).toBe(2);
  const { scenarios } = JSON.parse(io.out().slice(before)) as { scenarios: { verdict: string }[] };
  expect(scenarios.map(({ verdict }) => verdict)).toEqual(['different', 'refused', 'same']);
  io.files.set('scenarios/c.yaml', 'version: 2\n');
  expect(await main(['check', '--update'], io)).toBe(2);
  expect(io.err()).toMatch(/\nNothing was rewritten\.\n$/);
  expect(io.written).toEqual([]);
});

test('the verdict is said even if a report cannot be written', async () => {
  const io = await project();
  const full: MemoryIo = {
    ...io,
    writeFileAtomically: async (path) => {
      throw new FileError('cannot-write', path, `'${path}' cannot be written: no space left on the device.`);
    },
  };
  expect(await main(['check', '--junit', 'out.xml'], full)).toBe(2);
  expect(io.out()).toMatch(/scenarios\/c\.yaml: same\n3 scenarios checked: all fine\n$/);
  expect(io.err()).toBe("error: 'out.xml' cannot be written: no space left on the device.\n");
});

test('what another check accepts meanwhile stays accepted', async () => {
  const io = await project();
  io.files.set('scenarios/a.yaml', SMALL_SCENARIO.replace('60 GB', '50 GB'));
  const other = 'scenarios/z.yaml\trts\t1\t0\t00000000-00000000@1\t60\n';
  // While the scenario runs, another check ends.
  const meanwhile: MemoryIo = {
    ...io,
    interruptible: (work) => {
      const rows = `${io.files.get(FINGERPRINTS)}`;
      if (!rows.includes(other)) io.files.set(FINGERPRINTS, rows + other);
      return work();
    },
  };
  expect(await main(['check', 'scenarios/a.yaml', '--update'], meanwhile)).toBe(0);
  expect(`${io.files.get(FINGERPRINTS)}`.split('\n').map((line) => line.split('\t')[0])).toEqual([
    'scenario',
    'scenarios/a.yaml',
    'scenarios/b.yaml',
    'scenarios/c.yaml',
    'scenarios/z.yaml',
    '',
  ]);
});
