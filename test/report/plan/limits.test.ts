import { expect, test } from 'vitest';
import { planData } from '../../../src/report/plan/build-plan-data.ts';
import { limitLines } from '../../../src/report/plan/limits.ts';
import { planScenario } from '../../../src/runs/experiments/experiments.ts';
import { night, vm } from '../../helpers/night.ts';
import { axisOf, sourcesOf } from '../../helpers/swept.ts';

/**
 * Five VMs of a disk, 100 GB at 100 MB/s: 1000 s each. Where four snapshots may be open the fifth waits for 1000 s, and the night
 * takes 2000 s; where five may, 1000 s.
 */
function limitsOf(
  vary: string,
  { datastore = '', window = '3000s', profile = '{ full: unlimited, incremental: unlimited }' } = {},
): readonly string[] {
  const text = night({
    profile,
    datastores: `[{ name: ds1${datastore} }]`,
    proxies: '[{ name: px1, maxConcurrentTasks: 9 }]',
    vms: `[${['a', 'b', 'c', 'd', 'e'].map((name) => vm(name, [100])).join(', ')}]`,
  });
  const planned = planScenario(sourcesOf(text), { axes: [axisOf(vary)], window, nights: 1 });
  if (!planned.ok) throw new Error(planned.diagnostics.map(({ message }) => message).join('\n'));
  return limitLines(planData(planned.value, { plan: '', night: '', vary: null }));
}

const BOTTLENECK = 'Bottleneck of night, the tightest job: source.';
const WAIT = 'Tasks waited most for datastore-snapshots: 16m 40s of task time a night.';
const UNSAID = ' Not in the scenario: datastores.maxSnapshots (4 by default).';

test('a plan names each default that limits its design once', () => {
  expect(limitsOf('proxies.px1.maxConcurrentTasks=9')).toEqual([
    BOTTLENECK,
    `${WAIT}${UNSAID}`,
    expect.stringMatching(
      /^Lower bound set by datastores\.ds1\.maxSnapshots .*; the window is .*, on average\.$/,
    ),
  ]);
});

test('a figure that the scenario states, or that is varied, is not reported as a default', () => {
  const said = limitsOf('proxies.px1.maxConcurrentTasks=9', { datastore: ', maxSnapshots: 4' });
  expect(said.slice(0, 2)).toEqual([BOTTLENECK, WAIT]);
  expect(limitsOf('datastores.ds1.maxSnapshots=4,5')).toEqual(said);
});

test('the design that was found decides, not the scenario', () => {
  // Only five snapshots hold 1500 s: nobody waits, and nothing that was left out limits it.
  expect(limitsOf('datastores.ds1.maxSnapshots=4,5', { window: '1500s' }).join('\n')).not.toContain(
    'Not in the scenario',
  );
});

test('for a design limited by processing it states the rates of one task and one core', () => {
  // A core at 30 MB/s is slower than the 100 MB/s of a task; the profile is written, and the cores of a task are not.
  const slow = { profile: '{ full: 30 MB/s, incremental: 30 MB/s }', window: '3h' };
  expect(limitsOf('proxies.px1.maxConcurrentTasks=9', slow)[0]).toBe(
    'Bottleneck of night, the tightest job: proxy. Not in the scenario: coresPerTask (1 by default).',
  );
});
