import { describe, expect, test } from 'vitest';
import { trialFigures } from '../../../src/experiment/plan/trial-figures.ts';
import { planData } from '../../../src/report/plan/build-plan-data.ts';
import { limitLines } from '../../../src/report/plan/limits.ts';
import type { PlanData } from '../../../src/report/plan/plan-data.ts';
import { planScenario } from '../../../src/runs/experiments/experiments.ts';
import { night, vm } from '../../helpers/night.ts';
import { axisOf, sourcesOf } from '../../helpers/swept.ts';

/**
 * Five VMs of a disk, 100 GB at 100 MB/s: 1000 s each. Where four snapshots may be open the fifth waits for 1000 s, and the night
 * takes 2000 s; where five may, 1000 s.
 */
function planOfFive(
  vary: string,
  { datastore = '', window = '3000s', profile = '{ full: unlimited, incremental: unlimited }' } = {},
): PlanData {
  const text = night({
    profile,
    datastores: `[{ name: ds1${datastore} }]`,
    proxies: '[{ name: px1, maxConcurrentTasks: 9 }]',
    vms: `[${['a', 'b', 'c', 'd', 'e'].map((name) => vm(name, [100])).join(', ')}]`,
  });
  const planned = planScenario(sourcesOf(text), { axes: [axisOf(vary)], window, nights: 1 });
  if (!planned.ok) throw new Error(planned.diagnostics.map(({ message }) => message).join('\n'));
  return planData(planned.value, { plan: '', night: '', vary: null });
}

const limitsOf = (...asked: Parameters<typeof planOfFive>) => limitLines(planOfFive(...asked));

const BOTTLENECK =
  'Bottleneck of night, the tightest job: source (first night: all of it at the limit of one task in nbd (transport.nbd.perTask)).';
const WAIT =
  'Tasks waited most for datastore-snapshots: 16m 40s of task time a night (first night: ds1 100%).';
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

test('where nobody looked for the things, or the first night waited for others, the cause stands alone', () => {
  const plan = planOfFive('datastores.ds1.maxSnapshots=4');
  const others = plan.waitsByThing!.map((row) => ({ ...row, cause: 'proxy-slot' as const }));
  for (const waitsByThing of [null, others])
    expect(limitLines({ ...plan, waitsByThing })[1]).toBe(
      'Tasks waited most for datastore-snapshots: 16m 40s of task time a night.',
    );
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

describe('a disk that alone takes longer than the window', () => {
  test('comes first, because no more of anything helps against it: 1000 s, and 900 s are allowed', () => {
    expect(limitsOf('datastores.ds1.maxSnapshots=4,5', { window: '900s' })[0]).toBe(
      'In the worst night no schedule can hold the window of night: a/0 alone takes 16m 40s, and 15m are allowed. More proxies or slots do not help there; a faster way for that disk, less to read or a longer window does.',
    );
  });

  test('is not named where it just fits', () => {
    const plan = planOfFive('datastores.ds1.maxSnapshots=4', { window: '1000s' });
    expect(plan.chosen).toBeNull();
    expect(plan.tooLongDisk).toBeUndefined();
    expect(limitLines(plan)[0]).toBe(BOTTLENECK);
  });

  test('is looked for in the worst night, whose sizes are its own', () => {
    // 40, 50 or 60 GB with equal chance, 100 MB/s: of three nights that miss, the worst has the largest disk.
    const text = night({
      vms: `[{ name: a, disks: { count: 1, size: { discrete: { values: [40 GB, 50 GB, 60 GB] } }, datastores: [ds1] } }]`,
    });
    const planned = planScenario(sourcesOf(text), { axes: [], window: '1min', nights: 20 });
    if (!planned.ok) throw new Error('the scenario is wrong');
    const { worst } = trialFigures(planned.value.best.trial);
    expect(planned.value.tooLongDisk).toEqual({
      job: 'night',
      task: 'a/0',
      aloneSeconds: 60 - worst!.spareSeconds,
      allowedSeconds: 60,
    });
  });
});

test('the bottleneck names the things of the tightest job, and no others, where somebody looked for them', () => {
  const plan = planOfFive('datastores.ds1.maxSnapshots=4');
  const row = { job: 'night', stage: 'source', by: 'links.hq-dr.back', bytes: 3e9 } as const;
  const limitedBy = [
    row,
    { ...row, by: 'datastores.ds1.read', bytes: 1e9 },
    { ...row, stage: 'target', by: 'repositories.repo.write', bytes: 9e9 } as const,
    { ...row, job: 'other', by: 'datastores.ds2.read', bytes: 9e9 },
  ];
  expect(limitLines({ ...plan, limitedBy })[0]).toBe(
    'Bottleneck of night, the tightest job: source (first night: 75% of it at link hq-dr, 25% at datastore ds1).',
  );
  const { limitedBy: _found, ...unknown } = plan;
  expect(limitLines(unknown)[0]).toBe('Bottleneck of night, the tightest job: source.');
});
