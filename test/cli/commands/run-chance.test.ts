import { expect, test } from 'vitest';
import { Interrupted } from '../../../src/cli/io.ts';
import { main } from '../../../src/cli/program.ts';
import { night } from '../../helpers/night.ts';
import { memoryIo } from '../memory-io.ts';

const SIZED = '[{ name: vm, disks: { count: 4, size: 10 GB, datastores: [ds1] } }]';
const DRAWN = '[{ name: vm, disks: { count: 4, size: { uniform: [1 GB, 9 GB] }, datastores: [ds1] } }]';
const FAILING = '[{ kind: task-fails, target: [vm], probability: 10% }]';
/** Its ranking differs by task, and draws nothing. */
const OWN =
  "export default { name: 'own', extends: 'rts', rank: [{ name: 'odd', differsByTask: true, of: () => 0 }] };";

/** What the summary and the files of a run say of other draws; empty: nothing. */
async function told(parts: Readonly<Record<string, string>>, more = ''): Promise<string[]> {
  const io = memoryIo({ files: { 'night.yaml': night(parts), 'own.js': OWN } });
  const words = `run night.yaml -o out --charts none --analysis none${more}`.split(' ');
  const code = await main(words, io);
  expect(io.err()).toBe('');
  expect(code).toBe(0);
  const line = /One outcome of many.*?range\./;
  const texts = [io.out(), await io.readText('out/report.md'), await io.readText('out/report.html')];
  return texts.flatMap((text) => line.exec(text.replace(/\s+/g, ' '))?.[0] ?? []);
}

test.each([
  ['disks', { vms: DRAWN }, 'disk figures'],
  ['faults', { vms: SIZED, faults: FAILING }, 'faults'],
  ['a shuffled queue', { vms: SIZED, policy: '{ preset: rts, order: random }' }, 'scheduler choices'],
  ['proxies', { vms: SIZED, policy: 'two-choices' }, 'scheduler choices'],
  [
    'everything',
    { vms: DRAWN, faults: FAILING, policy: 'two-choices' },
    'disk figures, faults and scheduler choices',
  ],
])(
  'a run that draws %s says in summary, page and Markdown that others may end otherwise',
  async (_, parts, what) => {
    const words = `One outcome of many, since ${what} are drawn at random: --replications 30 shows the range.`;
    const [summary, markdown = '', page] = await told(parts);
    expect([summary, page]).toEqual([words, words]);
    expect(markdown).toContain(`since ${what} are drawn at random`);
  },
);

test.each([
  ['a run that draws nothing', { vms: SIZED }, ''],
  ['a policy of its own that draws nothing', { vms: SIZED }, ' --policy own.js'],
  ['replications', { vms: DRAWN }, ' --replications 2'],
  ['one replication of many', { vms: DRAWN }, ' --replay 2'],
])('%s: not a word of other draws', async (_, parts, more) => {
  expect(await told(parts, more)).toEqual([]);
});

test('a policy of the command line that draws counts', async () => {
  expect(await told({ vms: SIZED }, ' --policy two-choices')).toHaveLength(3);
});

test('an interrupted run with replications is continued with all that it was told to do', async () => {
  const given =
    'run night.yaml --replications 3 --workers 1 --analysis none --charts none --parquet --trace -o out'.split(
      ' ',
    );
  const files = { 'night.yaml': night({ vms: DRAWN }) };
  let calls = 0;
  const whole = memoryIo({ files });
  whole.interruptible = (work) => {
    calls++;
    return work();
  };
  expect(await main(given, whole)).toBe(0);

  // Ctrl-C comes with the last replication.
  const cut = memoryIo({ files });
  cut.interruptible = (work) => {
    if (--calls === 0) throw new Interrupted('interrupted by Ctrl-C');
    return work();
  };
  expect(await main(given, cut)).toBe(130);
  const again = /go on with:\n {2}proxysim (.*)\n$/.exec(cut.err())?.[1];
  expect(await main(again!.split(' '), cut)).toBe(0);
  const names = [...whole.files.keys()].sort();
  expect(names).toContain('out/tasks.parquet');
  expect([...cut.files.keys()].sort()).toEqual(names);
});
