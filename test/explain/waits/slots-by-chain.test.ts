import { describe, expect, test } from 'vitest';
import { atInstant, blameFor, criticalPath, lifeOf } from '../../helpers/in-one-go.ts';
import { night, vm } from '../../helpers/night.ts';
import { explained } from '../listened.ts';

const S = 1_000_000;

describe('a slot that is counted by chain', () => {
  /** 100 MB/s: a/0 0 to 100, a/1 0 to 200, and b from 200 on; the second slot of the proxy is free from 100 on. */
  const told = (perVmFiles: boolean, jobs = 'vms: [a, b]') =>
    explained(
      night({
        proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
        repositories: `[{ name: repo, slotUnit: chain, maxConcurrentTasks: 1, perVmFiles: ${perVmFiles} }]`,
        vms: `[${vm('a', [10, 20])}, ${vm('b', [10])}]`,
        jobs: `[{ name: night, repository: repo, run: full, ${jobs} }]`,
      }),
    );

  test('is held by the chain until its last task ends, not by the task that opened it', () => {
    const explanation = told(true);
    const b = explanation.chronicle.tasks[2]!;
    expect(lifeOf(explanation, b).waits.map(({ cause, holders }) => [cause, holders])).toEqual([
      [
        'proxy-slot',
        [
          { who: 'a/0', us: 100 * S },
          { who: 'a/1', us: 100 * S },
        ],
      ],
      ['repository-slot', [{ who: 'the chain of a', us: 100 * S }]],
    ]);
    expect(atInstant(explanation, b, 150 * S).waiting?.holders).toEqual(['the chain of a']);
    expect(blameFor(explanation, 'repository-slot')).toMatchObject({
      byJob: [{ name: 'night', us: 100 * S }],
      byVm: [{ name: 'a', us: 100 * S }],
    });
    expect(criticalPath(explanation)!.links.map(({ who, gave }) => [who, gave])).toEqual([
      ['a/1 at px1 by nbd', 'repository-slot (repositories.repo)'],
      ['b/0 at px1 by nbd', 'the end'],
    ]);
  });

  test('is held by the chain of the job if its VMs share a file', () => {
    const explanation = told(
      false,
      'vms: [a] }, { name: later, vms: [b], repository: repo, run: full, schedule: { start: 1s }',
    );
    const b = explanation.chronicle.tasks[2]!;
    // From 100 s, when a slot of the proxy becomes free, to 200 s.
    expect(lifeOf(explanation, b).waits.at(-1)).toMatchObject({
      cause: 'repository-slot',
      holders: [{ who: 'the chain of night', us: 100 * S }],
    });
    expect(blameFor(explanation, 'repository-slot').byVm).toEqual([
      { name: 'the chain of night', us: 100 * S },
    ]);
  });
});
